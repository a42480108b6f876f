package web

import (
	"context"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// A vocabularyPage is the words that the claims are made with.
type vocabularyPage struct {
	Parts []shownPart
	Count int
}

type shownPart struct {
	Label string
	Words []shownWord
}

type shownWord struct {
	graph.TermEntry
	Above, Of, Takes, One []value
}

// Vocabulary writes each word that we mint, at the anchor of its name.
func (p *Pages) Vocabulary(ctx context.Context, w io.Writer, formats []Link) error {
	v, err := p.view(ctx)
	if err != nil {
		return err
	}
	page := &vocabularyPage{Count: len(v.words.has)}
	for _, part := range v.words.parts {
		shown := shownPart{Label: part.Label}
		for _, w := range part.Words {
			shown.Words = append(shown.Words, shownWord{w, v.wordLinks(w.Broader), v.wordLinks(w.Domain), v.wordLinks(w.Range), v.wordLinks(w.SingleFor)})
		}
		page.Parts = append(page.Parts, shown)
	}
	return p.write(w, "vocabulary", frame{Title: "Vocabulary", Route: "/vocabulary", Canonical: p.canonical("/vocabulary"),
		Alternates: formats, Body: page})
}

// wordLinks shows words, ours by their labels and those of others as they are written
// in short: sem:Event.
func (v *view) wordLinks(ids []quad.IRI) []value {
	var links []value
	for _, id := range ids {
		label := shortened(string(id))
		if label == "" {
			label = v.dataset.Term(id).Label
		}
		one := v.entity(graph.Entity{ID: id, Label: label})
		if one.Out != "" {
			one.Href = "" // where it is defined is meant, not who else uses it
		}
		links = append(links, one)
	}
	return links
}

// prefixes are those under which the field knows the vocabularies that ours stands on.
var prefixes = map[string]string{
	"http://semanticweb.cs.vu.nl/2009/11/sem/":               "sem:",
	"http://www.cidoc-crm.org/cidoc-crm/":                    "crm:",
	"http://www.w3.org/ns/prov#":                             "prov:",
	"http://data.legilux.public.lu/resource/ontology/jolux#": "jolux:",
	"http://data.europa.eu/eli/ontology#":                    "eli:",
	"http://purl.org/ontology/bibo/":                         "bibo:",
	"http://schema.org/":                                     "schema:",
	"https://schema.org/":                                    "schema:",
	"http://www.w3.org/2003/01/geo/wgs84_pos#":               "wgs84:",
	"http://www.w3.org/2000/01/rdf-schema#":                  "rdfs:",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#":            "rdf:",
	"http://www.w3.org/2002/07/owl#":                         "owl:",
	"http://www.w3.org/2004/02/skos/core#":                   "skos:",
	"http://www.w3.org/2001/XMLSchema#":                      "xsd:",
	"http://purl.org/dc/terms/":                              "dcterms:",
	"http://www.w3.org/ns/org#":                              "org:",
	"http://xmlns.com/foaf/0.1/":                             "foaf:",
}

// shortened writes an address with its prefix, "" where it has none of these.
func shortened(iri string) string {
	i := strings.LastIndexAny(iri, "#/") + 1
	if prefix := prefixes[iri[:i]]; prefix != "" {
		return prefix + iri[i:]
	}
	return ""
}
