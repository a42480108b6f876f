package graph

import (
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
	things := map[quad.Value]map[quad.Value]bool{}
	for c, err := range d.Claims(ctx, Claim{Property: rdfType}) {
		if err != nil {
			return nil, err
		}
		if _, isWord := d.words().terms[c.Subject]; isWord || d.isWithdrawn(c.Subject) {
			continue
		}
		for _, class := range d.words().above(c.Value, nil) {
			if things[class] == nil {
				things[class] = map[quad.Value]bool{}
			}
			things[class][c.Subject] = true
		}
	}
	var classes []Term
	for class := range things {
		if _, known := d.words().terms[class]; known || d.base == "" {
			classes = append(classes, d.Term(class))
		}
	}
	slices.SortFunc(classes, func(a, b Term) int {
		if a.Order != b.Order {
			return a.Order - b.Order
		}
		return strings.Compare(valueText(a.IRI), valueText(b.IRI))
	})
	counts := make([]TypeCount, len(classes))
	for i, t := range classes {
		counts[i] = TypeCount{Type: d.typeName(t.IRI), Label: t.Label, Count: len(things[t.IRI])}
	}
	return counts, nil
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
		return nil, &UnknownError{What: "type", Name: class, Near: nearest(wanted, names)}
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
	var list []Listed
	seen := map[quad.Value]bool{}
	for c, err := range d.Claims(ctx, Claim{Property: rdfType}) {
		if err != nil {
			return nil, err
		}
		is := func(v quad.Value) bool { return strings.ToLower(d.typeName(v)) == wanted }
		if seen[c.Subject] || !slices.ContainsFunc(d.words().above(c.Value, nil), is) || d.isWithdrawn(c.Subject) {
			continue
		}
		seen[c.Subject] = true
		list = append(list, Listed{Entity: d.Entity(c.Subject), ID: d.ID(c.Subject), Type: d.Term(c.Value).Label,
			About: valueText(d.one(c.Subject, wordDescription)), Claims: claims[c.Subject]})
	}
	slices.SortFunc(list, func(a, b Listed) int { return strings.Compare(a.ID, b.ID) })
	return list, nil
}
