package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// An UnknownError says that there is no such entity, source or question.
type UnknownError struct {
	What string // "entity", "source", "question", "agreement" …
	Name string
	Near []string // what stands near it
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no such %s: %s", e.What, e.Name) }

// An AmbiguousError says that a name belongs to several.
type AmbiguousError struct {
	Name    string
	Matches []Entity
	IDs     []string // of the matches, as people type them
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is the name of %d things", e.Name, len(e.Matches))
}

// Find gives the things that a name fits, best first, in any script and whatever
// its case or diacritics; only of the classes named, or of any.
func (d *Dataset) Find(ctx context.Context, words string, classes ...string) ([]Entity, error) {
	names, err := await(ctx, d.names)
	if err != nil {
		return nil, err
	}
	d = d.answering(ctx)
	found, _ := d.find(names, words, classes)
	return d.entities(found), ctx.Err()
}

// find gives the things that a name fits, best first, and how many of them fit best.
func (d *Dataset) find(names []nameEntry, words string, classes []string) (found []quad.Value, best int) {
	wanted := soughtName(words)
	if wanted.folded == "" {
		return nil, 0
	}
	seen := map[quad.Value]bool{}
	for _, fits := range levels {
		var tie []quad.Value
		for n := range while(d, names) {
			if !seen[n.thing] && fits(n, wanted) && d.allowed(n.thing, classes) {
				seen[n.thing] = true
				tie = append(tie, n.thing)
			}
		}
		sorted(d, tie, func(a, b quad.Value) int { return cmp.Compare(valueText(a), valueText(b)) })
		if len(found) == 0 {
			best = len(tie)
		}
		found = append(found, tie...)
	}
	return found, best
}

func (d *Dataset) entities(values []quad.Value) []Entity {
	list := make([]Entity, 0, len(values))
	for v := range while(d, values) {
		list = append(list, d.Entity(v))
	}
	return list
}

// allowed tells whether a thing is of one of the classes; any will do where none
// is named, or where nobody says what the thing is.
func (d *Dataset) allowed(thing quad.Value, classes []string) bool {
	if len(classes) == 0 || slices.Contains(classes, "Entity") {
		return true
	}
	own := d.classes(thing)
	return len(own) == 0 || slices.ContainsFunc(classes, func(c string) bool {
		return slices.Contains(own, quad.Value(quad.IRI(VocabularyIRI+c)))
	})
}

// Resolve finds the one thing that is meant by an address, an id below the base,
// a blank node or a name, of one of the classes or of any.
func (d *Dataset) Resolve(ctx context.Context, ref string, classes ...string) (Entity, error) {
	if v := d.byAddress(ref); v != nil {
		if !d.allowed(v, classes) {
			return Entity{}, &WrongTypeError{Entity: d.Entity(v), ID: d.ID(v), Wanted: classes, Is: d.classLabel(v)}
		}
		return d.Entity(v), nil
	}
	names, err := await(ctx, d.names)
	if err != nil {
		return Entity{}, err
	}
	e, err := d.answering(ctx).meant(names, ref, classes)
	if ctx.Err() != nil {
		return Entity{}, ctx.Err()
	}
	return e, err
}

// meant finds the one thing that a name means.
func (d *Dataset) meant(names []nameEntry, name string, classes []string) (Entity, error) {
	found, best := d.find(names, name, classes)
	switch best {
	case 0:
		return Entity{}, &UnknownError{What: whatIs(classes), Name: name, Near: d.near(names, name, classes)}
	case 1:
		return d.Entity(found[0]), nil
	}
	e := &AmbiguousError{Name: name, Matches: d.entities(found[:best])}
	for v := range while(d, found[:best]) {
		e.IDs = append(e.IDs, d.ID(v))
	}
	return Entity{}, e
}

func (d *Dataset) byAddress(ref string) quad.Value {
	candidates := []quad.Value{quad.IRI(strings.Trim(ref, "<>"))}
	if d.base != "" {
		candidates = append(candidates, quad.IRI(d.base+ref))
	}
	if label, ok := strings.CutPrefix(ref, "_:"); ok {
		candidates = []quad.Value{quad.BNode(label)}
	}
	for _, v := range candidates {
		if d.exists(v) {
			return v
		}
	}
	return nil
}

func (d *Dataset) classLabel(v quad.Value) string {
	for _, c := range d.all(Claim{Subject: v, Property: rdfType}) {
		return d.Term(c.Value).Label
	}
	return "thing"
}

// A WrongTypeError says that an entity is not what a parameter asks for.
type WrongTypeError struct {
	Entity Entity
	ID     string
	Is     string
	Wanted []string
}

func (e *WrongTypeError) Error() string {
	return fmt.Sprintf("%s is %s, and what is asked for is %s", e.ID, withArticle(e.Is), withArticle(whatIs(e.Wanted)))
}

func whatIs(classes []string) string {
	if len(classes) == 0 || slices.Contains(classes, "Entity") {
		return "entity"
	}
	return strings.ToLower(strings.Join(classes, " or "))
}

// withArticle puts a or an before a noun.
func withArticle(noun string) string {
	if noun != "" && strings.ContainsRune("aeio", rune(noun[0])) { // not u: a unit
		return "an " + noun
	}
	return "a " + noun
}
