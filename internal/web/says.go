package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// How much of what a source says its page shows.
const (
	mostSaid     = 2000 // claims
	mostPassages = 1000
)

// says is what a source says, passage by passage.
type says struct {
	Passages []passage
	Shown    int
	More     bool // there is more than is shown
	Disputed bool // others dispute some of it
	OfWords  bool // it defines the vocabulary, which has a page of its own
	Table    string
}

// A passage is a place in a source, and what is claimed there.
type passage struct {
	Anchor string // "" for the source itself
	Name   string
	Out    string // where it can be read
	About  []saidValue
	Things []saidThing

	id quad.Value
}

// A saidThing is what a passage says of one thing.
type saidThing struct {
	Thing  value
	Values []saidValue

	order int
}

type saidValue struct {
	Term    value
	Dispute string // the page that tells who disagrees
	Values  []value

	order int
}

// says gathers what a source says; it is nil of what is no source.
func (v *view) says(ctx context.Context, source quad.Value) (*says, error) {
	ids := v.dataset.Passages(source)
	if len(ids) == 0 && v.atLeast(1, graph.Claim{Source: source}) {
		ids = []quad.Value{source} // a passage that is asked for by its own address
	}
	if len(ids) == 0 {
		return nil, nil
	}
	all := &says{Table: v.path("/ask/said-by", "source", v.reference(source))}
	slices.SortFunc(ids, func(a, b quad.Value) int { return naturally(anchor(a), anchor(b)) })
	if len(ids) > mostPassages {
		ids, all.More = ids[:mostPassages], true
	}
	anchors := map[string]bool{}
	for _, id := range ids {
		said, err := v.said(ctx, id, all)
		if err != nil {
			return nil, err
		}
		if said.Anchor = anchor(id); said.Anchor != "" && anchors[said.Anchor] || strings.HasPrefix(said.Anchor, "~") {
			said.Anchor = "" // ours begin so
		}
		anchors[said.Anchor] = true
		if said.Name != "" || len(said.Things) > 0 {
			all.Passages = append(all.Passages, said)
		}
	}
	if len(all.Passages) == 0 && !all.OfWords {
		return nil, nil
	}
	return all, nil
}

// reference is how a question is told of a thing.
func (p *Pages) reference(thing quad.Value) string {
	if iri, ok := thing.(quad.IRI); ok {
		return p.dataset.ID(iri)
	}
	return p.dataset.Label(thing)
}

// anchor is what follows the # in the address of a passage.
func anchor(passage quad.Value) string {
	_, name, _ := strings.Cut(iriText(passage), "#")
	return name
}

// said gathers what a passage says.
func (v *view) said(ctx context.Context, id quad.Value, all *says) (passage, error) {
	said := passage{id: id, Name: brief(anchor(id))}
	things := map[quad.Value][]graph.Claim{}
	for c, err := range v.claims(graph.Claim{Source: id}) {
		if err != nil {
			return said, err
		}
		if iri, ok := c.Subject.(quad.IRI); ok && v.words.has[iri] {
			all.OfWords = true
			continue
		}
		if all.Shown == mostSaid {
			all.More = true
			break
		}
		all.Shown++
		things[c.Subject] = append(things[c.Subject], c)
	}
	for thing, claims := range things {
		disputed, err := v.disputes(ctx, thing, claims)
		if err != nil {
			return said, err
		}
		values := v.saidValues(claims, disputed)
		all.Disputed = all.Disputed || slices.ContainsFunc(values, func(s saidValue) bool { return s.Dispute != "" })
		said.Things = append(said.Things, saidThing{Thing: v.value(v.dataset.Entity(thing)), Values: values, order: v.typeOrder(thing)})
	}
	slices.SortFunc(said.Things, func(a, b saidThing) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Thing.Text, b.Thing.Text),
			strings.Compare(a.Thing.Href+a.Thing.Out, b.Thing.Href+b.Thing.Out))
	})
	return said, v.aboutPassage(&said)
}

// aboutPassage adds what is said of a passage itself, as where it can be read.
func (v *view) aboutPassage(said *passage) error {
	if said.Name == "" {
		return nil
	}
	var own []graph.Claim
	for c, err := range v.claims(graph.Claim{Subject: said.id}) {
		if err != nil {
			return err
		}
		if c.Property == wordAddress && said.Out == "" {
			said.Out = outward(v.dataset.Label(c.Value))
			continue
		}
		if own = append(own, c); len(own) == mostClaims {
			break
		}
	}
	said.About = v.saidValues(own, nil)
	return nil
}

// saidValues shows claims on one thing, property by property.
func (v *view) saidValues(claims []graph.Claim, disputed map[quad.Value]bool) []saidValue {
	var list []saidValue
	at := map[quad.Value]int{}
	for _, c := range claims {
		i, there := at[c.Property]
		if !there {
			i = len(list)
			at[c.Property] = i
			term := v.dataset.Term(c.Property)
			one := saidValue{Term: v.entity(graph.Entity{ID: c.Property, Label: term.Label}), order: term.Order}
			if disputed[c.Property] {
				one.Dispute = v.disputePath(c.Subject)
			}
			list = append(list, one)
		}
		list[i].Values = append(list[i].Values, v.inWords(c.Property, v.dataset.Cell(c.Value)))
	}
	slices.SortFunc(list, func(a, b saidValue) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Term.Text, b.Term.Text), strings.Compare(a.Term.Out, b.Term.Out))
	})
	return list
}

// typeOrder is the place of a thing's class in the vocabulary.
func (v *view) typeOrder(thing quad.Value) int {
	for c, err := range v.claims(graph.Claim{Subject: thing, Property: rdfType}) {
		if err == nil {
			return v.dataset.Term(c.Value).Order
		}
	}
	return v.dataset.Term(nil).Order
}
