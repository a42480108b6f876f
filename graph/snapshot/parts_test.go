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
		parts = append(parts, func(_ context.Context, to *Intake) error {
			for i := range part {
				if err := to.AddQuad(&part[i]); err != nil {
					return err
				}
			}
			return nil
		})
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

// TestNewTerms wants a term to be called new until it was added, also again
// after what was known of it went to disk.
func TestNewTerms(t *testing.T) {
	iri := func(s string) Term { return Term{Kind: KindIRI, Text: []byte(s)} }
	part := func(_ context.Context, to *Intake) error {
		q := Terms{iri("s"), iri("p"), iri("s"), iri("g")}
		for _, want := range [][4]bool{{true, true, false, true}, {}} {
			if got, err := to.Add(&q); got != want || err != nil {
				t.Errorf("new are %v, not %v; %v", got, want, err)
			}
		}
		if err := to.spillPortion(); err != nil {
			return err
		}
		got, err := to.Add(&q)
		if want := [4]bool{true, true, false, true}; got != want {
			t.Errorf("after what was there went to disk, new are %v, not %v", got, want)
		}
		return err
	}
	var m memoryFile
	if err := buildFrom(t.Context(), inMemory{&m}, inParts([]Part{part}), Options{}, defaultLimits); err != nil {
		t.Fatal(err)
	}
}
