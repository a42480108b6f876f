package yamlld

import (
	"strings"
)

// A linter finds in a file of a dataset what JSON-LD would drop in silence or
// read as something else, reports it and takes it out. What it misses, unstated
// (see unstated.go) still finds, with a less helpful message.
type linter struct {
	scope *scope
	probs *problems
}

// A role is how a node stands in its file.
type role int

const (
	top      role = iota // the file itself
	said                 // an item under says
	linked               // the value of a property
	passages             // the value of a key that is its id
)

// node judges a mapping that is a node.
func (l *linter) node(v *value, r role) {
	var id, says *entry
	properties := 0
	v.keep(func(e entry) bool {
		t := l.scope.term(e.key)
		switch {
		case t.iri == "":
			l.probs.add(e.place, "", "the key %s means nothing in this context", quote(e.key))
			return false
		case t.iri == "@id":
			id = &e
			return l.id(e)
		case t.iri == "@type":
			properties++
			return l.types(e)
		case t.iri == "@graph":
			says = &e
			properties++
			return l.graph(e)
		case t.keyword:
			l.probs.add(e.place, "write a plain node or text", "%s is not used in these files", quote(e.key))
			return false
		}
		properties++
		return l.property(e, t)
	})
	switch {
	case says != nil && id == nil && r != passages:
		l.probs.add(v.place, "give the source or passage above it its id", "nobody says what stands under %s: there is no id beside it", quote(says.key))
	case properties == 0 && id != nil && !v.faulty && (r == top || r == said):
		l.probs.add(v.place, "say something of it; what belongs to it is indented as far as its id",
			"nothing is said of %s: it has an id alone", quote(id.val.text))
	}
}

// id judges what names a node.
func (l *linter) id(e entry) bool {
	if e.val.kind != text {
		l.probs.add(e.val.place, "put it in quotes", "an id must be a text, not a %s", e.val.kind)
		return false
	}
	return l.address(e.val.place, e.val.text)
}

// address judges the text of an id.
func (l *linter) address(at place, id string) bool {
	err := checkCharacters(id)
	if err == nil {
		err = l.scope.checkID(id)
	}
	if err != nil {
		l.probs.add(at, "an id looks like agreement/1936-protocol", "%v", err)
	}
	return err == nil
}

func (l *linter) types(e entry) bool {
	for _, v := range flat(e.val) {
		if v.kind != text {
			l.probs.add(v.place, "", "a type must be a text, not a %s", v.kind)
			return false
		}
	}
	return true
}

// graph judges what a source or passage says.
func (l *linter) graph(e entry) bool {
	if e.val.kind == mapping {
		l.node(e.val, said)
		return true
	}
	if e.val.kind != sequence {
		l.bare(e.val, e.key)
		return false
	}
	e.val.keepItems(func(item *value) bool {
		if item.kind != mapping {
			l.bare(item, e.key)
			return false
		}
		l.node(item, said)
		return true
	})
	return true
}

func (l *linter) bare(v *value, key string) {
	if v.kind == sequence {
		l.probs.add(v.place, "take one pair of brackets or one hyphen away", "a list in a list under %s", quote(key))
		return
	}
	l.probs.add(v.place, "write id: and below it what is said", "a bare text under %s says nothing: %s", quote(key), quote(v.text))
}

// property judges a key that is a word of the vocabulary.
func (l *linter) property(e entry, t term) bool {
	switch {
	case t.container("@id"):
		return l.byID(e)
	case t.container("@language") && e.val.kind == mapping:
		return l.byLanguage(e)
	case t.def.Type == "@json":
		return true
	case t.container("@index"), t.container("@type"), t.container("@graph"):
		l.probs.add(e.place, "use @id, @language, @set or @list in the context", "the context makes more of %s than these files may use", quote(e.key))
		return false
	case e.val.kind != sequence:
		return l.item(e, t, e.val)
	}
	e.val.keepItems(func(item *value) bool { return l.item(e, t, item) })
	return true
}

// byID judges a map whose keys are ids, as of passages.
func (l *linter) byID(e entry) bool {
	if e.val.kind != mapping {
		l.probs.add(e.val.place, "write each id as a key and below it what belongs to it",
			"%s must have the ids of nodes as keys, not a %s", quote(e.key), e.val.kind)
		return false
	}
	e.val.keep(func(passage entry) bool {
		if passage.val.kind != mapping {
			l.probs.add(passage.val.place, "write keys below it", "below %s there must be keys, not a %s", quote(passage.key), passage.val.kind)
			return false
		}
		l.node(passage.val, passages)
		return l.address(passage.place, passage.key)
	})
	return true
}

// byLanguage judges a map whose keys are language tags.
func (l *linter) byLanguage(e entry) bool {
	e.val.keep(func(tagged entry) bool {
		if tagged.key != "@none" && !languageTag(tagged.key) {
			l.probs.add(tagged.place, "write a tag such as ru or mn-Latn (BCP 47)", "%s is no language tag", quote(tagged.key))
			return false
		}
		for _, v := range flat(tagged.val) {
			if v.kind != text {
				l.probs.add(v.place, "put it in quotes", "what is in a language must be a text, not a %s", v.kind)
				return false
			}
		}
		return true
	})
	return true
}

// item judges one value of a property.
func (l *linter) item(e entry, t term, v *value) bool {
	if v.kind == mapping {
		return l.below(e, t, v)
	}
	at := v.place
	switch link := t.def.Type == "@id" || t.def.Type == "@vocab"; {
	case v.kind == sequence:
		l.bare(v, e.key)
	case t.def.Reverse && !(link && v.kind == text):
		l.probs.add(at, "write id: and that text", "under %s there must be nodes, not %s", quote(e.key), quote(v.text))
	case link && v.kind != text:
		l.probs.add(at, "put it in quotes if it is an id", "%s must be an id, not a %s", quote(e.key), v.kind)
	case v.kind != text && (t.language() || t.container("@language")):
		l.probs.add(at, "put it in quotes", "%s must be a text in a language, not a %s", quote(e.key), v.kind)
	case v.kind == number && !exact(v.text):
		l.probs.add(at, "put it in quotes", "JSON-LD would rewrite the number %s", v.text)
	case v.kind == text && v.plain && e.val.flow && e.val.kind == sequence && strings.Contains(v.text, ".."):
		l.probs.add(at, `put it in quotes with its brackets, "[`+brief(v.text)+`]"`, "the brackets around %s are lost: they make a list", quote(v.text))
	case t.def.Type == "@id":
		return l.address(at, v.text)
	default:
		return true
	}
	return false
}

// below judges a mapping as the value of a property.
func (l *linter) below(e entry, t term, v *value) bool {
	for _, inner := range v.entries {
		if l.scope.term(inner.key).iri == "@value" {
			return true // a value object is JSON-LD's own; expansion judges it
		}
	}
	if t.literal() && !t.def.Reverse {
		hint := "write a text"
		if t.language() && !t.container("@language") && len(v.entries) > 0 && languageTag(v.entries[0].key) {
			hint = `its language is settled; to name others, the context must give it "@container": "@language"`
		}
		l.probs.add(v.place, hint, "%s must be a text, and has keys below it", quote(e.key))
		return false
	}
	l.node(v, linked)
	return true
}

// flat gives the items of a list, or the one value that stands for such a list.
func flat(v *value) []*value {
	if v.kind == sequence {
		return v.items
	}
	return []*value{v}
}
