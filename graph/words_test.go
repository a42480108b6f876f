package graph

import (
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// Every word that the embedded dataset uses of its own vocabulary, be it a property, a
// class, a datatype or a value, is defined there with label and definition.
func TestEveryWordIsDefined(t *testing.T) {
	d := embedded(t)
	entries, err := d.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defined := map[quad.IRI]TermEntry{}
	for _, e := range entries {
		defined[e.IRI] = e
		if e.Label == "" || e.Definition == "" || e.Kind == "" || e.Name == "" {
			t.Errorf("%s lacks a label, a definition or a kind: %+v", e.IRI, e)
		}
		if e.Kind == "Property" && e.Group == "" {
			t.Errorf("%s stands in no group", e.IRI)
		}
	}
	used := 0
	for _, q := range read(t, NQuads, exported(t, d, NQuads, "")) {
		values := []quad.Value{q.Subject, q.Predicate, q.Object}
		if typed, ok := q.Object.(quad.TypedString); ok {
			values = append(values, typed.Type)
		}
		for _, v := range values {
			iri, _ := v.(quad.IRI)
			if !strings.HasPrefix(string(iri), VocabularyIRI) {
				continue
			}
			used++
			if _, ok := defined[iri]; !ok {
				t.Errorf("%s is used and nowhere defined: %v", iri, q)
			}
		}
	}
	if used < len(entries) {
		t.Errorf("only %d uses of %d words", used, len(entries))
	}
}

// Super-terms are words of vocabularies that others publish, or of ours.
func TestSuperTermsAreKnown(t *testing.T) {
	d := embedded(t)
	entries, err := d.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	spaces := map[string]int{}
	for _, e := range entries {
		for _, b := range e.Broader {
			space := string(b[:strings.LastIndexAny(string(b), "/#")+1])
			spaces[space]++
			known := false
			for _, p := range wellKnown {
				known = known || p.IRI == space
			}
			if !known {
				t.Errorf("%s is narrower than %s, of a vocabulary that has no prefix", e.Name, b)
			}
		}
	}
	for _, p := range []string{"http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.cidoc-crm.org/cidoc-crm/", "http://www.w3.org/ns/prov#", schemaSpace} {
		if spaces[p] == 0 {
			t.Errorf("no word is narrower than one of %s", p)
		}
	}
}

// To readers of RDF Schema, the vocabulary is one: in every format the same.
func TestTheVocabularyAsOthersReadIt(t *testing.T) {
	d := embedded(t)
	quads, err := d.VocabularyQuads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	holdFormats(t, quads, func(w io.Writer, format string) error { return d.ExportVocabulary(t.Context(), w, format) },
		"\n<https://annals.example/vocabulary>\n    dcterms:description ",
		"\n    a owl:Ontology",
		"\nannals:Battle\n    a rdfs:Class ;\n",
		"    rdfs:subClassOf annals:Event ;\n",
		"    annals:inverseLabel \"signed\"@en ;\n",
		"    rdfs:domain annals:Signature ;\n",
		"    rdfs:subPropertyOf sem:hasActor ",
		"    schema:rangeIncludes annals:Organisation ,\n        annals:State ",
		"    rdfs:range edtf:EDTF",
	)
	if entries, err := open(t, emperors).Vocabulary(t.Context()); err != nil || len(entries) != 0 {
		t.Errorf("data of others: %v, %v", entries, err)
	}
}
