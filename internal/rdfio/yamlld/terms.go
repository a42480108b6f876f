package yamlld

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// A Term is a key that the context defines, for programs that must know how a
// file is written and not only what it says.
type Term struct {
	Key      string
	ID       string // the address of the property, or a keyword: @id, @type, @graph
	Type     string // @id, @vocab or the address of a datatype; "" where none is set
	Language string // of a text without one; "" where none is set

	Reverse    bool // the values have the property, and the thing above is its value
	ByID       bool // the value is a mapping whose keys are ids
	ByLanguage bool // the value may be a mapping whose keys are languages
}

// Terms gives the terms of the context of a dataset, by their keys. The error is
// for a context that cannot be read.
func Terms(fsys fs.FS) ([]Term, error) {
	r := &reader{library: library{files: fsys}, scopes: make(map[string]*scope)}
	s := r.scope(ContextFile)
	for _, f := range r.library.read {
		if len(f.probs.list) > 0 {
			return nil, f.probs.list[0]
		}
	}
	if s == nil {
		return nil, errors.New(ContextFile + ": no context can be read here")
	}
	var terms []Term
	for _, key := range slices.Sorted(maps.Keys(s.active.TermDefinitions)) {
		if s.active.TermDefinitions[key] == nil {
			continue
		}
		t := s.term(key)
		found := Term{Key: key, ID: t.iri, Type: t.def.Type, Reverse: t.def.Reverse,
			ByID: t.container("@id"), ByLanguage: t.container("@language")}
		if t.def.Reverse {
			found.ID = t.def.ID
		}
		if t.language() {
			found.Language = *t.def.Language
		}
		terms = append(terms, found)
	}
	return terms, nil
}
