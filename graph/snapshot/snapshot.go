package snapshot

import (
	"errors"
	"fmt"
	"os"
	"sync/atomic"
)

// A Snapshot is an open file. Its methods may be called at the same time.
type Snapshot struct {
	head header

	terms, blocks, slots    []byte
	subjects, rows          []byte
	objects, byObject       []byte
	predicates, byPredicate []byte
	labels, byLabel         []byte
	quads                   uint32
	orders                  [orders]columns
	firsts                  [kinds + 1]ID // the first id of each kind, and the end of all
	tags                    tagger
	file                    []byte
	from                    *os.File // what file was mapped from; nil for bytes in memory
	unmap                   func([]byte) error
	readers                 atomic.Int64 // how often Close is still to be called
	failure                 atomic.Pointer[error]
}

// Open opens the file at path. It looks at the header alone: that takes
// microseconds however large the file is, and finds every file that is cut
// short, but no damage further on. Errors are ErrNotSnapshot, ErrVersion,
// ErrDamaged, or those of opening a file.
func Open(path string) (*Snapshot, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s, err := OpenFile(f)
	if err != nil {
		_ = f.Close() // it was only read
		return nil, err
	}
	return s, nil
}

// OpenBytes opens a file that is in memory already, at any alignment. The bytes
// must not change until Close.
func OpenBytes(b []byte) (*Snapshot, error) {
	return open(b, func([]byte) error { return nil })
}

func open(b []byte, unmap func([]byte) error) (*Snapshot, error) {
	h, err := readHeader(b, uint64(len(b)))
	if err != nil {
		return nil, err
	}
	s := &Snapshot{head: h, file: b, unmap: unmap, quads: uint32(h.counts[countQuads]), tags: newTagger(h.terms())}
	for i, section := range s.sections() {
		e := h.sections[i]
		*section = b[e.offset : e.offset+e.length : e.offset+e.length]
	}
	first := ID(1)
	for k := range kinds {
		s.firsts[k] = first
		first += ID(h.counts[countKinds+k])
	}
	s.firsts[kinds] = first
	s.setColumns()
	s.readers.Store(1)
	return s, nil
}

// sections are the sections as fields, in the order of the file.
func (s *Snapshot) sections() [sections]*[]byte {
	return [sections]*[]byte{
		&s.terms, &s.blocks, &s.slots, &s.subjects, &s.rows, &s.objects, &s.byObject,
		&s.predicates, &s.byPredicate, &s.labels, &s.byLabel,
	}
}

// Retain keeps the snapshot open for one more caller of Close, and reports
// whether it still was. Whoever reads while somebody else may close it retains
// it first.
func (s *Snapshot) Retain() bool {
	for {
		n := s.readers.Load()
		if n == 0 {
			return false
		}
		if s.readers.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// Close gives back the file once it was called for Open and for every Retain.
// After that, everything that is asked of the snapshot gives nothing, and Err
// gives ErrClosed.
func (s *Snapshot) Close() error {
	switch n := s.readers.Add(-1); {
	case n > 0:
		return nil
	case n < 0:
		s.readers.Add(1)
		return ErrClosed
	}
	for _, section := range s.sections() {
		*section = nil
	}
	s.orders = [orders]columns{}
	s.quads, s.firsts = 0, [kinds + 1]ID{}
	s.fail(ErrClosed)
	b := s.file
	s.file = nil
	err := s.unmap(b)
	if s.from != nil {
		err = errors.Join(err, s.from.Close())
	}
	return err
}

// Err says why answers of this snapshot may be too few: ErrDamaged, once a
// reader has met what a file as it was written does not hold, or ErrClosed.
func (s *Snapshot) Err() error {
	if err := s.failure.Load(); err != nil {
		return *err
	}
	return nil
}

func (s *Snapshot) fail(err error) { s.failure.Store(&err) }

// damaged notes what cannot be, once.
func (s *Snapshot) damaged(format string, args ...any) {
	err := fmt.Errorf("%w: %s; build it again", ErrDamaged, fmt.Sprintf(format, args...))
	s.failure.CompareAndSwap(nil, &err)
}

// Hash names the edition: it is the same for equal sets of quads.
func (s *Snapshot) Hash() Hash { return s.head.hash }

// Size is the length of the file in bytes.
func (s *Snapshot) Size() int64 { return int64(s.head.counts[countSize]) }

// Len is the number of quads.
func (s *Snapshot) Len() int { return int(s.quads) }

// at32 gives the 32-bit number i of a section that is known to have it.
func at32(section []byte, i int) uint32 { return le.Uint32(section[4*i:]) }
