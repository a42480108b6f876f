package snapshot

import "bytes"

// A TermReader gives many terms of a snapshot one after the other, as bytes and
// without allocation. It is fastest where the ids go up: terms stand in blocks,
// of which it reads on. It is for one goroutine, and no longer of use once the
// snapshot is closed.
type TermReader struct {
	s     *Snapshot
	block block
	text  []byte
}

// TermReader gives a reader of terms.
func (s *Snapshot) TermReader() *TermReader { return &TermReader{s: s} }

// Read gives the term of an id: its kind, which is KindTyped for all literals with
// a datatype, its text, and its language or the IRI of its datatype. Kind 0 is for
// 0, NoLabel and what is no id of this file, and where the file is damaged, which
// Err then says. The bytes stay until the next call.
func (r *TermReader) Read(id ID) (kind Kind, text, tag []byte) {
	kind = r.s.Kind(id)
	if kind == 0 {
		return 0, nil, nil
	}
	shared, stored := r.s.piecesFrom(&r.block, id)
	if len(shared) > 0 {
		r.text = append(append(r.text[:0], shared...), stored...)
		stored = r.text
	}
	if kind <= KindString {
		return kind, stored, nil
	}
	read, text, tag := cutStored(kind, stored)
	if read == 0 {
		r.s.damaged("term %d is no %d", id, kind)
	}
	return read, text, tag
}

// cutStored cuts a term out of its stored form; kind 0 is where there is none such.
// Of dates and numbers it makes KindTyped.
func cutStored(kind Kind, stored []byte) (_ Kind, text, tag []byte) {
	switch kind {
	case KindIRI, KindBlank, KindString:
		return kind, stored, nil
	case KindDate, KindNumber:
		if len(stored) == 0 || int(stored[0]) >= len(datatypes) || stored[0] == 0 {
			return 0, nil, nil
		}
		return KindTyped, stored[1:], bytesOf(string(datatypes[stored[0]]))
	}
	tag, text, ok := bytes.Cut(stored, []byte{0})
	if !ok {
		return 0, nil, nil
	}
	return kind, text, tag
}
