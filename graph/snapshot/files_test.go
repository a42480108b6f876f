package snapshot

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestWhatAKilledBuildLeft is taken over by the next build, unless that build
// is still alive.
func TestWhatAKilledBuildLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	quads := slices.Collect(events(100, 1))
	for _, name := range []string{".x.annals.building", ".x.annals.sorting"} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, 1<<20), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Build(t.Context(), path, seq(quads), Options{}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, mustBytes(t, quads)) {
		t.Errorf("the file has other bytes, %v", err)
	}
	alive, err := beside{path}.target()
	if err != nil {
		t.Fatal(err)
	}
	if err := Build(t.Context(), path, seq(quads[:1]), Options{}); !errors.Is(err, ErrBusy) {
		t.Errorf("a build beside a build: %v", err)
	}
	if err := alive.remove(); err != nil {
		t.Fatal(err)
	}
	if names := namesIn(dir); len(names) != 1 {
		t.Errorf("there is %q", names)
	}
}

// namedSpills sorts on a disk that knows no files without name.
type namedSpills struct{ beside }

func (n namedSpills) spill() (file, error) { return n.namedSpill() }

// TestSortingWithoutUnnamedFiles leaves nothing, too, and gives the same file.
func TestSortingWithoutUnnamedFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	quads := slices.Collect(events(3000, 6))
	const memory = 100 << 10
	if err := build(t.Context(), namedSpills{beside{path}}, seq(quads), Options{Memory: memory}, little(memory)); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, mustBytes(t, quads)) {
		t.Errorf("the file has other bytes, %v", err)
	}
	if names := namesIn(dir); len(names) != 1 {
		t.Errorf("there is %q", names)
	}
}

func TestTargetsThatAreNoFiles(t *testing.T) {
	dir := t.TempDir()
	if err := Build(t.Context(), dir, seq(nil), Options{}); err == nil {
		t.Error("a directory was replaced")
	}
	if err := Build(t.Context(), filepath.Join(dir, "none", "x"), seq(nil), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in a directory that is not there: %v", err)
	}
	link := filepath.Join(dir, "link")
	real := filepath.Join(dir, "real.annals")
	if err := Build(t.Context(), real, seq(nil), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	if err := Build(t.Context(), link, seq(randomQuads(5, 1)), Options{}); err != nil {
		t.Fatal(err)
	}
	s, err := Open(real)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Len() == 0 {
		t.Error("what the link leads to was not replaced")
	}
}

// TestReadersOutliveReplacement asks a file from many goroutines while it is
// replaced again and again: each edition answers as itself until its last
// reader ends.
func TestReadersOutliveReplacement(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.annals")
	edition := func(n int) []quad.Quad { return slices.Collect(events(100+n, 1)) }
	if err := Build(t.Context(), path, seq(edition(0)), Options{}); err != nil {
		t.Fatal(err)
	}
	var current atomic.Pointer[Snapshot]
	first, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	current.Store(first)
	stop := make(chan struct{})
	var wait sync.WaitGroup
	var asked atomic.Int64
	for range 16 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					asked.Add(askCurrent(t, &current))
				}
			}
		})
	}
	for i := range 15 {
		if err := Build(t.Context(), path, seq(edition(i)), Options{}); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := current.Swap(s).Close(); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wait.Wait()
	if asked.Load() == 0 {
		t.Error("nobody asked")
	}
	last := current.Load()
	rows := last.Range(Quad{})
	if err := last.Close(); err != nil {
		t.Error(err)
	}
	holdClosed(t, last, rows)
}

// askCurrent counts itself where it had an edition to ask.
func askCurrent(t *testing.T, current *atomic.Pointer[Snapshot]) int64 {
	s := current.Load()
	if !s.Retain() {
		return 0 // replaced and closed since it was loaded
	}
	n := 0
	for range s.Range(Quad{}).Quads() {
		n++
	}
	if n != s.Len() || s.Err() != nil {
		t.Errorf("%d quads of %d, %v", n, s.Len(), s.Err())
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	return 1
}

func holdClosed(t *testing.T, s *Snapshot, before Rows) {
	t.Helper()
	if c := before.Cursor(); c.Next() && (c.Quad() != Quad{} || c.Subject() != 0) {
		t.Error("a cursor goes on")
	}
	if s.Retain() || !errors.Is(s.Close(), ErrClosed) || !errors.Is(s.Err(), ErrClosed) {
		t.Error("it is not closed")
	}
	if s.Len() != 0 || s.Term(1) != nil || s.ID(quad.IRI("a")) != 0 || s.Range(Quad{S: 1, G: 2}).Len() != 0 || (s.At(0) != Quad{}) {
		t.Error("it answers, and is closed")
	}
	readAll(s)
	if err := s.Verify(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Verify: %v", err)
	}
}
