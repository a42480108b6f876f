package snapshot

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A large file is one of many pages in every section, as it stands on a disk.
type largeFile struct {
	path string
	good []byte
	head header
	rand *rand.Rand // of the same numbers in every run
}

func newLargeFile(t *testing.T) *largeFile {
	path := filepath.Join(t.TempDir(), "large.annals")
	good := built(t, path, slices.Collect(events(100_000, 9)))
	head, err := readHeader(good, uint64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	return &largeFile{path, good, head, rand.New(rand.NewPCG(9, 1))}
}

// places picks bytes: of the header, of each section its first, its last and others,
// and of what fills the pages between them.
func (f *largeFile) places(each int) []uint64 {
	var places []uint64
	within := func(from, to uint64, n int) {
		for range n {
			if from < to {
				places = append(places, from+f.rand.Uint64N(to-from))
			}
		}
	}
	within(0, headerSize, 2*each)
	for _, e := range f.head.sections {
		end := e.offset + e.length
		if e.length > 0 {
			places = append(places, e.offset, end-1)
		}
		within(e.offset, end, each)
		within(end, min(aligned(end), uint64(len(f.good))), 2)
	}
	return places
}

// with writes the file anew, changed, and opens it.
func (f *largeFile) with(t *testing.T, change func(file []byte) []byte, look func(*Snapshot, error)) {
	t.Helper()
	if err := os.WriteFile(f.path, change(bytes.Clone(f.good)), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(f.path)
	look(s, err)
	if s != nil {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// read asks for some of what there is.
func (f *largeFile) read(s *Snapshot) {
	for range 20 {
		readRow(s, Row(f.rand.IntN(s.Len()+1)))
		readTerm(s, ID(f.rand.IntN(s.Terms()+2)))
	}
}

// TestFlippedBytesOfALargeFileAreFound turns bytes all over a large file. Open or
// Verify says so, and reading before that comes to an end.
func TestFlippedBytesOfALargeFileAreFound(t *testing.T) {
	t.Parallel()
	f := newLargeFile(t)
	places := f.places(20)
	for _, at := range places {
		by := byte(1 + f.rand.IntN(255))
		turn := func(file []byte) []byte { file[at] ^= by; return file }
		f.with(t, turn, func(s *Snapshot, err error) {
			if err == nil {
				f.read(s)
				if met := s.Err(); met != nil && !errors.Is(met, ErrDamaged) {
					t.Errorf("byte %d by %#x: reading gives %v", at, by, met)
				}
				err = s.Verify(t.Context(), nil)
			}
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotSnapshot) && !errors.Is(err, ErrVersion) {
				t.Errorf("byte %d of %d by %#x: %v", at, len(f.good), by, err)
			}
		})
	}
	t.Logf("%d bytes of %d", len(places), len(f.good))
}

// TestHarmToALargeFileIsFoundBehindRightChecksums does the same to the content, with
// checksums that are right again.
func TestHarmToALargeFileIsFoundBehindRightChecksums(t *testing.T) {
	t.Parallel()
	f := newLargeFile(t)
	for _, at := range f.places(3) {
		if at < headerSize {
			continue
		}
		bit := byte(1) << f.rand.IntN(8)
		turn := func(file []byte) []byte { file[at] ^= bit; return sealed(file) }
		f.with(t, turn, func(s *Snapshot, err error) {
			if err != nil {
				t.Errorf("byte %d by %#x: Open knows nothing of the content, and says %v", at, bit, err)
				return
			}
			f.read(s)
			if err := s.Verify(t.Context(), nil); !errors.Is(err, ErrDamaged) {
				t.Errorf("byte %d of %d by %#x: %v", at, len(f.good), bit, err)
			}
		})
	}
}

// TestCutsOfALargeFileAreFound cuts it off: at the borders of its sections, beside
// them, and anywhere.
func TestCutsOfALargeFileAreFound(t *testing.T) {
	t.Parallel()
	f := newLargeFile(t)
	cuts := []uint64{0, 1, headerSize - 1, headerSize, uint64(len(f.good)) - 1}
	for _, e := range f.head.sections {
		cuts = append(cuts, e.offset, e.offset+1, e.offset+e.length-min(1, e.length))
	}
	for range 60 {
		cuts = append(cuts, f.rand.Uint64N(uint64(len(f.good))))
	}
	for _, n := range cuts {
		f.with(t, func(file []byte) []byte { return file[:min(n, uint64(len(file))-1)] }, func(_ *Snapshot, err error) {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotSnapshot) {
				t.Errorf("%d bytes of %d: %v", n, len(f.good), err)
			}
		})
	}
}
