package yamlld

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

const (
	rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsdNS = "http://www.w3.org/2001/XMLSchema#"
)

// literal makes a literal of an expanded value object (JSON-LD 1.1 API, section
// 8.6.2, object to RDF conversion). Base direction is passed over, as there.
func literal(object map[string]any) (quad.Value, error) {
	datatype, _ := object["@type"].(string)
	if datatype == "@json" {
		data, err := canonicalJSON(object["@value"])
		return quad.TypedString{Value: quad.String(data), Type: rdfNS + "JSON"}, err
	}
	if datatype != "" {
		if err := checkIRI(datatype); err != nil {
			return nil, err
		}
	}
	switch v := object["@value"].(type) {
	case bool:
		return typed(strconv.FormatBool(v), datatype, xsdNS+"boolean"), nil
	case json.Number:
		lexical, native := lexicalNumber(string(v), datatype)
		return typed(lexical, datatype, native), nil
	case string:
		if tag, ok := object["@language"].(string); ok {
			if !languageTag(tag) {
				return nil, fmt.Errorf("%s is no language tag", quote(tag))
			}
			return quad.LangString{Value: quad.String(v), Lang: languageCase(tag)}, nil
		}
		if datatype == "" || datatype == xsdNS+"string" {
			return quad.String(v), nil
		}
		return typed(v, datatype, ""), nil
	}
	return nil, fmt.Errorf("a value that is no text, number or truth: %T", object["@value"])
}

func typed(lexical, datatype, native string) quad.Value {
	if datatype == "" {
		datatype = native
	}
	return quad.TypedString{Value: quad.String(lexical), Type: quad.IRI(datatype)}
}

// exact says whether a JSON number keeps its text in every JSON-LD reader: a
// whole number that a float64 holds.
func exact(text string) bool {
	const digits = 15
	return jsonInteger.MatchString(text) && len(strings.TrimPrefix(text, "-")) <= digits
}

// lexicalNumber writes a JSON number as JSON-LD does: canonical xsd:integer where
// it has no fraction and is less than 10^21, else canonical xsd:double.
func lexicalNumber(text, datatype string) (lexical, native string) {
	const digits = 21
	if datatype != xsdNS+"double" && jsonInteger.MatchString(text) && len(strings.TrimPrefix(text, "-")) <= digits {
		return text, xsdNS + "integer"
	}
	f, _ := strconv.ParseFloat(text, 64)
	if datatype != xsdNS+"double" && f == math.Trunc(f) && math.Abs(f) < 1e21 {
		return strconv.FormatFloat(f+0, 'f', 0, 64), xsdNS + "integer"
	}
	return ld.GetCanonicalDouble(f), xsdNS + "double"
}
