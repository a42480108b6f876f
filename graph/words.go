package graph

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A TermEntry is a word of the vocabulary with all that its page says.
type TermEntry struct {
	IRI        quad.IRI
	Name       string // what follows VocabularyIRI: onBehalfOf
	Label      string
	Inverse    string // its label read backwards, "" where it is not read so
	Kind       string // what it is: Class, Property, Datatype, Kind or Count
	Definition string
	Broader    []quad.IRI // wider terms, of this vocabulary or another
	Domain     []quad.IRI // a thing with the property is one of these classes; of any where there is none
	Range      []quad.IRI // its values are of one of these classes or datatypes
	SingleFor  []quad.IRI // two values for one of these classes disagree
	Group      string     // the heading below which people read a property
	Order      int        // where people read it
}

// Vocabulary gives the words that the dataset defines below VocabularyIRI, in the order
// in which people read them. Data of others define none.
func (d *Dataset) Vocabulary(ctx context.Context) ([]TermEntry, error) {
	d = d.answering(ctx)
	var entries []TermEntry
	for iri, term := range d.words().terms {
		if d.ended() {
			break
		}
		own, ok := iri.(quad.IRI)
		name, ours := strings.CutPrefix(string(own), VocabularyIRI)
		if !ok || !ours {
			continue
		}
		kind, _ := strings.CutPrefix(valueText(d.one(iri, rdfType)), VocabularyIRI)
		entries = append(entries, TermEntry{IRI: own, Name: name, Label: term.Label, Inverse: term.Inverse, Kind: kind,
			Definition: valueText(d.one(iri, wordDefinition)), Broader: d.iris(iri, wordBroader), Domain: d.iris(iri, wordDomain),
			Range: d.iris(iri, wordRange), SingleFor: d.iris(iri, wordSingle), Group: term.Group, Order: term.Order})
	}
	sorted(d, entries, func(a, b TermEntry) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.Kind, b.Kind), cmp.Compare(a.IRI, b.IRI))
	})
	return entries, cmp.Or(ctx.Err(), d.snap.Err())
}

// iris gives the values of a property that are addresses, each once.
func (d *Dataset) iris(subject quad.Value, property quad.IRI) []quad.IRI {
	var found []quad.IRI
	for _, c := range d.all(Claim{Subject: subject, Property: property}) {
		if iri, ok := c.Value.(quad.IRI); ok && !slices.Contains(found, iri) {
			found = append(found, iri)
		}
	}
	slices.Sort(found)
	return found
}

const (
	rdfSpace    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsSpace   = "http://www.w3.org/2000/01/rdf-schema#"
	owlSpace    = "http://www.w3.org/2002/07/owl#"
	dctSpace    = "http://purl.org/dc/terms/"
	skosSpace   = "http://www.w3.org/2004/02/skos/core#"
	schemaSpace = "http://schema.org/"
	vannSpace   = "http://purl.org/vocab/vann/"
)

// VocabularyQuads gives the vocabulary as other programs read one: in the words of RDF
// Schema, with the header of an ontology. `broader` becomes rdfs:subClassOf or
// rdfs:subPropertyOf. A property with one domain or range has it as rdfs:domain or
// rdfs:range; several, which there would mean all of them at once, are
// schema:domainIncludes or schema:rangeIncludes.
func (d *Dataset) VocabularyQuads(ctx context.Context) ([]quad.Quad, error) {
	entries, err := d.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	ontology := quad.IRI(strings.TrimSuffix(VocabularyIRI, "#"))
	o := description{of: ontology}
	o.add(rdfType, quad.IRI(owlSpace+"Ontology"))
	o.add(dctSpace+"title", english("The vocabulary of Annals"))
	o.add(dctSpace+"description", english("Words for claims on historical events: who did what, when, and who says so."))
	o.add(vannSpace+"preferredNamespacePrefix", quad.String("annals"))
	o.add(vannSpace+"preferredNamespaceUri", quad.String(VocabularyIRI))
	o.add(owlSpace+"versionInfo", quad.String(d.Edition()))
	if licence := d.about(wordLicence); licence != nil {
		o.add(dctSpace+"license", licence)
	}
	quads := o.quads
	datatypes := map[quad.IRI][]quad.IRI{}
	for _, e := range entries {
		if e.Kind == "Datatype" {
			datatypes[e.IRI] = e.Broader
		}
	}
	for _, e := range entries {
		quads = append(quads, e.quads(ontology, datatypes)...)
	}
	return quads, nil
}

// ExportVocabulary writes VocabularyQuads in a format of Formats.
func (d *Dataset) ExportVocabulary(ctx context.Context, w io.Writer, format string) error {
	quads, err := d.VocabularyQuads(ctx)
	if err != nil {
		return err
	}
	return d.WriteQuads(ctx, w, format, quads)
}

// quads describes a word in RDF Schema. The values of a property whose range is a
// datatype of ours have the datatype that it narrows.
func (e TermEntry) quads(ontology quad.IRI, datatypes map[quad.IRI][]quad.IRI) []quad.Quad {
	t := description{of: e.IRI}
	broader := quad.IRI(rdfsSpace + "subClassOf")
	switch e.Kind {
	case "Class":
		t.add(rdfType, quad.IRI(rdfsSpace+"Class"))
	case "Datatype":
		t.add(rdfType, quad.IRI(rdfsSpace+"Datatype"))
	case "Property":
		t.add(rdfType, quad.IRI(rdfSpace+"Property"))
		broader = rdfsSpace + "subPropertyOf"
	default:
		t.add(rdfType, quad.IRI(VocabularyIRI+e.Kind))
		broader = skosSpace + "broader"
	}
	t.add(rdfsSpace+"label", english(e.Label))
	t.add(rdfsSpace+"isDefinedBy", ontology)
	if e.Definition != "" {
		t.add(rdfsSpace+"comment", english(e.Definition))
		t.add(skosSpace+"definition", english(e.Definition))
	}
	if e.Inverse != "" {
		t.add(wordInverse, english(e.Inverse))
	}
	for _, b := range e.Broader {
		t.add(broader, b)
	}
	for _, s := range e.SingleFor {
		t.add(wordSingle, s)
	}
	var values []quad.IRI
	for _, r := range e.Range {
		if own, ok := datatypes[r]; ok {
			values = append(values, own...) // none: it may be a link or a text, and nothing can be said
		} else {
			values = append(values, r)
		}
	}
	t.oneOrMore("domain", e.Domain)
	t.oneOrMore("range", values)
	return t.quads
}

// A description is what is said of one thing, outside any graph.
type description struct {
	of    quad.Value
	quads []quad.Quad
}

func (t *description) add(property quad.IRI, value quad.Value) {
	t.quads = append(t.quads, quad.Quad{Subject: t.of, Predicate: property, Object: value})
}

func (t *description) oneOrMore(what string, classes []quad.IRI) {
	property := quad.IRI(rdfsSpace + what)
	if len(classes) > 1 {
		property = quad.IRI(schemaSpace + what + "Includes")
	}
	for _, c := range classes {
		t.add(property, c)
	}
}

func english(text string) quad.Value { return quad.LangString{Value: quad.String(text), Lang: "en"} }

// about gives what the catalogue says of the whole collection, or nil.
func (d *Dataset) about(property quad.IRI) quad.Value {
	if d.base == "" {
		return nil
	}
	return d.one(quad.IRI(d.base+catalogueID), property)
}
