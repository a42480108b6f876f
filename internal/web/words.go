package web

import (
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
	wordLanguage    = quad.IRI(graph.VocabularyIRI + "language")
)

// words is the vocabulary as its page tells it.
type words struct {
	parts  []wordPart
	has    map[quad.IRI]bool
	single map[quad.Value]bool // two values of it may disagree
}

// A wordPart is words that are of one kind, and people read together.
type wordPart struct {
	Label string
	Words []graph.TermEntry
}

// readWords parts the vocabulary by what its words are and by their groups, in the order
// in which people read them.
func (p *Pages) readWords(ctx context.Context) (*words, error) {
	entries, err := p.dataset.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	read := &words{has: map[quad.IRI]bool{}, single: map[quad.Value]bool{}}
	for _, e := range entries {
		if e.Name == "" || strings.HasPrefix(e.Name, "~") {
			continue // it can have no anchor: ours begin so
		}
		read.has[e.IRI] = true
		read.single[e.IRI] = len(e.SingleFor) > 0
		label := "others"
		if e.Kind != "" {
			label = p.dataset.Term(quad.IRI(graph.VocabularyIRI + e.Kind)).Label
		}
		if e.Group != "" {
			label += ": " + e.Group
		}
		i := slices.IndexFunc(read.parts, func(p wordPart) bool { return p.Label == label })
		if i < 0 {
			i = len(read.parts)
			read.parts = append(read.parts, wordPart{Label: label})
		}
		read.parts[i].Words = append(read.parts[i].Words, e)
	}
	return read, nil
}
