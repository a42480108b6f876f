package check

import (
	"fmt"
	"strings"

	"annals.example/graph/edtf"
	"annals.example/internal/dataset"
	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

const (
	rdfType  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	edtfType = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")
	xsd      = "http://www.w3.org/2001/XMLSchema#"
)

// facts are the statements of a dataset, indexed once for all rules.
type facts struct {
	base, vocab string
	catalogue   quad.Value
	mistakes    []*rdfio.SyntaxError
	faulty      map[string]bool // files of which something could not be read
	unread      map[string]bool // those of which nothing could

	statements []*rdfio.Statement // by place
	about      map[quad.Value][]*rdfio.Statement
	with       map[quad.Value][]*rdfio.Statement // by property
	subjects   []quad.Value                      // each once, by place

	classes   map[quad.Value][]quad.Value     // as the catalogue gives them
	passages  map[quad.Value]bool             // that a source has
	withdrawn map[quad.Value]*rdfio.Statement // ids that are no more in use, by what withdraws them
	owners    map[string]string               // of each file, the id of the source that it is about
	minted    map[string]string               // of each TYPE that the editors mint, its class
	words     words

	datatypes map[string]datatype
	dates     map[string]date
	limits    map[quad.Value]limits
	hearing   hearing
}

// A said is a thing and who speaks of it: the statements that belong together.
type said struct{ subject, label quad.Value }

// A date is a text and what package edtf makes of it.
type date struct {
	edtf.Date
	err error
}

func gather(d *dataset.Dataset) *facts {
	f := &facts{
		base: d.Base, vocab: d.Vocabulary, catalogue: quad.IRI(d.Base + dataset.Catalogue), mistakes: d.Mistakes,
		faulty: map[string]bool{}, unread: map[string]bool{},
		about:   map[quad.Value][]*rdfio.Statement{},
		with:    map[quad.Value][]*rdfio.Statement{},
		classes: map[quad.Value][]quad.Value{}, passages: map[quad.Value]bool{}, minted: map[string]string{},
		dates: map[string]date{}, limits: map[quad.Value]limits{}, datatypes: datatypes(),
	}
	for _, class := range dataset.Minted() {
		f.minted[strings.TrimSuffix(class.Prefix, "/")] = class.Class
	}
	read := map[string]bool{}
	for i := range d.Statements {
		s := &d.Statements[i]
		read[s.At.File] = true
		f.statements = append(f.statements, s)
		if f.about[s.Subject] == nil {
			f.subjects = append(f.subjects, s.Subject)
		}
		f.about[s.Subject] = append(f.about[s.Subject], s)
		f.with[s.Predicate] = append(f.with[s.Predicate], s)
	}
	for _, m := range d.Mistakes {
		f.faulty[m.At.File] = true
		if !read[m.At.File] {
			f.unread[m.At.File] = true
		}
	}
	if f.ours() {
		f.declare()
	}
	return f
}

// declare gathers what the dataset says of its own things, words and files.
func (f *facts) declare() {
	f.withdrawn = f.readWithdrawn()
	for _, s := range f.with[rdfType] {
		if s.Label == f.catalogue && f.withdrawn[s.Subject] == nil {
			f.classes[s.Subject] = append(f.classes[s.Subject], s.Object)
		}
	}
	for _, s := range f.all("hasPassage") {
		f.passages[s.Object] = true
	}
	f.owners = f.ownersOfFiles()
	f.words = f.readWords()
}

// ours says whether the data speak a vocabulary of ours, and not one of others.
func (f *facts) ours() bool { return f.base != "" && f.vocab != "" }

// all gives the statements with a property, by its word.
func (f *facts) all(word string) []*rdfio.Statement { return f.with[quad.IRI(f.vocab+word)] }

// of gives the statements about a thing with a property.
func (f *facts) of(subject quad.Value, word string) []*rdfio.Statement {
	var found []*rdfio.Statement
	for _, s := range f.about[subject] {
		if s.Predicate == quad.IRI(f.vocab+word) {
			found = append(found, s)
		}
	}
	return found
}

// together gives the statements with a property, by thing and passage.
func (f *facts) together(word string) map[said][]*rdfio.Statement {
	found := map[said][]*rdfio.Statement{}
	for _, s := range f.all(word) {
		key := said{s.Subject, s.Label}
		found[key] = append(found[key], s)
	}
	return found
}

// id gives the id of a thing of the dataset: agreement/1936-protocol.
func (f *facts) id(v quad.Value) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(string(iri), f.base)
}

// word gives a word of the vocabulary: onBehalfOf.
func (f *facts) word(v quad.Value) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(string(iri), f.vocab)
}

// show writes a value as its author does.
func (f *facts) show(v quad.Value) string {
	if id, ok := f.id(v); ok {
		return brief(id)
	}
	if word, ok := f.word(v); ok {
		return brief(word)
	}
	if iri, ok := v.(quad.IRI); ok {
		return brief(string(iri))
	}
	return fmt.Sprintf("%q", brief(text(v)))
}

// date reads a date, each text once.
func (f *facts) date(v quad.Value) date {
	t := text(v)
	d, ok := f.dates[t]
	if !ok {
		d.Date, d.err = edtf.Parse(t)
		f.dates[t] = d
	}
	return d
}

// text gives the text of a literal, without language and datatype.
func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	}
	return ""
}

// source gives the source that a passage is a part of; a source is its own.
func source(passage quad.Value) quad.Value {
	if iri, ok := passage.(quad.IRI); ok {
		before, _, _ := strings.Cut(string(iri), "#")
		return quad.IRI(before)
	}
	return passage
}

// split gives the TYPE of an id, the slug after it, and the passage after that.
func split(id string) (kind, slug, passage string) {
	id, passage, _ = strings.Cut(id, "#")
	kind, slug, _ = strings.Cut(id, "/")
	return kind, slug, passage
}

// brief keeps a hostile text from flooding a terminal.
func brief(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
