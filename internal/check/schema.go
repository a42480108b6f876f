package check

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
)

// Schema writes what a file of a dataset may hold as a JSON Schema, for editors:
// they complete the words, show what they mean and mark mistakes while someone
// types. It is made of the dataset's own vocabulary and context, so a word that is
// added there is known to editors too.
//
// A schema sees one file at a time. Whether an id is declared, a date is a day of
// the calendar or two sources agree, it cannot say; the rules do.
//
// It is of draft 7: the language servers of editors know later drafts in part.
func Schema(ctx context.Context, files fs.FS) ([]byte, error) {
	d, err := dataset.ReadDir(ctx, files, "")
	if err != nil {
		return nil, err
	}
	if len(d.Mistakes) > 0 {
		return nil, d.Mistakes[0]
	}
	terms, err := yamlld.Terms(files)
	if err != nil {
		return nil, err
	}
	s := &schema{facts: gather(d), terms: terms, definitions: object{}}
	if s.key("@id") == "" || s.key("@type") == "" || s.key("@graph") == "" {
		return nil, fmt.Errorf("%s names no words for @id, @type and @graph", yamlld.ContextFile)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(s.root()); err != nil {
		return nil, err
	}
	return reference.ReplaceAll(b.Bytes(), []byte("{$1}")), nil
}

// reference finds what is better read on one line.
var reference = regexp.MustCompile(`\{\n *("\$ref": "[^"]*")\n *\}`)

type object = map[string]any

// A schema in the making. Its definitions are the types of things, by the
// beginnings of their ids, and the properties.
type schema struct {
	*facts
	terms       []yamlld.Term
	definitions object
}

// key gives the word that the context has for a keyword of JSON-LD.
func (s *schema) key(keyword string) string {
	for _, t := range s.terms {
		if t.ID == keyword {
			return t.Key
		}
	}
	return ""
}

// root describes a file: a source with what it says, or the context itself.
func (s *schema) root() object {
	for _, kind := range types() {
		s.definitions[kind] = s.thing(kind)
	}
	s.definitions["word"] = s.vocabularyWord()
	s.definitions["thing"] = s.oneOf(append(types(), "word"))
	says := object{
		"description": "What the source or passage above says, thing by thing.",
		"anyOf":       list(object{"$ref": "#/definitions/thing"}),
	}
	s.definitions["says"] = says
	source := s.definitions["source"].(object)

	file := object{"@context": object{"const": yamlld.ContextFile, "description": "The first line of every file."}}
	passage := object{}
	for name, property := range source["properties"].(object) {
		file[name] = property
		if name != s.key("@id") && name != s.key("@type") {
			passage[name] = property
		}
	}
	file[s.key("@graph")], passage[s.key("@graph")] = object{"$ref": "#/definitions/says"}, object{"$ref": "#/definitions/says"}
	s.definitions["passage"] = object{"type": "object", "properties": passage, "additionalProperties": false}
	for _, t := range s.terms {
		if t.ByID {
			file[t.Key] = s.passagesOf(t)
		}
	}
	return object{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"title":       "A file of the dataset " + s.base,
		"description": "Made of vocabulary.yaml and context.yaml by go test ./internal/check -update.",
		"definitions": s.definitions,
		"if":          object{"properties": object{"@context": object{"type": "object"}}, "required": []string{"@context"}},
		"then":        contextFile(),
		"else": object{"type": "object", "properties": file, "additionalProperties": false,
			"required": []string{"@context", s.key("@id")}},
	}
}

func (s *schema) passagesOf(t yamlld.Term) object {
	description := "Places that make claims, by their ids."
	if word, ok := s.words.properties[quad.IRI(t.ID)]; ok && word != nil {
		description = s.definition(quad.IRI(t.ID))
	}
	return object{
		"description":          description,
		"type":                 "object",
		"patternProperties":    object{"^source/" + inner(slugForm) + "#" + inner(passageForm) + "$": object{"$ref": "#/definitions/passage"}},
		"additionalProperties": false,
	}
}

// contextFile describes the context loosely: JSON-LD readers judge it.
func contextFile() object {
	return object{
		"type":                 "object",
		"properties":           object{"@context": object{"type": "object", "additionalProperties": object{"type": []string{"string", "number", "object"}}}},
		"additionalProperties": false,
	}
}

// thing describes what a file may say of things whose ids begin alike.
func (s *schema) thing(kind string) object {
	class := quad.IRI(s.vocab + classOf(kind))
	properties := object{
		s.key("@id"): described(references([]string{kind}), s.definition(class)),
		s.key("@type"): object{"enum": s.instances("Class", func(c quad.Value) bool { return s.words.isA([]quad.Value{c}, []quad.Value{class}) }),
			"description": "What it is; the catalogue says so."},
	}
	s.addProperties(properties, []quad.Value{class})
	return object{"type": "object", "properties": properties, "additionalProperties": false, "required": []string{s.key("@id")}}
}

// vocabularyWord describes the words that a vocabulary defines.
func (s *schema) vocabularyWord() object {
	var classes []quad.Value
	for _, class := range []string{"Class", "Property", "Kind", "Count", "Datatype"} {
		classes = append(classes, quad.IRI(s.vocab+class))
	}
	properties := object{
		s.key("@id"):   described(form(wordID, "write term: and the word"), "A word of the vocabulary."),
		s.key("@type"): object{"enum": []string{"Class", "Property", "Kind", "Count", "Datatype"}, "description": "What kind of word it is."},
	}
	s.addProperties(properties, classes)
	return object{"type": "object", "properties": properties, "additionalProperties": false, "required": []string{s.key("@id")}}
}

const wordID = "^term:[A-Za-z][A-Za-z0-9]*$"

// addProperties adds the properties that things of these classes, or of classes
// below them, may have, and the keys that are read backwards.
func (s *schema) addProperties(to object, classes []quad.Value) {
	related := func(others []quad.Value) bool {
		return s.words.isA(classes, others) || slices.ContainsFunc(others, func(other quad.Value) bool {
			return s.words.isA([]quad.Value{other}, classes)
		})
	}
	for property, word := range s.words.properties {
		name, ok := s.word(property)
		if ok && related(word.domain) && s.defineProperty(name, property, word) {
			to[name] = object{"$ref": "#/definitions/." + name}
		}
	}
	for _, t := range s.terms {
		word := s.words.properties[quad.IRI(t.ID)]
		if t.Reverse && word != nil && related(word.values) {
			s.defineReverse(t, word)
			to[t.Key] = object{"$ref": "#/definitions/." + t.Key}
		}
	}
}

// oneOf describes a thing of any of these types: its id says of which.
func (s *schema) oneOf(kinds []string) object {
	if len(kinds) == 1 {
		return object{"$ref": "#/definitions/" + kinds[0]}
	}
	var branches []object
	for _, kind := range kinds {
		begins := "^" + kind + "/"
		if kind == "word" {
			begins = "^term:"
		}
		branches = append(branches, object{
			"if":   object{"properties": object{s.key("@id"): object{"pattern": begins}}, "required": []string{s.key("@id")}},
			"then": object{"$ref": "#/definitions/" + kind},
		})
	}
	begins := strings.Replace(strings.Join(kinds, "/|")+"/", "word/", "term:", 1)
	id := form("^("+begins+")", "write an id that begins with "+either(kinds)+" and a slash, or with term: in the vocabulary")
	return object{"type": "object", "properties": object{s.key("@id"): described(id, "What the lines below are about: TYPE/name.")},
		"required": []string{s.key("@id")}, "allOf": branches}
}

func described(value object, description string) object {
	value["description"] = description
	return value
}
