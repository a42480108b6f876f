package cayley

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// naive answers shapes by looking through a slice of quads, as bag algebra has
// it. It knows neither snapshots nor optimizers.
type naive struct {
	quads []quad.Quad
	most  int // rows, before it gives up
}

// A naiveRow is a value and what is tagged on the way to it.
type naiveRow struct {
	value quad.Value
	tags  map[string]quad.Value
}

type tooMany struct{}

func (n *naive) bag(rows []naiveRow) []naiveRow {
	if len(rows) > n.most {
		panic(tooMany{})
	}
	return rows
}

func (n *naive) nodes() (rows []naiveRow) {
	seen := map[quad.Value]bool{nil: true}
	for _, q := range n.quads {
		for _, d := range quad.Directions {
			if v := q.Get(d); !seen[v] {
				seen[v] = true
				rows = append(rows, naiveRow{value: v})
			}
		}
	}
	return rows
}

func (n *naive) eval(s shape.Shape) []naiveRow {
	switch s := s.(type) {
	case nil, shape.Null:
		return nil
	case shape.AllNodes:
		return n.nodes()
	case shape.Lookup:
		return n.lookUp(s)
	case shape.Save:
		return n.save(s)
	case shape.Intersect:
		return n.intersect(s)
	case shape.IntersectOpt:
		rows := n.intersect(s.Sub)
		for _, o := range s.Opt {
			rows = n.join(rows, n.eval(o), true)
		}
		return rows
	case shape.Union:
		var rows []naiveRow
		for _, part := range s {
			rows = n.bag(append(rows, n.eval(part)...))
		}
		return rows
	case shape.Except:
		out := map[quad.Value]bool{}
		for _, r := range n.eval(s.Exclude) {
			out[r.value] = true
		}
		return slices.DeleteFunc(n.eval(cmp.Or[shape.Shape](s.From, shape.AllNodes{})), func(r naiveRow) bool { return out[r.value] })
	case shape.Unique:
		seen := map[quad.Value]bool{}
		return slices.DeleteFunc(n.eval(s.From), func(r naiveRow) bool {
			again := seen[r.value]
			seen[r.value] = true
			return again
		})
	case shape.Sort:
		rows := n.eval(s.From)
		sort.SliceStable(rows, func(i, j int) bool {
			return quad.StringOf(native(rows[i].value)) < quad.StringOf(native(rows[j].value))
		})
		return rows
	case shape.Count:
		return []naiveRow{{value: exact(quad.Int(len(n.eval(s.Values))))}}
	case shape.Filter:
		return slices.DeleteFunc(n.eval(s.From), func(r naiveRow) bool {
			return slices.ContainsFunc(s.Filters, func(f shape.ValueFilter) bool { return !lets(f, r.value) })
		})
	case shape.NodesFrom:
		var rows []naiveRow
		for _, r := range n.evalQuads(s.Quads) {
			rows = append(rows, naiveRow{r.quad.Get(s.Dir), r.tags})
		}
		return rows
	}
	panic(fmt.Sprintf("%T is not known", s))
}

func (n *naive) lookUp(values []quad.Value) (rows []naiveRow) {
	all := n.nodes()
	for _, v := range values {
		if i := slices.IndexFunc(all, func(r naiveRow) bool { return v != nil && r.value == exact(v) }); i >= 0 {
			rows = append(rows, all[i])
		}
	}
	return rows
}

func (n *naive) save(s shape.Save) (rows []naiveRow) {
	for _, r := range n.eval(s.From) {
		for _, t := range s.Tags {
			r = merged(r, naiveRow{tags: map[string]quad.Value{t: r.value}})
		}
		rows = append(rows, r)
	}
	return rows
}

type naiveQuad struct {
	quad quad.Quad
	naiveRow
}

func (n *naive) evalQuads(s shape.Shape) (rows []naiveQuad) {
	switch s := s.(type) {
	case shape.Union:
		for _, part := range s {
			rows = append(rows, n.evalQuads(part)...)
		}
	case shape.Quads:
		for _, q := range n.quads {
			rows = append(rows, naiveQuad{quad: q})
		}
		for _, f := range s {
			of := map[quad.Value][]naiveRow{}
			for _, r := range n.eval(f.Values) {
				of[r.value] = append(of[r.value], r)
			}
			var left []naiveQuad
			for _, q := range rows {
				if v := q.quad.Get(f.Dir); v != nil {
					for _, r := range of[v] {
						left = append(left, naiveQuad{q.quad, merged(q.naiveRow, r)})
					}
				}
			}
			if rows = left; len(rows) > n.most {
				panic(tooMany{})
			}
		}
	default:
		panic(fmt.Sprintf("%T is not known", s))
	}
	return rows
}

func (n *naive) intersect(parts []shape.Shape) []naiveRow {
	var rows []naiveRow
	first := true
	for _, part := range parts {
		if _, all := part.(shape.AllNodes); all && len(parts) > 1 {
			continue // says nothing
		}
		if first {
			rows, first = n.eval(part), false
		} else {
			rows = n.join(rows, n.eval(part), false)
		}
	}
	if first {
		return n.nodes()
	}
	return rows
}

func (n *naive) join(a, b []naiveRow, optional bool) (rows []naiveRow) {
	of := map[quad.Value][]naiveRow{}
	for _, r := range b {
		if r.value != nil {
			of[r.value] = append(of[r.value], r)
		}
	}
	for _, r := range a {
		for _, other := range of[r.value] {
			rows = append(rows, merged(r, other))
		}
		if optional && len(of[r.value]) == 0 {
			rows = append(rows, r)
		}
		n.bag(rows)
	}
	return rows
}

func merged(a, b naiveRow) naiveRow {
	t := map[string]quad.Value{}
	maps.Copy(t, a.tags)
	maps.Copy(t, b.tags)
	return naiveRow{a.value, t}
}
