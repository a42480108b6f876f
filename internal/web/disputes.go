package web

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// disputePath is the page that tells who disagrees on something of a thing.
func (p *Pages) disputePath(thing quad.Value) string {
	about := p.dataset.ID(thing)
	if p.space.Base == "" {
		about = iriText(thing)
	}
	return p.path("/ask/disagreements", "about", about)
}

// disputes are the properties of a thing on which sources disagree, as the page of the
// thing marks them. Where a passage claims nothing that could be disputed, or nobody else
// does, it is nil: most things need not be described for that.
func (v *view) disputes(ctx context.Context, thing quad.Value, said []graph.Claim) (map[quad.Value]bool, error) {
	if !slices.ContainsFunc(said, func(c graph.Claim) bool { return v.words.single[c.Property] }) || !v.othersClaim(thing, said[0].Source) {
		return nil, nil
	}
	if known, ok := v.disputed[thing]; ok {
		return known, nil
	}
	d, err := v.dataset.DescribeSome(ctx, thing, graph.Trust{}, mostClaims)
	if err != nil {
		return nil, err
	}
	disputed := map[quad.Value]bool{}
	for _, g := range d.Groups {
		for _, p := range g.Properties {
			disputed[p.Term.IRI] = p.Disagree
		}
	}
	v.disputed[thing] = disputed
	return disputed, nil
}

// othersClaim tells whether another passage claims something of a thing that can be
// disputed.
func (v *view) othersClaim(thing, passage quad.Value) bool {
	for c, err := range v.claims(graph.Claim{Subject: thing}) {
		if err != nil {
			return false // whoever describes the thing meets it again
		}
		if c.Source != passage && v.words.single[c.Property] {
			return true
		}
	}
	return false
}
