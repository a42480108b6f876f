package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A TypeCount is a class of things and how many there are.
type TypeCount struct {
	Type  string // as `annals list` takes it: agreement
	Label string
	Count int
}

// Types gives the classes of the things in the dataset, in the vocabulary's order,
// and how many of each there are, those of narrower classes counted in.
func (d *Dataset) Types(ctx context.Context) ([]TypeCount, error) {
	d = d.answering(ctx)
	things, err := d.byClass()
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, err
	}
	var classes []Term
	for class := range things {
		if _, known := d.words().terms[class]; known || d.base == "" {
			classes = append(classes, d.Term(class))
		}
	}
	sorted(d, classes, func(a, b Term) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(valueText(a.IRI), valueText(b.IRI)))
	})
	counts := make([]TypeCount, len(classes))
	for i, t := range classes {
		counts[i] = TypeCount{Type: d.typeName(t.IRI), Label: t.Label, Count: len(things[t.IRI])}
	}
	return counts, ctx.Err()
}

// byClass gives the things of each class, those of narrower classes among them.
func (d *Dataset) byClass() (map[quad.Value]map[Ref]bool, error) {
	v, err := d.View()
	if err != nil {
		return nil, err
	}
	things := map[quad.Value]map[Ref]bool{}
	above := map[Ref][]quad.Value{} // a class and all above it
	for l := range v.Links(Pattern{Property: v.Ref(rdfType)}) {
		if d.ended() {
			break
		}
		if thing := v.Value(l.Subject); d.isWord(thing) || d.isWithdrawn(thing) {
			continue
		}
		if above[l.Value] == nil {
			above[l.Value] = d.words().above(v.Value(l.Value), nil)
		}
		for _, class := range above[l.Value] {
			if things[class] == nil {
				things[class] = map[Ref]bool{}
			}
			things[class][l.Subject] = true
		}
	}
	return things, v.Close()
}

// typeName is how people write a class: agreement, or the address of a class of
// others.
func (d *Dataset) typeName(class quad.Value) string {
	if name, ok := strings.CutPrefix(valueText(class), VocabularyIRI); ok {
		return strings.ToLower(name)
	}
	return valueText(class)
}

// A Listed is a thing in a list.
type Listed struct {
	Entity
	ID     string // below the base
	Type   string
	About  string // one line by the editors
	Claims int    // of a source, how many it makes
}

// List gives the things of a class (agreement, Battle, an address), by their ids;
// the error is an *UnknownError where there is no such class.
func (d *Dataset) List(ctx context.Context, class string) ([]Listed, error) {
	d = d.answering(ctx)
	counts, err := d.Types(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range counts {
		names = append(names, c.Type)
	}
	wanted := strings.ToLower(class)
	if !slices.ContainsFunc(names, func(n string) bool { return strings.ToLower(n) == wanted }) {
		unknown := &UnknownError{What: "type", Name: class, Near: nearest(wanted, while(d, names))}
		return nil, cmp.Or(ctx.Err(), error(unknown))
	}
	claims := map[quad.Value]int{}
	if wanted == "source" {
		sources, err := d.Sources(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range sources {
			claims[s.ID] = s.Claims
		}
	}
	is := map[quad.Value]bool{} // of the classes seen, which are wanted
	var list []Listed
	seen := map[quad.Value]bool{}
	for c, err := range d.Claims(ctx, Claim{Property: rdfType}) {
		if err != nil {
			return nil, err
		}
		wants, known := is[c.Value]
		if !known {
			wants = slices.ContainsFunc(d.words().above(c.Value, nil), func(v quad.Value) bool { return strings.ToLower(d.typeName(v)) == wanted })
			is[c.Value] = wants
		}
		if !wants || seen[c.Subject] || d.isWithdrawn(c.Subject) {
			continue
		}
		seen[c.Subject] = true
		list = append(list, Listed{Entity: d.Entity(c.Subject), ID: d.ID(c.Subject), Type: d.Term(c.Value).Label,
			About: valueText(d.one(c.Subject, wordDescription)), Claims: claims[c.Subject]})
	}
	sorted(d, list, func(a, b Listed) int { return strings.Compare(a.ID, b.ID) })
	return list, ctx.Err()
}
