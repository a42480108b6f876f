package snapshot

import "encoding/binary"

// A term stands in its block in two pieces: some first bytes of the block's first
// term, which it shares with that, and a rest.

func (s *Snapshot) appendStored(dst []byte, id ID) []byte {
	shared, rest := s.pieces(id)
	return append(append(dst, shared...), rest...)
}

func isStored[T string | []byte](s *Snapshot, id ID, stored T) bool {
	shared, rest := s.pieces(id)
	n := len(shared)
	return n+len(rest) == len(stored) && string(stored[:n]) == string(shared) && string(stored[n:]) == string(rest)
}

// pieces finds a term, which must be one. Where the file is damaged, it is
// empty.
func (s *Snapshot) pieces(id ID) (shared, rest []byte) {
	var b block
	return s.piecesFrom(&b, id)
}

// A block is one of those that terms stand in, which is read term by term. The
// zero block is none.
type block struct {
	number uint64 // from 1
	text   []byte
	read   uint64 // terms
	at     int    // where the next begins
}

// piecesFrom finds a term as pieces does, and reads on from where b stands if that
// is before it in its block.
func (s *Snapshot) piecesFrom(b *block, id ID) (shared, rest []byte) {
	number, n := uint64(id-1)/blockTerms+1, uint64(id-1)%blockTerms
	if b.number != number || n < b.read {
		from, to := le.Uint64(s.blocks[8*number-8:]), le.Uint64(s.blocks[8*number:])
		if from > to || to > uint64(len(s.terms)) {
			s.damaged("block %d of terms is from %d to %d", number-1, from, to)
			return nil, nil
		}
		b.number, b.text, b.read, b.at = number, s.terms[from:to], 0, 0
	}
	text, at := b.text, b.at
	for range n - b.read { // some eight times for each term that is looked for
		if isShort(text, at) {
			at += 2 + int(text[at+1])
		} else {
			_, _, at = cutTerm(text, at)
		}
	}
	size, from, end := cutTerm(text, at)
	if size > 0 && n > 0 {
		_, first, last := cutTerm(text, 0)
		shared = text[first : first+int(min(size, uint64(last-first)))]
	}
	if end <= at || uint64(len(shared)) != size {
		s.damaged("term %d cannot be read", id)
		b.number = 0
		return nil, nil
	}
	b.read, b.at = n+1, end
	return shared, text[from:end]
}

// isShort reports whether the two lengths before a term have one byte each, as
// nearly all have.
func isShort(text []byte, at int) bool {
	return at+1 < len(text) && text[at]|text[at+1] < 0x80
}

// cutTerm reads the term of a block that begins at a place: how much it shares, and
// where its rest is. What cannot be read is nothing, at the end of the block.
func cutTerm(text []byte, at int) (shared uint64, from, end int) {
	if isShort(text, at) && int(text[at+1]) <= len(text)-at-2 {
		return uint64(text[at]), at + 2, at + 2 + int(text[at+1])
	}
	left := text[min(at, len(text)):]
	shared, n := binary.Uvarint(left)
	length, m := binary.Uvarint(left[max(n, 0):])
	from = at + n + m
	if n <= 0 || m <= 0 || length > uint64(len(text)-from) {
		return 0, len(text), len(text)
	}
	return shared, from, from + int(length)
}
