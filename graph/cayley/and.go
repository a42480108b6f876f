package cayley

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// and are the nodes that all parts have, with all combinations of their rows.
// The last parts may be optional: where one does not have a node, the rest stands
// without it.
type and struct {
	parts    []plan
	required int // how many of the parts, the first
	first    int // of these, which one a scan goes through
	asking   []int
	takes    cost
}

// newAnd makes the and of some parts and optional ones.
func newAnd(required, optional []plan) plan {
	if len(required) == 1 && len(optional) == 0 {
		return required[0]
	}
	a := and{parts: append(slices.Clone(required), optional...), required: len(required)}
	costs := make([]cost, len(a.parts))
	fewest, looks, best := math.Inf(1), 0.0, math.Inf(1)
	for i, p := range a.parts {
		costs[i] = p.cost()
		looks += costs[i].look
		a.takes.tags = a.takes.tags || costs[i].tags
		a.asking = append(a.asking, i)
	}
	for i, c := range costs[:a.required] {
		fewest = min(fewest, c.rows)
		if time := c.rows * (c.next + looks - c.look); time < best {
			a.first, best = i, time
		}
	}
	// What says no for the least comes first.
	slices.SortStableFunc(a.asking, func(i, j int) int { return cmp.Compare(costs[i].look, costs[j].look) })
	a.takes.rows, a.takes.next, a.takes.look = fewest, best/max(1, fewest), looks
	return a
}

func (a and) cost() cost { return a.takes }

func (a and) scan() scanner {
	s := &andScan{andRows{a: a, asked: newOdometer(len(a.parts))}, a.parts[a.first].scan()}
	for i, p := range a.parts {
		if i != a.first {
			s.asked.parts[i] = patiently(p)
		}
	}
	s.asked.idle[a.first] = true
	return s
}

func (a and) lookup() index {
	x := &andIndex{andRows{a: a, asked: newOdometer(len(a.parts))}}
	for i, p := range a.parts {
		x.asked.parts[i] = patiently(p)
	}
	return x
}

type andRows struct {
	a       and
	at      node
	asked   odometer
	failure error
}

func (r *andRows) node() node { return r.at }
func (r *andRows) err() error { return r.failure }
func (r *andRows) close()     { r.asked.close() }

// has asks all parts, without the one that is gone through.
func (r *andRows) has(ctx context.Context, n node, through int) bool {
	for _, i := range r.a.asking {
		if i == through {
			continue
		}
		has := r.asked.parts[i].contains(ctx, n)
		if r.failure = r.asked.parts[i].err(); r.failure != nil {
			return false
		}
		if i >= r.a.required {
			r.asked.idle[i] = !has
		} else if !has {
			return false
		}
	}
	r.at = n
	return true
}

func (r *andRows) path(ctx context.Context) bool {
	return r.failure == nil && r.asked.path(ctx, &r.failure)
}

type andScan struct {
	andRows
	through scanner
}

func (s *andScan) next(ctx context.Context) bool {
	for s.failure == nil && s.through.next(ctx) {
		if s.has(ctx, s.through.node(), s.a.first) {
			return true
		}
	}
	s.failure = cmp.Or(s.failure, s.through.err())
	return false
}

func (s *andScan) path(ctx context.Context) bool {
	if s.andRows.path(ctx) || s.failure == nil && s.through.path(ctx) {
		return true
	}
	s.failure = cmp.Or(s.failure, s.through.err())
	return false
}

func (s *andScan) tag(dst tags) {
	for i, p := range s.asked.parts {
		if i == s.a.first {
			s.through.tag(dst)
		} else if !s.asked.idle[i] {
			p.tag(dst)
		}
	}
}

func (s *andScan) close() {
	s.through.close()
	s.andRows.close()
}

type andIndex struct{ andRows }

func (x *andIndex) contains(ctx context.Context, n node) bool { return x.has(ctx, n, -1) }

func (x *andIndex) tag(dst tags) {
	for i, p := range x.asked.parts {
		if !x.asked.idle[i] {
			p.tag(dst)
		}
	}
}
