package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// Words of the vocabulary that pages compute with.
const (
	rdfType = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

	wordAddress     = quad.IRI(graph.VocabularyIRI + "address")
	wordDescription = quad.IRI(graph.VocabularyIRI + "description")
	wordKind        = quad.IRI(graph.VocabularyIRI + "kind")
	wordEditors     = quad.IRI(graph.VocabularyIRI + "editors")
)

// words is the vocabulary as its page tells it.
type words struct {
	parts []wordPart
	has   map[quad.IRI]bool
}

type wordPart struct {
	Label string
	Words []word
}

// A word is what the vocabulary says of one.
type word struct {
	IRI        quad.IRI
	Name       string // after the # of its address
	Label      string
	Definition string
	Inverse    string
	Broader    []quad.Value
	Domain     []quad.Value
	Range      []quad.Value
	Single     []quad.Value

	order int
	group string
}

// readWords reads the vocabulary from the claims of the dataset.
func (p *Pages) readWords(ctx context.Context) (*words, error) {
	read := &words{has: map[quad.IRI]bool{}}
	for _, kind := range []struct{ class, title string }{
		{"Class", "Classes"}, {"Property", "Properties"}, {"Kind", "Kinds of source"}, {"Count", "What figures count"},
	} {
		own, err := p.wordsOf(ctx, kind.class)
		if err != nil {
			return nil, err
		}
		for _, w := range own {
			read.has[w.IRI] = true
			title := kind.title
			if w.group != "" {
				title += ": " + w.group
			}
			i := slices.IndexFunc(read.parts, func(p wordPart) bool { return p.Label == title })
			if i < 0 {
				i = len(read.parts)
				read.parts = append(read.parts, wordPart{Label: title})
			}
			read.parts[i].Words = append(read.parts[i].Words, w)
		}
	}
	return read, nil
}

func (p *Pages) wordsOf(ctx context.Context, class string) ([]word, error) {
	var found []word
	for c, err := range p.dataset.Claims(ctx, graph.Claim{Property: rdfType, Value: quad.IRI(graph.VocabularyIRI + class)}) {
		if err != nil {
			return nil, err
		}
		iri := iriText(c.Subject)
		name, ok := strings.CutPrefix(iri, graph.VocabularyIRI)
		if !ok || slices.ContainsFunc(found, func(w word) bool { return string(w.IRI) == iri }) {
			continue
		}
		w, err := p.readWord(ctx, quad.IRI(iri))
		if err != nil {
			return nil, err
		}
		w.Name = name
		found = append(found, w)
	}
	slices.SortFunc(found, func(a, b word) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Name, b.Name))
	})
	return found, nil
}

func (p *Pages) readWord(ctx context.Context, iri quad.IRI) (word, error) {
	term := p.dataset.Term(iri)
	w := word{IRI: iri, Label: term.Label, Inverse: term.Inverse, order: term.Order, group: term.Group}
	for c, err := range p.dataset.Claims(ctx, graph.Claim{Subject: iri}) {
		if err != nil {
			return w, err
		}
		name, _ := strings.CutPrefix(iriText(c.Property), graph.VocabularyIRI)
		switch name {
		case "definition":
			w.Definition = p.dataset.Label(c.Value)
		case "broader":
			w.Broader = append(w.Broader, c.Value)
		case "domain":
			w.Domain = append(w.Domain, c.Value)
		case "range":
			w.Range = append(w.Range, c.Value)
		case "singleValuedFor":
			w.Single = append(w.Single, c.Value)
		}
	}
	return w, nil
}
