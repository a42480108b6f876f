package check

import (
	"regexp"

	"github.com/cayleygraph/quad"
)

// A datatype is a range of the vocabulary that is no class.
type datatype struct {
	what  string
	hint  string
	holds func(f *facts, v quad.Value) bool
}

var (
	wholeNumber   = regexp.MustCompile(`^[+-]?[0-9]+$`)
	decimalNumber = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$`)
)

// datatypes are the ranges that the program computes with, by their words.
// Whether a date or an address is a good one is the matter of other rules.
func datatypes() map[string]datatype {
	return map[string]datatype{
		"Edtf": {"a date", "the context must list the property as a date", typed(edtfType, nil)},
		"Integer": {"a whole number", "write its digits alone, 57000; where the source is not exact, atLeast, atMost or numberWritten say so",
			typed(xsd+"integer", wholeNumber)},
		"Decimal": {"a decimal number", `write it in quotes, "47.92"`, typed(xsd+"decimal", decimalNumber)},
		"Text":    {"a text in a language", "write a text, or {ru: …} for one that is not English", inLanguage},
		"Names":   {"a text with its language", "write {en: …}, {ru: …} or {mn: [one, another]}", inLanguage},
		"String": {"a plain text", "write a text without language", func(_ *facts, v quad.Value) bool {
			_, ok := v.(quad.String)
			return ok
		}},
		"Address": {"an address", "write http://… or https://…", func(f *facts, v quad.Value) bool {
			_, ok := v.(quad.IRI)
			return ok || typed(xsd+"anyURI", nil)(f, v)
		}},
		"CalendarDate": {"a date in its calendar", "write year, month and day, 1912-10-21", func(f *facts, v quad.Value) bool {
			return typed(quad.IRI(f.vocab+"dateInCalendar"), nil)(f, v)
		}},
	}
}

// typed makes a judge of literals with a datatype and perhaps a form.
func typed(datatype quad.IRI, form *regexp.Regexp) func(*facts, quad.Value) bool {
	return func(_ *facts, v quad.Value) bool {
		t, ok := v.(quad.TypedString)
		return ok && t.Type == datatype && (form == nil || form.MatchString(string(t.Value)))
	}
}

func inLanguage(_ *facts, v quad.Value) bool {
	_, ok := v.(quad.LangString)
	return ok
}
