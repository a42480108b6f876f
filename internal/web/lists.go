package web

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// sourceType is the class of sources, as lists name it.
const sourceType = "source"

// kindsInOrder are the kinds of sources as a historian looks for them; the vocabulary
// does not order them. What has another kind, or none, follows.
var kindsInOrder = []quad.Value{
	quad.IRI(graph.VocabularyIRI + "primary"), quad.IRI(graph.VocabularyIRI + "scholarly"),
	quad.IRI(graph.VocabularyIRI + "tertiary"), quad.IRI(graph.VocabularyIRI + "dataset"), wordEditors,
}

// pageLength is how many things stand on one page of a list.
const pageLength = 500

// listPath is where the list of a class stands.
func (p *Pages) listPath(class string) string {
	switch {
	case class == sourceType:
		return p.path("/sources")
	case strings.ContainsAny(class, ":/"):
		return p.space.Path(quad.IRI(class))
	}
	return p.path("/" + class)
}

// A listPage is the things of a class.
type listPage struct {
	Label    string
	Count    int
	Parts    []listPart
	Sources  bool
	Page     int
	Pages    int
	Previous string
	Next     string
	Formats  []Link
}

// A listPart is things that stand below one heading.
type listPart struct {
	Label  string // "" where there is only one part
	Count  int    // of the whole list
	Things []listed
}

type listed struct {
	Thing  value
	ID     string
	Type   string
	About  string
	Claims int

	kind quad.Value
}

// List writes a page of the list of a class, "source" for the sources; the first page
// is 1. The error is a *graph.UnknownError where there is no such class or no such page.
func (p *Pages) List(ctx context.Context, w io.Writer, class string, number int, formats []Link) error {
	v, err := p.view(ctx)
	if err != nil {
		return err
	}
	name := strings.ToLower(class)
	things, err := v.listed(ctx, name)
	if err != nil {
		return err
	}
	page := &listPage{Label: name, Count: len(things), Sources: name == sourceType, Page: number,
		Pages: max(1, (len(things)+pageLength-1)/pageLength), Formats: formats}
	if number < 1 || number > page.Pages {
		return &graph.UnknownError{What: "page", Name: strconv.Itoa(number) + " of the list of " + class}
	}
	if page.Label, err = p.typeLabel(ctx, name); err != nil {
		return err
	}
	v.part(page, things)
	path := p.listPath(name)
	if number > 1 {
		page.Previous = fmt.Sprintf("%s?page=%d", path, number-1)
	}
	if number < page.Pages {
		page.Next = fmt.Sprintf("%s?page=%d", path, number+1)
	}
	title, route, part := page.Label, "/"+name, ""
	if page.Sources {
		title, route, part = "Sources", "/sources", "/sources"
	}
	if number > 1 {
		title += fmt.Sprintf(", page %d", number)
		route += fmt.Sprintf("?page=%d", number)
	}
	return p.write(w, "list", frame{Title: title, Route: part, Canonical: p.canonical(route), Alternates: formats, Body: page})
}

// part orders the things and takes those of the page, sources by their kinds.
func (v *view) part(page *listPage, things []listed) {
	order := func(t listed) int {
		if i := slices.Index(kindsInOrder, t.kind); i >= 0 {
			return i
		}
		return len(kindsInOrder)
	}
	slices.SortFunc(things, func(a, b listed) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(iriText(a.kind), iriText(b.kind)),
			strings.Compare(strings.ToLower(a.Thing.Text), strings.ToLower(b.Thing.Text)), strings.Compare(a.ID, b.ID))
	})
	count := map[quad.Value]int{}
	for _, t := range things {
		count[t.kind]++
	}
	from := (page.Page - 1) * pageLength
	var kind quad.Value
	for i, t := range things[from:min(from+pageLength, len(things))] {
		if i == 0 || t.kind != kind {
			kind = t.kind
			part := listPart{Count: count[kind]}
			if kind != nil {
				part.Label = v.dataset.Term(kind).Label
			}
			page.Parts = append(page.Parts, part)
		}
		last := &page.Parts[len(page.Parts)-1]
		last.Things = append(last.Things, t)
	}
}

// listed gives the things of a class. The sources of data of others are none by class.
func (v *view) listed(ctx context.Context, class string) ([]listed, error) {
	if class == sourceType {
		return v.sources(ctx)
	}
	all, err := v.dataset.List(ctx, class)
	if err != nil {
		return nil, err
	}
	things := make([]listed, len(all))
	for i, t := range all {
		things[i] = listed{Thing: v.entity(t.Entity), ID: brief(t.ID), Type: t.Type,
			About: brief(t.About)}
	}
	return things, nil
}

func (v *view) sources(ctx context.Context) ([]listed, error) {
	all, err := v.dataset.Sources(ctx)
	if err != nil {
		return nil, err
	}
	things := make([]listed, len(all))
	for i, s := range all {
		things[i] = listed{Thing: v.source(s.Entity), ID: brief(v.dataset.ID(s.ID)),
			About: v.about(s.ID), Claims: s.Claims, kind: s.Kind}
	}
	return things, nil
}

// source shows a source, which always has a page here: it says something.
func (v *view) source(e graph.Entity) value {
	shown := v.entity(e)
	shown.Href = v.space.Path(e.ID)
	return shown
}

// about is what the editors say a thing is, in one line.
func (v *view) about(thing quad.Value) string {
	for c, err := range v.claims(graph.Claim{Subject: thing, Property: wordDescription}) {
		if err == nil {
			return brief(v.dataset.Label(c.Value))
		}
	}
	return ""
}

// typeLabel is what people call a class.
func (p *Pages) typeLabel(ctx context.Context, class string) (string, error) {
	types, err := p.types.get(ctx, p.dataset.Types)
	if err != nil {
		return "", err
	}
	for _, t := range types {
		if strings.ToLower(t.Type) == class {
			return t.Label, nil
		}
	}
	return class, nil
}
