package cayley

import (
	"slices"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// quads are the quads that agree with a pattern, and what is asked of their
// nodes besides.
type quads struct {
	s        *snapshot.Snapshot
	pattern  snapshot.Quad
	objects  *snapshot.IDs // of which the object is one, where this is not nil
	labelled bool          // those without label do not count
	filters  []filter      // in the order in which they were written
}

// A filter is what is asked of a node of a quad.
type filter struct {
	dir  quad.Direction
	plan plan     // whose rows have the node; nil for any
	cost cost     // of the plan
	tags []string // that it gets, after those of the plan
}

// ask adds that the node in a direction is one of a plan's, and reports false
// where no quad is left.
func (q *quads) ask(d quad.Direction, p plan) bool {
	f := filter{dir: d}
	for t, ok := p.(tagged); ok && t.more.fixed == nil; t, ok = p.(tagged) {
		f.tags = append(slices.Clone(t.more.node), f.tags...)
		p = t.plan
	}
	bound := get(&q.pattern, d)
	switch p := p.(type) {
	case fixed:
		switch {
		case len(p) == 0 || len(p) == 1 && (p[0].id == 0 || *bound != 0 && *bound != p[0].id):
			return false
		case len(p) == 1:
			*bound = p[0].id
		default:
			f.plan = p
		}
	case between:
		switch {
		case p.ids == everything(q.s):
			q.labelled = q.labelled || d == quad.Label
		case d == quad.Object && q.objects == nil:
			q.objects = &p.ids
		default:
			f.plan = p
		}
	default:
		f.plan = p
	}
	if f.plan != nil {
		f.cost = f.plan.cost()
	}
	if f.plan != nil || len(f.tags) > 0 {
		q.filters = append(q.filters, f)
	}
	return true
}

// everything are the ids of all terms.
func everything(s *snapshot.Snapshot) snapshot.IDs {
	return snapshot.IDs{Lo: 1, Hi: snapshot.ID(s.Terms()) + 1}
}

// rows gives the quads of a pattern, which is that of q and perhaps more.
func (q *quads) rows(p snapshot.Quad) snapshot.Rows {
	switch {
	case q.objects == nil:
		return q.s.Range(p)
	case p.O == 0:
		return q.s.RangeIn(p, *q.objects)
	case q.objects.Has(p.O):
		return q.s.Range(p)
	}
	return q.s.RangeIn(p, snapshot.IDs{})
}

// few is how many quads are rather gone through than made fewer.
const few = 8

// An order says which filters a walk goes through, the first outermost; the
// others are asked of every quad. The rest is what it takes.
type order struct {
	outer []int
	rows  float64
	time  float64
}

// order finds a good order for a pattern that so many quads have, by taking out
// of the filters that are asked of every quad what pays most, as long as
// something does.
func (q *quads) order(p snapshot.Quad, count int) order {
	per, looks := float64(count), q.looks() // quads for each row of the outer
	best := order{rows: per, time: per * (rowCost + looks)}
	if looks == 0 || per <= few {
		return best
	}
	times := 1.0 // rows of the outer
	for {
		next, nextTimes, nextPer, nextLooks := -1, 0.0, 0.0, 0.0
		for i, f := range q.filters {
			if f.plan == nil || *get(&p, f.dir) != 0 || q.isOuter(best.outer, f.dir) {
				continue
			}
			fan := q.fan(p, f, per, len(best.outer) == 0)
			rest := looks - f.cost.look
			n := times * f.cost.rows
			time := n*(f.cost.next+probeCost) + n*fan*(rowCost+rest)
			if time < best.time {
				next, nextTimes, nextPer, nextLooks = i, n, fan, rest
				best.time, best.rows = time, n*fan
			}
		}
		if next < 0 {
			return best
		}
		best.outer = append(best.outer, next)
		times, per, looks = nextTimes, nextPer, nextLooks
	}
}

// looks is the time to ask all filters of a quad.
func (q *quads) looks() (time float64) {
	for _, f := range q.filters {
		time += f.cost.look
	}
	return time
}

func (q *quads) isOuter(outer []int, d quad.Direction) bool {
	return slices.ContainsFunc(outer, func(i int) bool { return q.filters[i].dir == d })
}

// fan is how many of so many quads each row of a filter has, on average. For
// some nodes that are known, it is counted.
func (q *quads) fan(p snapshot.Quad, f filter, count float64, first bool) float64 {
	if nodes, ok := f.plan.(fixed); ok && first && len(nodes) <= 2*few {
		n := 0
		for _, node := range nodes {
			*get(&p, f.dir) = node.id
			n += q.rows(p).Max()
		}
		return float64(n) / float64(len(nodes))
	}
	return count / min(max(count, 1), q.different(p, f.dir))
}

// different is how many nodes the quads of a pattern have in a direction, at
// most.
func (q *quads) different(p snapshot.Quad, d quad.Direction) float64 {
	stats, n := q.s.Stats(), 0
	switch d {
	case quad.Subject:
		if n = stats.Subjects; p.P != 0 {
			n = q.s.Predicate(p.P).Subjects
		}
	case quad.Object:
		if n = stats.Objects; p.P != 0 {
			n = q.s.Predicate(p.P).Objects
		}
	case quad.Predicate:
		n = stats.Predicates
	case quad.Label:
		n = stats.Labels
	}
	return max(1, float64(n))
}
