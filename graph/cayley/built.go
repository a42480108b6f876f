package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"

	"annals.example/graph/snapshot"
)

// planned is a plan in the place of the shapes that it answers.
type planned struct{ plan }

// BuildIterator shows the plan as Cayley's iterator.
func (p planned) BuildIterator(graph.QuadStore) iterator.Shape { return built(p) }

// Optimize leaves it: there is nothing more to do.
func (p planned) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return p, false }

// built shows a plan to Cayley.
type built struct{ plan }

func (b built) String() string                                  { return "plan" }
func (b built) SubIterators() []iterator.Shape                  { return nil }
func (b built) Optimize(context.Context) (iterator.Shape, bool) { return b, false }
func (b built) Stats(context.Context) (iterator.Costs, error)   { return b.cost().stats(), nil }

func (b built) Iterate() iterator.Scanner {
	s := b.scan()
	return scanning{shown{s}, s}
}

func (b built) Lookup() iterator.Index {
	x := b.lookup()
	return looking{shown{x}, x}
}

func (c cost) stats() iterator.Costs {
	const most = 1 << 30 // Cayley multiplies
	return iterator.Costs{
		NextCost:     1 + int64(min(c.next, most))/rowCost,
		ContainsCost: 1 + int64(min(c.look, most))/rowCost,
		Size:         refs.Size{Value: int64(min(c.rows, 1<<62)), Exact: c.exact},
	}
}

// shown is what scanners and indexes have in common for Cayley, too.
type shown struct{ rows }

func (s shown) String() string                    { return "rows" }
func (s shown) TagResults(dst tags)               { s.tag(dst) }
func (s shown) Result() refs.Ref                  { return s.node().ref() }
func (s shown) NextPath(ctx context.Context) bool { return s.path(ctx) }
func (s shown) Err() error                        { return s.err() }
func (s shown) Close() error                      { s.close(); return nil }

type scanning struct {
	shown
	scanner scanner
}

func (s scanning) Next(ctx context.Context) bool { return s.scanner.next(ctx) }

type looking struct {
	shown
	index index
}

func (l looking) Contains(ctx context.Context, ref refs.Ref) bool {
	if id, ok := ref.(term); ok {
		return l.index.contains(ctx, node{id: snapshot.ID(id)})
	}
	return ref != nil && l.index.contains(ctx, node{other: ref})
}
