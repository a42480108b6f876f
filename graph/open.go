package graph

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"annals.example/data"
	"annals.example/graph/cayley"
	"annals.example/graph/snapshot"
	"annals.example/internal/dataset"
)

// A Dataset is an open dataset. Its methods may be called at the same time.
type Dataset struct {
	name  string // what people call it
	base  string // the address before the ids of its entities; "" in data of others
	snap  *snapshot.Snapshot
	store *cayley.Store

	known *known // in the course of one answer; else nil

	words      func() *vocabulary
	names      func() []nameEntry
	believable func() *sources
	counted    *atomic.Pointer[counts] // nil until they were asked for
}

// Open opens the dataset at a path: a directory of YAML-LD, one RDF file, a snapshot
// (.annals), or "" for the embedded dataset. An error says in which file, line and
// column the first mistake stands, and how many more there are; then nothing is
// loaded. A snapshot is mapped and not read: it opens at once, whatever its size.
func Open(ctx context.Context, path string) (*Dataset, error) {
	switch {
	case path == "":
		snap, err := snapshot.OpenBytes(data.SovietMongolianSnapshot())
		if err != nil {
			return nil, err
		}
		return newDataset(snap, Embedded), nil
	case strings.HasSuffix(path, Extension):
		snap, err := snapshot.Open(path)
		if err != nil {
			return nil, err
		}
		return newDataset(snap, path), nil
	}
	read, err := dataset.ReadPath(ctx, path)
	if err != nil {
		return nil, err
	}
	return fromRead(ctx, read, path)
}

// OpenReader reads N-Quads, as from standard input; name is what people call it.
func OpenReader(ctx context.Context, r io.Reader, name string) (*Dataset, error) {
	read, err := dataset.ReadNQuads(ctx, r, name)
	if err != nil {
		return nil, err
	}
	return fromRead(ctx, read, name)
}

// OpenQuads makes a dataset of quads in memory; name is what people call it. A
// quad without label belongs to a source of that name.
func OpenQuads(quads []quad.Quad, name string) (*Dataset, error) {
	return compile(context.Background(), slices.Values(quads), name)
}

// Embedded is what people call the dataset that comes with the program.
const Embedded = "the embedded dataset"

func fromRead(ctx context.Context, read *dataset.Dataset, name string) (*Dataset, error) {
	if len(read.Mistakes) > 0 {
		return nil, &UnreadableError{Path: name, First: read.Mistakes[0], More: len(read.Mistakes) - 1}
	}
	return compile(ctx, func(yield func(quad.Quad) bool) {
		for _, s := range read.Statements {
			if !yield(s.Quad) {
				return
			}
		}
	}, name)
}

// compile makes a snapshot in memory.
func compile(ctx context.Context, quads iter.Seq[quad.Quad], name string) (*Dataset, error) {
	bytes, err := snapshot.Bytes(ctx, labelled(quads))
	if err != nil {
		return nil, err
	}
	snap, err := snapshot.OpenBytes(bytes)
	if err != nil {
		return nil, err
	}
	return newDataset(snap, name), nil
}

// An UnreadableError says that a dataset has mistakes that keep it from being
// read, and which is the first.
type UnreadableError struct {
	Path  string
	First error
	More  int // how many mistakes there are besides
}

func (e *UnreadableError) Error() string {
	if e.More == 0 {
		return e.First.Error()
	}
	return fmt.Sprintf("%v (and %d more)", e.First, e.More)
}

func (e *UnreadableError) Unwrap() error { return e.First }

func newDataset(snap *snapshot.Snapshot, name string) *Dataset {
	d := &Dataset{name: name, snap: snap, store: cayley.Open(snap), counted: new(atomic.Pointer[counts])}
	d.base = d.findBase()
	d.words = sync.OnceValue(d.readVocabulary)
	d.names = sync.OnceValue(d.readNames)
	d.believable = sync.OnceValue(d.readSources)
	return d
}

// findBase finds the base of a dataset of ours: its catalogue says that it is the
// editors' voice. Data of others have none.
func (d *Dataset) findBase() string {
	for _, c := range d.all(Claim{Property: wordKind, Value: wordEditors}) {
		if base, ok := strings.CutSuffix(valueText(c.Subject), catalogueID); ok {
			return base
		}
	}
	return ""
}

// labelled gives every quad a label, which Cayley needs.
func labelled(quads iter.Seq[quad.Quad]) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		for q := range quads {
			q.Label = cmp.Or(q.Label, quad.Value(unlabelled))
			if !yield(q) {
				return
			}
		}
	}
}

// Close gives back what the dataset holds.
func (d *Dataset) Close() error { return d.snap.Close() }

// Edition names the content of the dataset: the SHA-256 of its compiled form, which
// depends on the set of its statements alone.
func (d *Dataset) Edition() string { return d.snap.Hash().String() }

// Name is what people call the dataset: its path, or Embedded.
func (d *Dataset) Name() string { return d.name }

// Rename changes what people call the dataset, before it is asked anything: where it lies
// is not for everybody.
func (d *Dataset) Rename(name string) { d.name = name }

// Base is the address before the ids of the dataset's entities, "" where it has
// none: agreement/1936-protocol stands for Base()+"agreement/1936-protocol".
func (d *Dataset) Base() string { return d.base }

// known keeps what one answer has looked up: the same source stands in many of its
// rows. It is not kept longer, because a dataset may have more than fits in memory.
type known struct {
	watch

	labels  map[quad.Value]string
	classes map[quad.Value][]quad.Value
	cells   map[quad.Value]Cell // of things
	cited   map[quad.Value]Cell // of passages
}

// answering gives the dataset for the making of one answer, by one goroutine.
func (d *Dataset) answering(ctx context.Context) *Dataset {
	one := *d
	one.known = &known{watch{ctx: ctx}, map[quad.Value]string{}, map[quad.Value][]quad.Value{},
		map[quad.Value]Cell{}, map[quad.Value]Cell{}}
	return &one
}
