package yamlld

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/piprate/json-gold/ld"
)

// A scope is a context as json-gold has parsed it. Any number of files may be
// read with it at the same time.
type scope struct {
	active *ld.Context
	terms  sync.Map // of string to term
}

// A term is what a scope makes of a key.
type term struct {
	iri     string // absolute, or a keyword, or empty where the key means nothing
	keyword bool
	def     ld.TermDefinition // zero where the word is only one of the vocabulary
}

// newScope parses a context that holds no reference to another. Relative
// addresses in what is read with it are resolved against base.
func newScope(context any, base string) (s *scope, err error) {
	if err := checkContext(context); err != nil {
		return nil, err
	}
	defer recovered(&err)
	active, err := ld.NewContext(nil, options(base)).Parse(context)
	if err != nil {
		return nil, plain(err)
	}
	return &scope{active: active}, nil
}

func options(base string) *ld.JsonLdOptions {
	return &ld.JsonLdOptions{Base: base, ProcessingMode: ld.JsonLd_1_1, DocumentLoader: offline{}}
}

// checkID says whether a relative id would become something else than the base
// and itself. JSON-LD readers resolve it, and each its own way: json-gold writes
// é as %C3%A9 and a space as %20, and makes a/b of a//b.
func (s *scope) checkID(id string) error {
	base := s.active.Values.Base
	if schemeForm.MatchString(id) || id == "" {
		return nil
	}
	if got, err := s.active.ExpandIri(id, true, false, nil, nil); err != nil || got != base+id {
		return fmt.Errorf("%s does not stay what it is: as an id it becomes %s", quote(id), quote(got))
	}
	return nil
}

// term says what a key means.
func (s *scope) term(key string) term {
	if t, ok := s.terms.Load(key); ok {
		return t.(term)
	}
	t := s.lookUp(key)
	s.terms.Store(key, t)
	return t
}

func (s *scope) lookUp(key string) (t term) {
	// A key on which json-gold panics means nothing; expansion reports it.
	defer func() { _ = recover() }()
	iri, err := s.active.ExpandIri(key, false, true, nil, nil)
	if err != nil {
		return t
	}
	t.keyword = ld.IsKeyword(iri)
	if t.keyword || strings.Contains(iri, ":") {
		t.iri = iri
	}
	if def := s.active.GetTermDefinition(key); def != nil {
		t.def = *def
	}
	return t
}

func (t term) container(name string) bool { return slices.Contains(t.def.Container, name) }

// literal says whether the values of a term are texts, numbers or dates, so that
// a node among them would be an oversight.
func (t term) literal() bool {
	switch t.def.Type {
	case "@id", "@vocab", "@json", "@none":
		return false
	}
	return t.def.Type != "" || t.language() || t.container("@language")
}

// language says whether a text of a term is in a language that the context names.
func (t term) language() bool { return t.def.HasLanguage && t.def.Language != nil }

// offline is a document loader that loads nothing. Contexts are drawn in before
// json-gold sees them (see references.go): it would follow one that includes
// itself until the stack overflows, which nothing can recover from.
type offline struct{}

func (offline) LoadDocument(address string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingRemoteContextFailed, "nothing is fetched: "+address)
}

// recovered turns a panic of json-gold, which it has for some malformed inputs,
// into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("JSON-LD cannot read this: %v", r)
	}
}

// plain gives an error of json-gold without its format.
func plain(err error) error {
	e, ok := err.(*ld.JsonLdError)
	switch {
	case !ok:
		return fmt.Errorf("JSON-LD refuses this: %w", err)
	case e.Details == nil:
		return fmt.Errorf("JSON-LD refuses this: %s", e.Code)
	}
	return fmt.Errorf("JSON-LD refuses this: %s: %s", e.Code, shorten(fmt.Sprint(e.Details), 200))
}

// checkContext refuses contexts that would exhaust the machine: json-gold
// follows a term that is defined by another by calling itself, and each adds to
// the length of the address.
func checkContext(context any) error {
	switch c := context.(type) {
	case string:
		if len(c) > maxTermText {
			return fmt.Errorf("the text %s in the context is longer than %d bytes", quote(c), maxTermText)
		}
	case []any:
		for _, item := range c {
			if err := checkContext(item); err != nil {
				return err
			}
		}
	case map[string]any:
		if len(c) > maxTerms {
			return fmt.Errorf("the context has %d terms, more than the %d that are read", len(c), maxTerms)
		}
		chain := make(map[string]int, len(c))
		for name, def := range c {
			if n := chainLength(c, name, chain); n > maxTermChain {
				return fmt.Errorf("the term %s is defined by a chain of more than %d others", quote(name), maxTermChain)
			}
			if err := checkContext(def); err != nil {
				return err
			}
			if len(name) > maxTermText {
				return fmt.Errorf("the term %s is longer than %d bytes", quote(name), maxTermText)
			}
		}
	}
	return nil
}

// chainLength counts the terms that one is defined by, as far as matters. A
// circle is left to json-gold, which finds it.
func chainLength(context map[string]any, name string, known map[string]int) int {
	if n, ok := known[name]; ok {
		return n
	}
	known[name] = 0 // ends a circle
	most := 0
	for _, ref := range referred(context[name], name) {
		if _, defined := context[ref]; defined && ref != name {
			if most = max(most, 1+chainLength(context, ref, known)); most > maxTermChain {
				break
			}
		}
	}
	known[name] = most
	return most
}

// referred lists the terms that a definition may lean on.
func referred(def any, name string) []string {
	texts := []string{name}
	switch d := def.(type) {
	case string:
		texts = append(texts, d)
	case map[string]any:
		for _, key := range []string{"@id", "@type", "@reverse"} {
			if s, ok := d[key].(string); ok {
				texts = append(texts, s)
			}
		}
	}
	refs := texts
	for _, s := range texts {
		if prefix, _, ok := strings.Cut(s, ":"); ok {
			refs = append(refs, prefix)
		}
	}
	return refs
}
