package graph

import (
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Term is a word of the vocabulary as its data define it.
type Term struct {
	IRI     quad.Value
	Label   string
	Inverse string // its label read backwards: "signed" of "signer"
	Group   string
	Order   int // where people read it

	broader []quad.Value
	single  []quad.Value // the classes that can have only one value of it
}

// A vocabulary is what the dataset says of its own words.
type vocabulary struct {
	terms   map[quad.Value]*Term
	columns map[string]quad.Value // the words of our own vocabulary, by what their columns are called
}

// last is the place of words that the vocabulary does not order.
const last = math.MaxInt

func (d *Dataset) readVocabulary() *vocabulary {
	words := &vocabulary{map[quad.Value]*Term{}, map[string]quad.Value{}}
	for _, c := range d.all(Claim{Property: wordOrder}) {
		words.of(c.Subject).Order = number(c.Value)
	}
	for _, c := range d.all(Claim{Property: wordInverse}) {
		words.of(c.Subject).Inverse = valueText(c.Value)
	}
	for _, c := range d.all(Claim{Property: wordGroup}) {
		words.of(c.Subject).Group = valueText(c.Value)
	}
	for _, c := range d.all(Claim{Property: wordSingle}) {
		t := words.of(c.Subject)
		t.single = append(t.single, c.Value)
	}
	for _, c := range d.all(Claim{Property: wordBroader}) {
		t := words.of(c.Subject)
		t.broader = append(t.broader, c.Value)
	}
	for _, class := range []string{"Class", "Property", "Kind", "Count", "Datatype"} {
		for _, c := range d.all(Claim{Property: rdfType, Value: quad.IRI(VocabularyIRI + class)}) {
			words.of(c.Subject)
		}
	}
	for iri, t := range words.terms {
		if label := d.one(iri, wordLabel); label != nil {
			t.Label = valueText(label)
		}
		if strings.HasPrefix(valueText(iri), VocabularyIRI) {
			words.columns[columnName(word(iri))] = iri
		}
	}
	return words
}

func (w *vocabulary) of(iri quad.Value) *Term {
	t := w.terms[iri]
	if t == nil {
		t = &Term{IRI: iri, Label: word(iri), Order: last}
		w.terms[iri] = t
	}
	return t
}

func number(v quad.Value) int {
	n, err := strconv.Atoi(valueText(v))
	if err != nil {
		return last
	}
	return n
}

// Term gives what the vocabulary says of a word; a word that it does not know
// has its own last part as label and stands after all others.
func (d *Dataset) Term(v quad.Value) Term {
	if t := d.words().terms[v]; t != nil {
		return *t
	}
	t := Term{IRI: v, Label: word(v), Order: last}
	if v == rdfType {
		t.Label, t.Inverse = "type", "of this type"
	}
	return t
}

// classes gives the classes of a thing, each followed by those above it.
func (d *Dataset) classes(thing quad.Value) []quad.Value {
	if d.known == nil {
		return d.findClasses(thing)
	}
	found, ok := d.known.classes[thing]
	if !ok {
		found = d.findClasses(thing)
		d.known.classes[thing] = found
	}
	return found
}

func (d *Dataset) findClasses(thing quad.Value) []quad.Value {
	var found []quad.Value
	for _, c := range d.all(Claim{Subject: thing, Property: rdfType}) {
		found = d.words().above(c.Value, found)
	}
	return found
}

// above adds a class and the classes above it to those found before.
func (w *vocabulary) above(class quad.Value, found []quad.Value) []quad.Value {
	for _, f := range found {
		if f == class {
			return found
		}
	}
	found = append(found, class)
	if t := w.terms[class]; t != nil {
		for _, b := range t.broader {
			found = w.above(b, found)
		}
	}
	return found
}
