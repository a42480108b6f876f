package snapshot

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

var le = binary.LittleEndian

// A Hash is the SHA-256 that identifies an edition of a dataset: equal sets of
// quads have equal hashes.
type Hash [sha256.Size]byte

// String gives the hash in hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// What FORMAT.md says, in numbers.
const (
	magic       = "ANNALS\r\n"
	version     = 1
	headerSize  = 1024
	alignment   = 64 // of sections: a row of 16 bytes never crosses a cache line
	blockTerms  = 16
	maxProbes   = 64
	rowSize     = 16
	entrySize   = 12 // of the indexes by object and by predicate
	labelEntry  = 4
	predicateIn = 16 // of the table of predicates
	labelIn     = 8  // of the table of labels

	hashAt     = 16
	countsAt   = hashAt + sha256.Size
	sectionsAt = countsAt + 8*counts
	sectionIn  = 8 + 8 + sha256.Size
)

// The sections, in the order in which they stand in the file.
const (
	secTerms = iota
	secBlocks
	secSlots
	secSubjects
	secRows
	secObjects
	secByObject
	secPredicates
	secByPredicate
	secLabels
	secByLabel
	sections
)

// sectionNames are those of FORMAT.md, for errors.
var sectionNames = [sections]string{
	"terms", "blocks", "slots", "subjects", "rows", "objects", "by object",
	"predicates", "by predicate", "labels", "by label",
}

// The counts of the header.
const (
	countSize = iota // bytes of the file
	countQuads
	countSubjects
	countPredicates
	countObjects
	countLabels // counting "no label" as one
	countDropped
	countKinds // terms of each kind

	counts = countKinds + kinds
)

// A header says what a file holds and where.
type header struct {
	hash     Hash
	counts   [counts]uint64
	sections [sections]extent
}

// An extent is a section: where it stands, and the SHA-256 of its bytes.
type extent struct {
	offset, length uint64
	sum            Hash
}

func (h *header) terms() (n uint64) {
	for _, c := range h.counts[countKinds:] {
		n += c
	}
	return n
}

// things counts the IRIs and blank nodes.
func (h *header) things() uint64 { return h.counts[countKinds] + h.counts[countKinds+1] }

// encode writes the header and sets its hash.
func (h *header) encode() []byte {
	b := make([]byte, headerSize)
	copy(b, magic)
	le.PutUint32(b[8:], version)
	le.PutUint32(b[12:], headerSize)
	for i, n := range h.counts {
		le.PutUint64(b[countsAt+8*i:], n)
	}
	for i, e := range h.sections {
		at := b[sectionsAt+sectionIn*i:]
		le.PutUint64(at, e.offset)
		le.PutUint64(at[8:], e.length)
		copy(at[16:], e.sum[:])
	}
	h.hash = sha256.Sum256(b)
	copy(b[hashAt:], h.hash[:])
	return b
}

// readHeader reads and checks the header of a file of which b is at least the
// begin, and size the length.
func readHeader(b []byte, size uint64) (header, error) {
	var h header
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return h, ErrNotSnapshot
	}
	if len(b) < headerSize {
		return h, fmt.Errorf("%w: it is cut short within its header", ErrDamaged)
	}
	if v := le.Uint32(b[8:]); v != version {
		return h, fmt.Errorf("%w: it is of version %d, and this program reads version %d", ErrVersion, v, version)
	}
	for i := range h.counts {
		h.counts[i] = le.Uint64(b[countsAt+8*i:])
	}
	for i := range h.sections {
		at := b[sectionsAt+sectionIn*i:]
		h.sections[i] = extent{le.Uint64(at), le.Uint64(at[8:]), Hash(at[16 : 16+sha256.Size])}
	}
	stored := Hash(b[hashAt : hashAt+sha256.Size])
	if string(h.encode()) != string(b[:headerSize]) || h.hash != stored {
		return h, fmt.Errorf("%w: its header does not agree with its hash", ErrDamaged)
	}
	if h.counts[countSize] != size {
		return h, fmt.Errorf("%w: it has %d bytes where its header says %d", ErrDamaged, size, h.counts[countSize])
	}
	return h, h.check()
}

// check holds counts and sections against each other. After it, a section has
// the length that the counts ask for.
func (h *header) check() error {
	const limit = 1 << 32
	for i, n := range h.counts {
		if i != countSize && n >= limit {
			return fmt.Errorf("%w: its header counts %d of a thing", ErrDamaged, n)
		}
	}
	if h.terms() >= limit-64 {
		return fmt.Errorf("%w: its header counts %d terms", ErrDamaged, h.terms())
	}
	end := uint64(headerSize)
	for i, want := range h.lengths() {
		e := h.sections[i]
		if i == secTerms {
			want = e.length // the texts are as long as they are
		}
		if e.offset != end || e.length != want || e.length > h.counts[countSize] {
			return fmt.Errorf("%w: section %q is not where it must be", ErrDamaged, sectionNames[i])
		}
		end = aligned(e.offset + e.length)
	}
	if end != h.counts[countSize] {
		return fmt.Errorf("%w: its sections do not fill it", ErrDamaged)
	}
	return nil
}

// lengths gives what the counts say about the lengths of the sections, except
// that of the terms.
func (h *header) lengths() (n [sections]uint64) {
	terms, quads := h.terms(), h.counts[countQuads]
	n[secBlocks] = 8 * (blocksOf(terms) + 1)
	n[secSlots] = 4 * slotsOf(terms)
	n[secSubjects] = 4 * (h.things() + 1)
	n[secRows] = rowSize * quads
	n[secObjects] = 4 * (terms + 1)
	n[secByObject] = entrySize * quads
	n[secPredicates] = predicateIn * h.counts[countPredicates]
	n[secByPredicate] = entrySize * quads
	n[secLabels] = labelIn * h.counts[countLabels]
	n[secByLabel] = labelEntry * quads
	return n
}

func aligned(n uint64) uint64 { return (n + alignment - 1) &^ (alignment - 1) }

func blocksOf(terms uint64) uint64 { return (terms + blockTerms - 1) / blockTerms }
