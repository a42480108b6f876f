package nquads

import (
	"bytes"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// A Term is a term as it stands in a line, without what encloses it. Its bytes
// are good until the Reader reads on.
type Term struct {
	Kind TermKind
	Text []byte // of a blank node the label, without "_:"
	Tag  []byte // of Lang the language, of Typed the datatype's IRI
}

// A TermKind says what sort of term one is.
type TermKind uint8

// The kinds of terms. A literal of type xsd:string is Plain.
const (
	None TermKind = iota // there is no graph
	IRI
	Blank
	Plain
	Lang
	Typed
)

// ReadTerms gives the terms of the next statements: subject, predicate, object and
// graph. It gives at least one, and as many as there is room for and are read
// already. It is Read for those who know most terms already, and has the same
// errors, but for what Valid finds: who meets a term for the first time asks
// Valid, and whatever equals a valid term is valid.
func (r *Reader) ReadTerms(statements [][4]Term) (n int, err error) {
	for n < len(statements) && (n == 0 || r.lines.ready()) {
		line, err := r.lines.next()
		if err != nil {
			return n, r.streamError(err)
		}
		if split(line, r.triples, &statements[n]) {
			n++
			continue
		}
		s, found, err := r.parse(line)
		if err != nil {
			return n, err
		}
		if found {
			statements[n] = [4]Term{termOf(s.Subject), termOf(s.Predicate), termOf(s.Object), termOf(s.Label)}
			n++
		}
	}
	return n, nil
}

// Valid reports whether all characters of the term may stand there.
func (t *Term) Valid() bool {
	switch t.Kind {
	case IRI:
		return validIRI(t.Text)
	case Typed:
		return utf8.Valid(t.Text) && validIRI(t.Tag)
	case Plain, Lang:
		return utf8.Valid(t.Text)
	}
	return true // a label ends where it is not valid
}

func validIRI(iri []byte) bool {
	all := classes(iri)
	return all&notIRI == 0 && (all&wide == 0 || utf8.Valid(iri)) && isAbsolute(iri)
}

// split finds the terms of an ordinary line. It reports false for all that
// needs a closer look: mistakes, escapes, comments.
func split(line []byte, triples bool, terms *[4]Term) bool {
	if bytes.IndexByte(line, '\\') >= 0 {
		return false
	}
	i := terms[0].node(line, skipSpace(line, 0))
	if i < 0 {
		return false
	}
	if i = terms[1].iri(line, skipSpace(line, i)); i < 0 {
		return false
	}
	if i = skipSpace(line, i); i < len(line) && line[i] == '"' {
		i = terms[2].literal(line, i)
	} else {
		i = terms[2].node(line, i)
	}
	if i < 0 {
		return false
	}
	i = skipSpace(line, i)
	if i < len(line) && line[i] == '.' {
		terms[3] = Term{}
	} else if i = terms[3].node(line, i); i < 0 || triples {
		return false
	} else {
		i = skipSpace(line, i)
	}
	return i < len(line) && line[i] == '.' && skipSpace(line, i+1) == len(line)
}

// node finds the IRI or blank node that begins at i, and gives the place after
// its end; -1 where that takes a closer look.
func (t *Term) node(line []byte, i int) int {
	if i+1 >= len(line) || line[i] != '_' || line[i+1] != ':' {
		return t.iri(line, i)
	}
	n := blankLabel(line[i+2:])
	end := i + 2 + n
	if n == 0 || !endsTerm(line, end) {
		return -1
	}
	t.Kind, t.Text, t.Tag = Blank, line[i+2:end], nil
	return end
}

func (t *Term) iri(line []byte, i int) int {
	if i >= len(line) || line[i] != '<' {
		return -1
	}
	n := bytes.IndexByte(line[i:], '>')
	if n < 0 {
		return -1
	}
	t.Kind, t.Text, t.Tag = IRI, line[i+1:i+n], nil
	return i + n + 1
}

// literal finds the literal that begins with the quotation mark at i.
func (t *Term) literal(line []byte, i int) int {
	n := bytes.IndexByte(line[i+1:], '"')
	if n < 0 {
		return -1
	}
	text, i := line[i+1:i+1+n], i+n+2
	switch {
	case i+1 < len(line) && line[i] == '@':
		end := i + 1 + languageTag(line[i+1:])
		if end == i+1 || !endsTerm(line, end) {
			return -1
		}
		t.Kind, t.Text, t.Tag = Lang, text, line[i+1:end]
		return end
	case i+2 < len(line) && line[i] == '^' && line[i+1] == '^':
		end := t.iri(line, i+2)
		if t.Kind, t.Text, t.Tag = Typed, text, t.Text; string(t.Tag) == xsdString {
			t.Kind, t.Tag = Plain, nil
		}
		return end
	}
	t.Kind, t.Text, t.Tag = Plain, text, nil
	return i
}

// termOf gives what was read closely as a term.
func termOf(v quad.Value) Term {
	switch v := v.(type) {
	case quad.IRI:
		return Term{Kind: IRI, Text: []byte(v)}
	case quad.BNode:
		return Term{Kind: Blank, Text: []byte(v)}
	case quad.String:
		return Term{Kind: Plain, Text: []byte(v)}
	case quad.LangString:
		return Term{Kind: Lang, Text: []byte(v.Value), Tag: []byte(v.Lang)}
	case quad.TypedString:
		return Term{Kind: Typed, Text: []byte(v.Value), Tag: []byte(v.Type)}
	}
	return Term{}
}
