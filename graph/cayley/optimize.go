package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape makes a plan of a shape. Cayley calls it from the leaves of a
// query up, so that what is below is planned already.
func (s *quadStore) OptimizeShape(ctx context.Context, of shape.Shape) (shape.Shape, bool) {
	switch of := of.(type) {
	case shape.Quads:
		return s.quadsOf(ctx, of)
	case shape.QuadsAction:
		return s.action(of), true
	case shape.NodesFrom:
		if from, ok := of.Quads.(sets); ok {
			return nodesFrom(from, of.Dir), true
		}
		if shape.IsNull(of.Quads) {
			return shape.Null{}, true
		}
		return planned{newForeign(ctx, s, of.BuildIterator(s))}, true
	case shape.Union:
		if all, ok := allQuads(of); ok {
			return all, true
		}
	}
	p, ok := s.planOf(ctx, of)
	if !ok {
		return unplanned{of}, true
	}
	if f, ok := p.(fixed); ok && len(f) == 0 {
		return shape.Null{}, true
	}
	return planned{p}, true
}

// planOf makes the plan of a shape of nodes, and reports false where it does
// not know the shape, or one below it has quads.
func (s *quadStore) planOf(ctx context.Context, of shape.Shape) (plan, bool) {
	switch of := of.(type) {
	case shape.Null:
		return fixed{}, true
	case shape.AllNodes:
		return between{everything(s.snap)}, true
	case shape.Fixed:
		return s.fixed(of), true
	case shape.Lookup:
		nodes := fixed{}
		for _, v := range of {
			if id := s.find(v); id != 0 {
				nodes = append(nodes, node{id: id})
			}
		}
		return nodes, true
	case shape.Intersect:
		return s.intersect(ctx, of, nil)
	case shape.IntersectOpt:
		return s.intersect(ctx, of.Sub, of.Opt)
	case shape.Union:
		parts, ok := s.plans(ctx, of)
		return newOr(parts), ok
	case shape.Except:
		return s.except(ctx, of)
	}
	return s.planOver(ctx, of)
}

// planOver makes the plan of a shape that stands over one other.
func (s *quadStore) planOver(ctx context.Context, of shape.Shape) (plan, bool) {
	var from shape.Shape
	var over func(plan) plan
	switch of := of.(type) {
	case shape.Filter:
		from, over = of.From, func(p plan) plan { return s.where(p, of.Filters) }
	case shape.Save:
		from, over = of.From, func(p plan) plan { return tagged{p, tagging{node: of.Tags}} }
	case shape.FixedTags:
		from, over = of.On, func(p plan) plan { return tagged{p, tagging{fixed: of.Tags}} }
	case shape.Materialize:
		from, over = of.Values, func(p plan) plan { return p }
	case shape.Page:
		from, over = of.From, func(p plan) plan { return page{p, max(0, of.Skip), max(0, of.Limit)} }
	case shape.Unique:
		from, over = of.From, func(p plan) plan { return unique{p, s.snap.Terms()} }
	case shape.Sort:
		from, over = of.From, func(p plan) plan { return sorted{p, s} }
	case shape.Count:
		from, over = of.Values, func(p plan) plan { return counted{p, s} }
	default:
		return nil, false
	}
	p, ok := s.below(ctx, from)
	if !ok {
		return nil, false
	}
	return over(p), true
}

// below gives the plan of a shape that stands below another, and reports false
// where it has quads.
func (s *quadStore) below(ctx context.Context, of shape.Shape) (plan, bool) {
	switch of := of.(type) {
	case nil:
		return fixed{}, true
	case planned:
		return of.plan, true
	case sets, unplanned:
		return nil, false
	}
	if p, ok := s.planOf(ctx, of); ok {
		return p, true
	}
	return newForeign(ctx, s, of.BuildIterator(s)), true
}

func (s *quadStore) plans(ctx context.Context, of []shape.Shape) ([]plan, bool) {
	plans := make([]plan, len(of))
	for i, part := range of {
		var ok bool
		if plans[i], ok = s.below(ctx, part); !ok {
			return nil, false
		}
	}
	return plans, true
}

func (s *quadStore) fixed(of []refs.Ref) fixed {
	nodes := fixed{}
	for _, ref := range of {
		if n, known := s.nodeOf(ref); known && n != (node{}) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func (s *quadStore) intersect(ctx context.Context, required, optional []shape.Shape) (plan, bool) {
	parts, ok := s.plans(ctx, required)
	if !ok {
		return nil, false
	}
	options, ok := s.plans(ctx, optional)
	if !ok {
		return nil, false
	}
	if len(parts) == 0 {
		if len(options) == 0 {
			return fixed{}, true
		}
		parts = []plan{between{everything(s.snap)}}
	}
	return newAnd(parts, options), true
}

func (s *quadStore) except(ctx context.Context, of shape.Except) (plan, bool) {
	var from plan = between{everything(s.snap)}
	if of.From != nil {
		var ok bool
		if from, ok = s.below(ctx, of.From); !ok {
			return nil, false
		}
	}
	if shape.IsNull(of.Exclude) {
		return from, true
	}
	without, ok := s.below(ctx, of.Exclude)
	return not{from, without}, ok
}

// quadsOf makes one range of what is known of some quads.
func (s *quadStore) quadsOf(ctx context.Context, of shape.Quads) (shape.Shape, bool) {
	q := &quads{s: s.snap}
	for _, f := range of {
		p, ok := s.below(ctx, f.Values)
		if !ok {
			return unplanned{of}, true
		}
		if !q.ask(f.Dir, p) {
			return shape.Null{}, true
		}
	}
	return sets{q}, true
}

// action does what Cayley has put together already.
func (s *quadStore) action(of shape.QuadsAction) shape.Shape {
	q := &quads{s: s.snap}
	for _, d := range quad.Directions {
		if ref := of.Filter[d]; ref != nil && !q.ask(d, s.fixed([]refs.Ref{ref})) {
			return shape.Null{}
		}
	}
	for _, d := range quad.Directions {
		if tags := of.Save[d]; len(tags) > 0 {
			q.ask(d, tagged{between{everything(s.snap)}, tagging{node: tags}})
		}
	}
	return nodesFrom(sets{q}, of.Result)
}

func nodesFrom(of sets, d quad.Direction) shape.Shape {
	var parts or
	for _, q := range of {
		parts = append(parts, newNodes(q, d))
	}
	if len(parts) == 1 {
		return planned{parts[0]}
	}
	return planned{parts}
}

// allQuads joins shapes that are all of quads.
func allQuads(of []shape.Shape) (all sets, ok bool) {
	for _, part := range of {
		if shape.IsNull(part) {
			continue
		}
		q, ok := part.(sets)
		if !ok {
			return nil, false
		}
		all = append(all, q...)
	}
	return all, len(all) > 0
}
