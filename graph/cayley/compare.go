package cayley

import (
	"math"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

var comparisons = map[iterator.Operator]snapshot.Comparison{
	iterator.CompareLT:  snapshot.Less,
	iterator.CompareLTE: snapshot.LessOrEqual,
	iterator.CompareGT:  snapshot.Greater,
	iterator.CompareGTE: snapshot.GreaterOrEqual,
}

// compared gives the ids of the terms that a comparison wants, and reports false
// where that is no range of ids.
//
// Numbers are compared with numbers by value, whatever their datatypes: gt(1)
// has 1.62. Dates are compared with dates by the instant of their earliest
// begin: with a typed literal, gt(typed("1936-03", …)), or a Date of JavaScript.
// IRIs, blank nodes and plain strings are compared with their like, by bytes; so
// gt("1936-03") is about strings, not dates. Everything else compares as Cayley
// does, the texts in N-Quads of values of all kinds.
func (s *quadStore) compared(c shape.Comparison) (snapshot.IDs, bool) {
	v := c.Val
	if f, ok := v.(quad.Float); ok && math.IsNaN(float64(f)) {
		return snapshot.IDs{}, true // it is not greater than anything, nor less
	}
	v = exact(v)
	if t, ok := v.(quad.TypedString); ok {
		v = full(t)
	}
	how, ok := comparisons[c.Op]
	if !ok {
		return snapshot.IDs{}, false
	}
	return s.snap.Compared(how, v)
}

// where gives the nodes of a plan that value filters let through.
func (s *quadStore) where(p plan, filters []shape.ValueFilter) plan {
	ids := everything(s.snap)
	var slow []shape.ValueFilter
	for _, f := range filters {
		if c, ok := f.(shape.Comparison); ok {
			if r, ok := s.compared(c); ok {
				ids = both(ids, r)
				continue
			}
		}
		slow = append(slow, f)
	}
	if ids != everything(s.snap) {
		p = within(p, ids)
	}
	if len(slow) > 0 {
		p = let{of: p, filters: slow, s: s}
	}
	return p
}

func both(a, b snapshot.IDs) snapshot.IDs {
	r := snapshot.IDs{Lo: max(a.Lo, b.Lo), Hi: min(a.Hi, b.Hi)}
	r.Hi = max(r.Lo, r.Hi)
	return r
}

// within gives the nodes of a plan that are terms of a range: as a range of
// quads, where that can be.
func within(p plan, ids snapshot.IDs) plan {
	switch p := p.(type) {
	case between:
		return between{both(p.ids, ids)}
	case nodes:
		if p.dir == quad.Object && p.q.objects == nil {
			q := *p.q
			q.objects = &ids
			return newNodes(&q, p.dir)
		}
	}
	return newAnd([]plan{p, between{ids}}, nil)
}
