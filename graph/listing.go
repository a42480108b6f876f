package graph

import (
	"context"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// Listing gives the things of a class as List does, the sources with their kind and how
// many claims they make where the class is "source", or for "" the types and how many
// of each there are, as a table.
func (d *Dataset) Listing(ctx context.Context, class string) (*Answer, error) {
	switch {
	case class == "":
		return d.listTypes(ctx)
	case strings.EqualFold(class, "source"):
		return d.listSources(ctx)
	}
	return d.listThings(ctx, class)
}

// Found gives what a name fits as Find does, as a table.
func (d *Dataset) Found(ctx context.Context, words string) (*Answer, error) {
	found, err := d.Find(ctx, words)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Columns: []Column{{Name: "id", Kind: "word"}, {Name: "entity", Kind: "entity"}}}
	for _, e := range found {
		answer.Rows = append(answer.Rows, []Cell{Text{Text: d.ID(e.ID)}, e})
	}
	return answer, nil
}

// Editors cites the editors' own source.
func (d *Dataset) Editors() Citation {
	catalogue := quad.IRI(d.base + catalogueID)
	return Citation{ID: catalogue, Source: catalogue, Label: d.Label(catalogue)}
}

func (d *Dataset) listTypes(ctx context.Context) (*Answer, error) {
	types, err := d.Types(ctx)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Columns: []Column{{Name: "type", Kind: "word"}, {Name: "label", Kind: "word"}, {Name: "count", Kind: "number"}}}
	for _, t := range types {
		answer.Rows = append(answer.Rows, []Cell{Text{Text: t.Type}, Text{Text: t.Label}, Count(t.Count)})
	}
	return answer, nil
}

func (d *Dataset) listSources(ctx context.Context) (*Answer, error) {
	sources, err := d.Sources(ctx)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Columns: []Column{{Name: "id", Kind: "word"}, {Name: "source", Kind: "entity"},
		{Name: "kind", Kind: "term"}, {Name: "claims", Kind: "number"}}}
	for _, s := range sources {
		var kind Cell
		if s.Kind != nil {
			kind = Entity{ID: s.Kind, Label: d.Term(s.Kind).Label}
		}
		answer.Rows = append(answer.Rows, []Cell{Text{Text: d.ID(s.ID)}, s.Entity, kind, Count(s.Claims)})
	}
	return answer, nil
}

func (d *Dataset) listThings(ctx context.Context, class string) (*Answer, error) {
	things, err := d.List(ctx, class)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Columns: []Column{{Name: "id", Kind: "word"}, {Name: "entity", Kind: "entity"},
		{Name: "type", Kind: "word"}, {Name: "about", Kind: "text"}}}
	for _, t := range things {
		answer.Rows = append(answer.Rows, []Cell{Text{Text: t.ID}, t.Entity, Text{Text: t.Type}, Words(t.About)})
	}
	return answer, nil
}

// Count is a number that was counted.
func Count(n int) Number { return Number(strconv.Itoa(n)) }

// Words is a cell of words, or an empty one where there are none.
func Words(text string) Cell {
	if text == "" {
		return nil
	}
	return Text{Text: text}
}
