package snapshot

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// cut gives quads in parts.
func cut(quads []quad.Quad, size int) (parts []Part) {
	for part := range slices.Chunk(quads, size) {
		parts = append(parts, func(_ context.Context, to *Intake) error { return to.addQuads(part) })
	}
	return parts
}

func inParts(parts []Part) reading {
	return func(b *builder) (*input, error) { return readParts(b, parts) }
}

// TestPartsGiveTheSameBytes builds the same quads from one to many parts, on one
// core and several, in memory, on disk, and some of it on disk.
func TestPartsGiveTheSameBytes(t *testing.T) {
	quads := append(randomQuads(6000, 22), slices.Collect(events(6000, 4))...)
	want := mustBytes(t, quads)
	for i, memory := range []int64{60 << 10, 200 << 10, 1 << 20, 2 << 20, 4 << 20, 1 << 30} {
		for _, size := range []int{len(quads), len(quads)/2 + 1, 1000, 37} {
			func() {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(i%4 + 1))
				var m memoryFile
				err := buildFrom(t.Context(), inMemory{&m}, inParts(cut(quads, size)), Options{Memory: memory}, little(memory))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(m.b, want) {
					t.Errorf("in parts of %d quads, within %d bytes of memory, the file has other bytes", size, memory)
				}
			}()
		}
	}
	path := filepath.Join(t.TempDir(), "x.annals")
	if err := BuildParts(t.Context(), path, nil, Options{}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, mustBytes(t, nil)) {
		t.Error("no part gives another file than no quad")
	}
}

// TestAPartThatFails wants its error, and the others to end.
func TestAPartThatFails(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	broken := errors.New("the paper is torn")
	parts := cut(randomQuads(500, 5), 10)
	parts[17] = func(context.Context, *Intake) error { return broken }
	for i := range 3 { // these end only because another failed
		parts[18+i] = func(ctx context.Context, _ *Intake) error {
			<-ctx.Done()
			return ctx.Err()
		}
	}
	dir := t.TempDir()
	err := BuildParts(t.Context(), filepath.Join(dir, "x.annals"), parts, Options{})
	if names := namesIn(dir); !errors.Is(err, broken) || len(names) > 0 {
		t.Errorf("%v; there is %q", err, names)
	}
	bad := []quad.Quad{{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(1)}}
	if err := BuildParts(t.Context(), filepath.Join(dir, "x.annals"), cut(bad, 1), Options{}); !errors.Is(err, ErrValue) {
		t.Errorf("a value that cannot be stored: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := BuildParts(ctx, filepath.Join(dir, "x.annals"), cut(bad, 1), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}

// TestNewTerms wants a term to be called new once, and again after what was known
// of it went to disk.
func TestNewTerms(t *testing.T) {
	iri := func(s string) Term { return Term{Kind: KindIRI, Text: []byte(s)} }
	part := func(_ context.Context, to *Intake) error {
		hear := func(about string, want ...bool) {
			q := Terms{iri("s"), iri("p"), iri("s"), iri("g")}
			quads := []Terms{q, q, {iri("s"), iri("p"), iri("o"), {}}}
			if err := to.Add(quads); err != nil {
				t.Error(err)
			}
			for i, want := range want {
				if got := quads[i/4][i%4].New; got != want {
					t.Errorf("%s, term %d of quad %d is new: %v", about, i%4, i/4, got)
				}
			}
		}
		hear("at first", true, true, false, true, false, false, false, false, false, false, true, false)
		hear("again", make([]bool, 12)...)
		if err := to.spillPortion(); err != nil {
			return err
		}
		hear("after all went to disk", true, true, false, true, false, false, false, false, false, false, true, false)
		return nil
	}
	var m memoryFile
	if err := buildFrom(t.Context(), inMemory{&m}, inParts([]Part{part}), Options{}, defaultLimits); err != nil {
		t.Fatal(err)
	}
}
