package cayley

import (
	"context"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// nodes are the nodes in one direction of quads, as often as there are quads.
type nodes struct {
	q     *quads
	dir   quad.Direction
	takes cost
}

func newNodes(q *quads, d quad.Direction) nodes {
	if q.s.Range(snapshot.Quad{G: snapshot.NoLabel}).Max() == 0 {
		q.labelled = false // nothing to ask for
	}
	rows := q.rows(q.pattern)
	o := q.order(q.pattern, rows.Max())
	c := cost{rows: o.rows, exact: rows.Exact() && !q.labelled, next: o.time / max(1, o.rows)}
	for _, f := range q.filters {
		c.exact = c.exact && f.plan == nil
		c.tags = c.tags || f.cost.tags || len(f.tags) > 0
	}
	c.look = probeCost + float64(rows.Max())/q.different(q.pattern, d)*(rowCost+q.looks())
	return nodes{q, d, c}
}

func (n nodes) cost() cost    { return n.takes }
func (n nodes) scan() scanner { return &nodesScan{walk: walk{q: n.q}, dir: n.dir} }
func (n nodes) lookup() index { return &nodesIndex{walk: walk{q: n.q}, dir: n.dir} }

type nodesScan struct {
	walk
	dir quad.Direction
}

func (s *nodesScan) node() node { return s.at(s.dir) }

func (s *nodesScan) next(ctx context.Context) bool {
	if !s.begun {
		s.start(s.q.pattern)
	}
	return s.walk.next(ctx)
}

type nodesIndex struct {
	walk
	dir   quad.Direction
	of    node
	first snapshot.Cursor // at the first quad
}

func (x *nodesIndex) node() node { return x.of }

func (x *nodesIndex) contains(ctx context.Context, n node) bool {
	x.of = n
	pattern := x.q.pattern
	bound := get(&pattern, x.dir)
	if n.id == 0 || *bound != 0 && *bound != n.id {
		return false
	}
	*bound = n.id
	x.start(pattern)
	if !x.next(ctx) {
		return false
	}
	x.first = x.cursor
	return true
}

func (x *nodesIndex) path(ctx context.Context) bool {
	if x.walk.path(ctx) || x.failure == nil && x.next(ctx) {
		return true
	}
	if x.failure != nil {
		return false
	}
	if x.q.looks() == 0 {
		x.cursor, x.quads = x.first, true
	} else {
		x.contains(ctx, x.of)
	}
	return false
}
