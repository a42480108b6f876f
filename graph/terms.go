package graph

import (
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
)

// The words that Go code computes with. All others are data: their labels, order
// and rules stand in the dataset's vocabulary.
const (
	// VocabularyIRI is the address before every word of our vocabulary.
	VocabularyIRI = "https://annals.example/vocabulary#"

	rdfType  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	edtfType = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")

	xsdInteger = quad.IRI("http://www.w3.org/2001/XMLSchema#integer")

	wordLabel       = quad.IRI(VocabularyIRI + "label")
	wordName        = quad.IRI(VocabularyIRI + "name")
	wordTitle       = quad.IRI(VocabularyIRI + "title")
	wordDescription = quad.IRI(VocabularyIRI + "description")
	wordInverse     = quad.IRI(VocabularyIRI + "inverseLabel")
	wordBroader     = quad.IRI(VocabularyIRI + "broader")
	wordOrder       = quad.IRI(VocabularyIRI + "order")
	wordGroup       = quad.IRI(VocabularyIRI + "group")
	wordSingle      = quad.IRI(VocabularyIRI + "singleValuedFor")
	wordKind        = quad.IRI(VocabularyIRI + "kind")
	wordEditors     = quad.IRI(VocabularyIRI + "editors")
	wordSource      = quad.IRI(VocabularyIRI + "Source")
	wordHasPassage  = quad.IRI(VocabularyIRI + "hasPassage")
	wordDependsOn   = quad.IRI(VocabularyIRI + "dependsOn")
	wordSigner      = quad.IRI(VocabularyIRI + "signer")
	wordInstrument  = quad.IRI(VocabularyIRI + "instrument")
	wordComplete    = quad.IRI(VocabularyIRI + "completeList")
	wordDefinition  = quad.IRI(VocabularyIRI + "definition")
	wordDomain      = quad.IRI(VocabularyIRI + "domain")
	wordRange       = quad.IRI(VocabularyIRI + "range")
	wordLicence     = quad.IRI(VocabularyIRI + "licence")
	wordScope       = quad.IRI(VocabularyIRI + "scope")
	wordWithdrawn   = quad.IRI(VocabularyIRI + "withdrawn")
	wordReplacedBy  = quad.IRI(VocabularyIRI + "replacedBy")
	wordReason      = quad.IRI(VocabularyIRI + "reason")
	wordPartOf      = quad.IRI(VocabularyIRI + "partOf")
	wordLocatedIn   = quad.IRI(VocabularyIRI + "locatedIn")
	wordNumber      = quad.IRI(VocabularyIRI + "number")
	wordAtLeast     = quad.IRI(VocabularyIRI + "atLeast")
	wordAtMost      = quad.IRI(VocabularyIRI + "atMost")

	// unlabelled is the source of statements that stand outside any graph in a
	// file of others. It is one constant, so that what a file compiles to depends
	// on its statements alone; people see the file's name.
	unlabelled = quad.IRI("https://annals.example/unlabelled")

	// catalogueID is the editors' own source, below the dataset's base.
	catalogueID = "source/catalogue"
)

// foreignLabels are the properties that name things in data of others, best first.
var foreignLabels = []quad.IRI{
	"http://www.w3.org/2004/02/skos/core#prefLabel",
	"http://www.w3.org/2000/01/rdf-schema#label",
	"http://schema.org/name",
	"https://schema.org/name",
	"http://xmlns.com/foaf/0.1/name",
	"http://purl.org/dc/terms/title",
	"http://purl.org/dc/elements/1.1/title",
}

// minted says, for each class of things that the editors mint, which of their
// properties name them to a reader: "Peljidiin Genden, prime minister".
var minted = map[quad.IRI][]string{
	VocabularyIRI + "Signature":     {"signer", "instrument"},
	VocabularyIRI + "Participation": {"participant", "inEvent"},
	VocabularyIRI + "Tenure":        {"holder", "office", "unit"},
	VocabularyIRI + "Figure":        {"figureOf", "side", "counts"},
	VocabularyIRI + "Remark":        {"about", "onProperty"},
}

// bare are the properties whose values say enough without a label.
var bare = []quad.Value{
	quad.IRI(VocabularyIRI + "capacity"), quad.IRI(VocabularyIRI + "counts"), wordNumber,
}

// word gives the short name of a property: onBehalfOf of VocabularyIRI+"onBehalfOf",
// the part after the last # or / of any other.
func word(property quad.Value) string {
	text := valueText(property)
	if cut := strings.LastIndexAny(text, "#/"); cut >= 0 {
		text = text[cut+1:]
	}
	return text
}

// columnName writes a word as columns do: on_behalf_of.
func columnName(word string) string {
	var b strings.Builder
	for _, r := range word {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// valueText gives the text of a value without quotes, brackets or type.
func valueText(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.BNode:
		return "_:" + string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return v.String()
}
