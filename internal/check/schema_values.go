package check

import (
	"regexp"
	"slices"
	"strings"

	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
)

// edtfForm is EDTF by its signs: a date with doubt and unknown digits, with a time
// of day, or one of several in brackets. Whether there is such a day, the rules say.
const edtfForm = `[?~%]?-?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?)?)?`

const datePattern = `^(` + edtfForm + `|Y-?[0-9]{5,}` +
	`|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}(:[0-9]{2})?)?` +
	`|\[(\.\.)?` + edtfForm + `((,|\.\.)` + edtfForm + `)*(\.\.)?\])$`

// inner takes the anchors from a form, so that it can stand within another.
func inner(form *regexp.Regexp) string {
	return "(" + strings.TrimSuffix(strings.TrimPrefix(form.String(), "^"), "$") + ")"
}

// list lets a value stand alone or in a list.
func list(value object) []object {
	return []object{value, {"type": "array", "items": value, "minItems": 1}}
}

// defineProperty describes the values of a property, as its range and the context
// have them. It says no where the property is written by another key.
func (s *schema) defineProperty(name string, property quad.Value, word *word) bool {
	i := slices.IndexFunc(s.terms, func(t yamlld.Term) bool { return !t.Reverse && property == quad.IRI(t.ID) })
	term := yamlld.Term{Key: name}
	if i >= 0 {
		term = s.terms[i]
	}
	if term.Key != name {
		return false
	}
	var values []object
	var things []string
	for _, v := range word.values {
		if _, datatype := s.datatypes[s.show(v)]; datatype || term.Type == "@vocab" {
			values = append(values, s.valuesOf(s.show(v), term)...)
		} else {
			things = append(things, s.beginnings(v)...)
		}
	}
	if len(things) > 0 {
		values = append(values, list(references(things))...)
	}
	if len(word.values) == 0 {
		values = list(s.anything(term))
	}
	s.definitions["."+name] = object{"title": s.title(property), "description": s.definition(property), "anyOf": values}
	return true
}

// valuesOf describes the values of one range.
func (s *schema) valuesOf(name string, term yamlld.Term) []object {
	whole := object{"type": "integer"}
	switch {
	case name == "Edtf", name == "CalendarDate":
		return []object{form(datePattern, dateHint), {"type": "integer", "minimum": 1000, "maximum": 9999}}
	case name == "Integer":
		return list(whole)
	case name == "Decimal":
		return slices.Concat(list(form(decimalNumber.String(), s.datatypes[name].hint)), list(whole))
	case name == "Address":
		return list(form("^https?://[^/]+", s.datatypes[name].hint))
	case name == "Text", name == "Names":
		return inLanguages(term)
	case term.Type == "@vocab":
		return list(object{"enum": s.choices(name, term.Key)})
	}
	return list(object{"type": "string", "minLength": 1})
}

const dateHint = `write 1936-03-12, 1936-03, 1936, 1936-03~ (about), 193X, or "[1936-03-12,1936-03-13]" (one of these)`

// form describes a text by a pattern. The hint is no word of JSON Schema, but
// editors show it in place of the pattern, which nobody reads.
func form(pattern, hint string) object {
	return object{"type": "string", "pattern": pattern, "patternErrorMessage": hint}
}

// references describes ids of some types.
func references(kinds []string) object {
	kinds = slices.Compact(slices.Sorted(slices.Values(kinds)))
	return form(idOf(kinds), "write an id that begins with "+either(kinds)+" and a slash, in lower-case letters, digits and single hyphens")
}

// idOf is the form of the ids of some types. Only a source has passages.
func idOf(kinds []string) string {
	id := "^" + kinds[0]
	if len(kinds) > 1 {
		id = "^(" + strings.Join(kinds, "|") + ")"
	}
	id += "/" + inner(slugForm)
	if slices.Contains(kinds, "source") {
		id += "(#" + inner(passageForm) + ")?"
	}
	return id + "$"
}

// inLanguages describes a text: alone, where the context knows its language, or
// by languages.
func inLanguages(term yamlld.Term) []object {
	plain := object{"type": "string", "minLength": 1}
	var values []object
	if term.Language != "" {
		values = list(plain)
	}
	if term.ByLanguage {
		values = append(values, object{
			"type":                 "object",
			"patternProperties":    object{"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$": object{"anyOf": list(plain)}},
			"additionalProperties": false,
		})
	}
	return values
}

// anything describes the values of a property that leads to things of any type.
func (s *schema) anything(term yamlld.Term) object {
	if term.Type == "@id" {
		return references(types())
	}
	return object{"type": "string", "minLength": 1}
}

// beginnings gives the types with which the ids of things of a class may begin.
func (s *schema) beginnings(class quad.Value) []string {
	return slices.DeleteFunc(types(), func(kind string) bool {
		own := quad.IRI(s.vocab + classOf(kind))
		return !s.words.isA([]quad.Value{own}, []quad.Value{class}) && !s.words.isA([]quad.Value{class}, []quad.Value{own})
	})
}

// choices gives the words of a class that a property may have as value.
func (s *schema) choices(class, property string) []string {
	words := s.instances(class, func(quad.Value) bool { return true })
	switch {
	case class == "Property":
		for _, t := range s.terms {
			if t.Reverse {
				words = append(words, t.Key)
			}
		}
	case class == "Class" && property == "range":
		for name := range s.datatypes {
			words = append(words, name)
		}
	}
	slices.Sort(words)
	return words
}

// instances gives the words of a class, in their own order.
func (s *schema) instances(class string, wanted func(quad.Value) bool) []string {
	var words []string
	for _, subject := range s.subjects {
		if word, ok := s.word(subject); ok && s.isA(subject, class) && wanted(subject) {
			words = append(words, word)
		}
	}
	return words
}

// defineReverse describes a key that is read backwards: what stands below it are
// the things that have the property.
func (s *schema) defineReverse(t yamlld.Term, word *word) {
	property := quad.IRI(t.ID)
	var kinds []string
	for _, class := range word.domain {
		kinds = append(kinds, s.beginnings(class)...)
	}
	slices.Sort(kinds)
	s.definitions["."+t.Key] = object{
		"title":       t.Key,
		"description": "Things of which this is the " + s.show(property) + ". " + s.definition(property),
		"anyOf":       list(s.oneOf(slices.Compact(kinds))),
	}
}

// title gives what people call a word.
func (s *schema) title(word quad.Value) string {
	for _, label := range s.of(word, "label") {
		return text(label.Object)
	}
	return s.show(word)
}

// definition gives what the vocabulary says that a word means.
func (s *schema) definition(word quad.Value) string {
	for _, definition := range s.of(word, "definition") {
		return text(definition.Object)
	}
	return s.title(word)
}
