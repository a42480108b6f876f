package snapshot

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func seq(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// little lets tests build within less memory than anybody has, so that a small
// graph is sorted on disk.
func little(memory int64) limits {
	l := defaultLimits
	l.memory = memory
	return l
}

func namesIn(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return []string{err.Error()}
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestBytesAreAFunctionOfTheSet builds the same quads in other orders, with
// more duplicates, within much and little memory, on one core and several.
func TestBytesAreAFunctionOfTheSet(t *testing.T) {
	quads := append(randomQuads(6000, 21), slices.Collect(events(6000, 3))...)
	want := mustBytes(t, quads)
	r := rand.New(rand.NewPCG(1, 1))
	for i, memory := range []int64{60 << 10, 200 << 10, 700 << 10, 2 << 20, 1 << 30} {
		r.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(i%3 + 1))
			dir := t.TempDir()
			path := filepath.Join(dir, "x.annals")
			err := build(t.Context(), beside{path}, seq(append(quads, quads[:500]...)), Options{Memory: memory}, little(memory))
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("within %d bytes of memory, the file has other bytes", memory)
			}
			if names := namesIn(dir); len(names) != 1 {
				t.Errorf("besides the file there are %q", names)
			}
		}()
	}
}

func TestLargeTermsWithinLittleMemory(t *testing.T) {
	long := quad.String(strings.Repeat("long ", 300_000))
	quads := []quad.Quad{
		{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: long},
		{Subject: quad.IRI("b"), Predicate: quad.IRI("p"), Object: long + "er"},
		{Subject: quad.IRI("c"), Predicate: quad.IRI("p"), Object: quad.TypedString{Value: quad.String(strings.Repeat("7", 1<<20)), Type: xsd + "integer"}},
	}
	var m memoryFile
	if err := build(t.Context(), inMemory{&m}, seq(quads), Options{Memory: 1}, little(1)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.b, mustBytes(t, quads)) {
		t.Error("the file has other bytes")
	}
}

// TestEmptyDataset wants the empty dataset.
func TestEmptyDataset(t *testing.T) {
	s := mustOpen(t, nil)
	if s.Len() != 0 || s.Terms() != 0 || s.ID(quad.IRI("a")) != 0 || s.Range(Quad{}).Len() != 0 || s.Range(Quad{S: 1}).Len() != 0 {
		t.Error("there is something in it")
	}
}

func TestWhatCannotBeStored(t *testing.T) {
	good := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.IRI("o"), Label: quad.IRI("g")}
	for about, change := range map[string]func(*quad.Quad){
		"a literal as subject":      func(q *quad.Quad) { q.Subject = quad.String("s") },
		"no subject":                func(q *quad.Quad) { q.Subject = nil },
		"a blank node as predicate": func(q *quad.Quad) { q.Predicate = quad.BNode("p") },
		"no object":                 func(q *quad.Quad) { q.Object = nil },
		"a native number":           func(q *quad.Quad) { q.Object = quad.Int(1) },
		"a literal as label":        func(q *quad.Quad) { q.Label = quad.String("g") },
		"a zero byte in a language": func(q *quad.Quad) { q.Object = quad.LangString{Value: "a", Lang: "e\x00n"} },
	} {
		bad := good
		change(&bad)
		_, err := Bytes(t.Context(), slices.Values([]quad.Quad{good, bad}))
		if !errors.Is(err, ErrValue) || !strings.Contains(err.Error(), "quad 2") {
			t.Errorf("%s: %v", about, err)
		}
	}
}

func TestTooManyForOneFile(t *testing.T) {
	quads := slices.Collect(events(500, 1))
	for _, l := range []limits{{terms: 100, quads: 1 << 20}, {terms: 1 << 20, quads: 499}} {
		dir := t.TempDir()
		err := build(t.Context(), beside{filepath.Join(dir, "x")}, seq(quads), Options{}, l)
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%+v: %v", l, err)
		}
		if names := namesIn(dir); len(names) > 0 {
			t.Errorf("%q was left", names)
		}
	}
	if err := build(t.Context(), inMemory{&memoryFile{}}, seq(quads), Options{}, limits{terms: 1 << 20, quads: 500}); err != nil {
		t.Error(err)
	}
}

// built builds a file and gives its bytes.
func built(t *testing.T, path string, quads []quad.Quad) []byte {
	t.Helper()
	if err := Build(t.Context(), path, seq(quads), Options{}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFailureLeavesWhatWasThere ends builds in the ways in which they end, at
// every phase, with one file built before.
func TestFailureLeavesWhatWasThere(t *testing.T) {
	quads := slices.Collect(events(4000, 5))
	broken := errors.New("line 17: no such thing")
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	before := built(t, path, quads[:10])
	hold := func(about string, err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", about, err, want)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(after, before) {
			t.Errorf("%s: the file is another, %v", about, err)
		}
		if names := namesIn(dir); len(names) != 1 {
			t.Errorf("%s: there is %q", about, names)
		}
	}
	at := 0
	failing := func(yield func(quad.Quad, error) bool) {
		for i, q := range quads {
			if i == at {
				yield(quad.Quad{}, broken)
				return
			}
			if !yield(q, nil) {
				return
			}
		}
	}
	for _, at = range []int{0, 1, 511, 512, 513, 3999} {
		hold("a mistake", Build(t.Context(), path, failing, Options{}), broken)
	}
	for phase := Reading; phase <= Saving; phase++ {
		for _, memory := range []int64{100 << 10, 1 << 30} {
			ctx, cancel := context.WithCancel(t.Context())
			o := Options{Memory: memory, Progress: func(p Phase, done, _ int64) {
				if p == phase && done == 0 || p > phase {
					cancel()
				}
			}}
			hold("cancelled while "+phase.String(), build(ctx, beside{path}, seq(quads), o, little(memory)), context.Canceled)
			cancel()
		}
	}
	func() {
		defer func() { _ = recover() }()
		_ = Build(t.Context(), path, func(func(quad.Quad, error) bool) { panic("the source is broken") }, Options{})
		t.Error("a panic was swallowed")
	}()
	hold("panic", broken, broken)
}

func buildForChild(path string, quads []quad.Quad, memory int64, progress func(Phase, int64, int64)) error {
	o := Options{Memory: memory, Progress: progress}
	return build(context.Background(), beside{path}, seq(quads), o, little(memory))
}
