package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// sets are the quads of several sets of them, as a shape. Where Cayley asks for
// the quads themselves, not for their nodes, it puts them together by itself.
type sets []*quads

// BuildIterator gives the quads.
func (q sets) BuildIterator(graph.QuadStore) iterator.Shape {
	its := make([]iterator.Shape, len(q))
	for i, set := range q {
		its[i] = quadRows{set}
	}
	if len(its) == 1 {
		return its[0]
	}
	return iterator.NewOr(its...)
}

// Optimize leaves it: there is nothing more to do.
func (q sets) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return q, false }

// unplanned is a shape that is left to Cayley, as those are that stand over
// quads themselves.
type unplanned struct{ shape.Shape }

// Optimize leaves it: what is below is done already.
func (u unplanned) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return u, false }

// quadRows shows quads to Cayley.
type quadRows struct{ q *quads }

func (r quadRows) String() string                                  { return "quads" }
func (r quadRows) Iterate() iterator.Scanner                       { return &rowScan{walk{q: r.q}} }
func (r quadRows) Lookup() iterator.Index                          { return &rowIndex{rowScan{walk{q: r.q}}} }
func (r quadRows) SubIterators() []iterator.Shape                  { return nil }
func (r quadRows) Optimize(context.Context) (iterator.Shape, bool) { return r, false }

func (r quadRows) Stats(context.Context) (iterator.Costs, error) {
	// Never exact: Cayley's and would take that for the size of the whole.
	return cost{
		rows: float64(r.q.rows(r.q.pattern).Max()),
		next: rowCost + r.q.looks(),
		look: rowCost + r.q.looks(),
	}.stats(), nil
}

type rowScan struct{ walk }

func (r *rowScan) String() string                    { return "quads" }
func (r *rowScan) TagResults(dst tags)               { r.tag(dst) }
func (r *rowScan) Result() refs.Ref                  { return row(r.cursor.Row()) }
func (r *rowScan) NextPath(ctx context.Context) bool { return r.path(ctx) }
func (r *rowScan) Err() error                        { return r.err() }
func (r *rowScan) Close() error                      { r.close(); return nil }

func (r *rowScan) Next(ctx context.Context) bool {
	if !r.begun {
		r.start(r.q.pattern)
	}
	return r.next(ctx)
}

type rowIndex struct{ rowScan }

func (r *rowIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	id, ok := ref.(row)
	if !ok || !r.q.rows(r.q.pattern).Contains(uint32(id)) {
		return false
	}
	r.start(r.q.s.At(uint32(id)))
	return r.next(ctx)
}
