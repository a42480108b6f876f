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
func (b built) Iterate() iterator.Scanner                       { return scanning{b.scan()} }
func (b built) Lookup() iterator.Index                          { return looking{b.lookup()} }
func (b built) SubIterators() []iterator.Shape                  { return nil }
func (b built) Optimize(context.Context) (iterator.Shape, bool) { return b, false }
func (b built) Stats(context.Context) (iterator.Costs, error)   { return b.cost().stats(), nil }

func (c cost) stats() iterator.Costs {
	const most = 1 << 30 // Cayley multiplies
	return iterator.Costs{
		NextCost:     1 + int64(min(c.next, most))/rowCost,
		ContainsCost: 1 + int64(min(c.look, most))/rowCost,
		Size:         refs.Size{Value: int64(min(c.rows, 1<<62)), Exact: c.exact},
	}
}

type scanning struct{ scanner }

func (s scanning) String() string                    { return "scan" }
func (s scanning) TagResults(dst tags)               { s.tag(dst) }
func (s scanning) Result() refs.Ref                  { return s.node().ref() }
func (s scanning) NextPath(ctx context.Context) bool { return s.path(ctx) }
func (s scanning) Err() error                        { return s.err() }
func (s scanning) Close() error                      { s.close(); return nil }
func (s scanning) Next(ctx context.Context) bool     { return s.next(ctx) }

type looking struct{ index }

func (l looking) String() string                    { return "lookup" }
func (l looking) TagResults(dst tags)               { l.tag(dst) }
func (l looking) Result() refs.Ref                  { return l.node().ref() }
func (l looking) NextPath(ctx context.Context) bool { return l.path(ctx) }
func (l looking) Err() error                        { return l.err() }
func (l looking) Close() error                      { l.close(); return nil }

func (l looking) Contains(ctx context.Context, ref refs.Ref) bool {
	if id, ok := ref.(term); ok {
		return l.contains(ctx, node{id: snapshot.ID(id)})
	}
	return ref != nil && l.contains(ctx, node{other: ref})
}
