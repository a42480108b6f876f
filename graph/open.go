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

	"github.com/cayleygraph/quad"

	"annals.example/data"
	"annals.example/graph/cayley"
	"annals.example/internal/dataset"
)

// A Dataset is an open dataset. Its methods may be called at the same time.
type Dataset struct {
	name  string // what people call it
	base  string // the address before the ids of its entities; "" in data of others
	store *cayley.Store

	words       func() *vocabulary
	names       func() []nameEntry
	believable  func() *sources
	exportOrder []quad.Quad // as written, in the dataset's own order
}

// Open opens the dataset at a path: a directory of YAML-LD, one RDF file, or ""
// for the embedded dataset. An error says in which file, line and column the
// first mistake stands, and how many more there are; then nothing is loaded.
func Open(ctx context.Context, path string) (*Dataset, error) {
	if path == "" {
		return openEmbedded(ctx)
	}
	read, err := dataset.ReadPath(ctx, path)
	if err != nil {
		return nil, err
	}
	return fromRead(read, path)
}

// OpenReader reads N-Quads, as from standard input; name is what people call it.
func OpenReader(ctx context.Context, r io.Reader, name string) (*Dataset, error) {
	read, err := dataset.ReadNQuads(ctx, r, name)
	if err != nil {
		return nil, err
	}
	return fromRead(read, name)
}

// OpenQuads makes a dataset of quads in memory; name is what people call it. A
// quad without label belongs to a source of that name.
func OpenQuads(quads []quad.Quad, name string) (*Dataset, error) {
	return newDataset(quads, name, "")
}

// Embedded is what people call the dataset that comes with the program.
const Embedded = "the embedded dataset"

func openEmbedded(ctx context.Context) (*Dataset, error) {
	read, err := dataset.ReadDir(ctx, data.SovietMongolian(), "soviet-mongolian")
	if err != nil {
		return nil, err
	}
	return fromRead(read, Embedded)
}

func fromRead(read *dataset.Dataset, name string) (*Dataset, error) {
	if len(read.Mistakes) > 0 {
		return nil, &UnreadableError{Path: name, First: read.Mistakes[0], More: len(read.Mistakes) - 1}
	}
	quads := make([]quad.Quad, len(read.Statements))
	for i, s := range read.Statements {
		quads[i] = s.Quad
	}
	return newDataset(quads, name, read.Base)
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

func newDataset(quads []quad.Quad, name, base string) (*Dataset, error) {
	if base == "" {
		base = baseOf(quads)
	}
	d := &Dataset{name: name, base: base, exportOrder: distinct(quads)}
	store, err := cayley.New(labelled(d.exportOrder))
	if err != nil {
		return nil, err
	}
	d.store = store
	d.words = sync.OnceValue(d.readVocabulary)
	d.names = sync.OnceValue(d.readNames)
	d.believable = sync.OnceValue(d.readSources)
	return d, nil
}

// baseOf finds the base of a dataset of ours that comes as plain quads: its
// catalogue says that it is the editors' voice.
func baseOf(quads []quad.Quad) string {
	for _, q := range quads {
		if q.Predicate == wordKind && q.Object == wordEditors {
			if base, ok := strings.CutSuffix(valueText(q.Subject), catalogueID); ok {
				return base
			}
		}
	}
	return ""
}

// distinct drops what is stated again, and keeps the order.
func distinct(quads []quad.Quad) []quad.Quad {
	seen := make(map[quad.Quad]bool, len(quads))
	return slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		again := seen[q]
		seen[q] = true
		return again
	})
}

func labelled(quads []quad.Quad) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		for _, q := range quads {
			q.Label = cmp.Or(q.Label, quad.Value(unlabelled))
			if !yield(q) {
				return
			}
		}
	}
}

// Close gives back what the dataset holds.
func (d *Dataset) Close() error { return d.store.Close() }

// Name is what people call the dataset: its path, or Embedded.
func (d *Dataset) Name() string { return d.name }

// Base is the address before the ids of the dataset's entities, "" where it has
// none: agreement/1936-protocol stands for Base()+"agreement/1936-protocol".
func (d *Dataset) Base() string { return d.base }
