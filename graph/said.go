package graph

import (
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/quad"

	"annals.example/graph/cayley"
)

// said makes of each row of a program the rows of all that those believed say of
// what stands under a tag, with the tags property, value and passage. Gizmo would give
// them too, one after the other through a channel: over a whole dataset that takes
// longer than all the rest.
func (a *asked) said(ctx context.Context, rows iter.Seq2[cayley.Row, error], tag string) iter.Seq2[cayley.Row, error] {
	return func(yield func(cayley.Row, error) bool) {
		v, err := a.View()
		if err != nil {
			yield(nil, err)
			return
		}
		all := sayings{waited: a, view: v, believed: v.believed(a.believed), names: map[Ref]quad.Value{}}
		for row, err := range rows {
			if err = errors.Join(err, ctx.Err()); err != nil {
				_ = v.Close() // the first error is told
				yield(nil, err)
				return
			}
			if !all.of(row, tag, yield) {
				_ = v.Close() // no more is wanted
				return
			}
		}
		if err := v.Close(); err != nil {
			yield(nil, err)
		}
	}
}

// sayings are what those believed say.
type sayings struct {
	waited

	view     *View
	believed *RefSet            // nil: everybody
	names    map[Ref]quad.Value // a property and a passage stand in many
	last     cayley.Row
}

// of gives all that is said of what stands under a tag, and false where no more is
// wanted.
func (s *sayings) of(row cayley.Row, tag string, yield func(cayley.Row, error) bool) bool {
	for l := range s.view.Links(Pattern{Subject: s.view.Ref(row.Get(tag))}) {
		if s.ended() {
			return true // whoever takes the rows looks, too
		}
		passage := s.name(l.Source)
		if passage == nil || s.believed != nil && !s.believed.Has(l.Source) {
			continue
		}
		s.last = append(append(s.last[:0], row...), cayley.Tagged{Tag: tagProperty, Value: s.name(l.Property)},
			cayley.Tagged{Tag: tagValue, Value: s.name(l.Value)}, cayley.Tagged{Tag: tagPassage, Value: passage})
		if !yield(s.last, nil) {
			return false
		}
	}
	return true
}

func (s *sayings) name(r Ref) quad.Value {
	v, ok := s.names[r]
	if !ok {
		v = s.view.Value(r)
		s.names[r] = v
	}
	return v
}

// believed gives the passages that may speak as a set, or nil for all.
func (v *View) believed(passages []quad.Value) *RefSet {
	if passages == nil {
		return nil
	}
	set := v.NewRefSet()
	for _, p := range passages {
		set.Add(v.Ref(p))
	}
	return set
}
