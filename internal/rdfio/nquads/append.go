package nquads

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ErrValue is the error of a quad that N-Quads cannot express. Nothing of such
// a quad is written.
var ErrValue = errors.New("cannot be written as N-Quads")

// AppendQuad appends q to dst as one line in canonical form, with its line
// end; as N-Triples if q has no Label.
//
// Canonical form is that of RDF Dataset Canonicalization 1.0 and RDF 1.2
// N-Quads, which makes that of RDF 1.1 N-Triples (section 4) exact: one space
// between terms; xsd:string left out; in texts \t \b \n \r \f \" \\, then
// \u00XX for the other controls and U+007F, \uFFFE and \uFFFF, and every other
// character, also in IRIs, as itself. Language tags keep their case, as in
// RDF 1.1.
//
// What Reader would not accept is an error that wraps ErrValue: a missing or
// relative IRI, a character that an IRI cannot contain, bytes that are not
// UTF-8, a literal as subject, a native value of package quad. Then dst is
// returned as it was.
func AppendQuad(dst []byte, q quad.Quad) ([]byte, error) {
	before := len(dst)
	out, err := appendQuad(dst, q)
	if err != nil {
		return dst[:before], err
	}
	return out, nil
}

func appendQuad(dst []byte, q quad.Quad) ([]byte, error) {
	dst, err := appendNode(dst, q.Subject)
	if err != nil {
		return dst, fmt.Errorf("subject: %w", err)
	}
	dst = append(dst, ' ')
	predicate, ok := q.Predicate.(quad.IRI)
	if !ok {
		return dst, fmt.Errorf("predicate: %w: it is %s, not an IRI", ErrValue, describe(q.Predicate))
	}
	if dst, err = appendIRI(dst, predicate); err != nil {
		return dst, fmt.Errorf("predicate: %w", err)
	}
	dst = append(dst, ' ')
	if dst, err = AppendValue(dst, q.Object); err != nil {
		return dst, fmt.Errorf("object: %w", err)
	}
	if q.Label != nil {
		dst = append(dst, ' ')
		if dst, err = appendNode(dst, q.Label); err != nil {
			return dst, fmt.Errorf("graph: %w", err)
		}
	}
	return append(dst, " .\n"...), nil
}

// appendNode appends what can be a subject or a graph.
func appendNode(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(dst, v)
	case quad.BNode:
		return appendBlank(dst, v)
	}
	return dst, fmt.Errorf("%w: it is %s, not an IRI or a blank node", ErrValue, describe(v))
}

// AppendValue appends one term in the form that AppendQuad gives it, and has
// the same errors.
func AppendValue(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(dst, v)
	case quad.BNode:
		return appendBlank(dst, v)
	case quad.String:
		return appendText(dst, v)
	case quad.LangString:
		if v.Lang == "" || languageTag(v.Lang) != len(v.Lang) {
			return dst, fmt.Errorf("%w: %.80q is not a language tag", ErrValue, v.Lang)
		}
		out, err := appendText(dst, v.Value)
		if err != nil {
			return dst, err
		}
		return append(append(out, '@'), v.Lang...), nil
	case quad.TypedString:
		out, err := appendText(dst, v.Value)
		if err != nil || v.Type == xsdString {
			return out, err
		}
		if out, err = appendIRI(append(out, "^^"...), v.Type); err != nil {
			return dst, fmt.Errorf("datatype: %w", err)
		}
		return out, nil
	}
	return dst, fmt.Errorf("%w: it is %s", ErrValue, describe(v))
}

func appendIRI(dst []byte, iri quad.IRI) ([]byte, error) {
	all := classes(string(iri))
	if all&notIRI != 0 || all&wide != 0 && !utf8.ValidString(string(iri)) {
		return dst, fmt.Errorf("%w: IRI %.80q has a character that is not allowed", ErrValue, string(iri))
	}
	if !isAbsolute(string(iri)) {
		return dst, fmt.Errorf("%w: IRI %.80q is not absolute", ErrValue, string(iri))
	}
	dst = append(dst, '<')
	dst = append(dst, iri...)
	return append(dst, '>'), nil
}

func appendBlank(dst []byte, node quad.BNode) ([]byte, error) {
	if node == "" || blankLabel(string(node)) != len(node) {
		return dst, fmt.Errorf("%w: %.80q is not a blank node label", ErrValue, string(node))
	}
	return append(append(dst, "_:"...), node...), nil
}

func appendText(dst []byte, text quad.String) ([]byte, error) {
	s := string(text)
	all := classes(s)
	if all&wide != 0 && !utf8.ValidString(s) {
		return dst, fmt.Errorf("%w: text %.80q is not UTF-8", ErrValue, s)
	}
	dst = append(dst, '"')
	if all&(wide|escaped) == 0 {
		dst = append(dst, s...)
	} else {
		dst = appendEscaped(dst, s)
	}
	return append(dst, '"'), nil
}

// appendEscaped appends text with the escapes of the canonical form.
func appendEscaped(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if class[s[i]]&escaped != 0 {
			dst = append(dst, s[done:i]...)
			dst = appendEscape(dst, rune(s[i]))
			done = i + 1
		} else if s[i] == 0xEF {
			// U+FFFE and U+FFFF are no characters of XML 1.1.
			if c, size := utf8.DecodeRuneInString(s[i:]); c >= 0xFFFE {
				dst = append(dst, s[done:i]...)
				dst = appendEscape(dst, c)
				done = i + size
			}
		}
	}
	return append(dst, s[done:]...)
}

func appendEscape(dst []byte, c rune) []byte {
	const hex = "0123456789ABCDEF"
	switch c {
	case '\t':
		return append(dst, `\t`...)
	case '\b':
		return append(dst, `\b`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\f':
		return append(dst, `\f`...)
	case '"':
		return append(dst, `\"`...)
	case '\\':
		return append(dst, `\\`...)
	}
	return append(dst, '\\', 'u', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}

// describe names a value for an error message.
func describe(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return "missing"
	case quad.BNode:
		return fmt.Sprintf("the blank node _:%.80s", string(v))
	case quad.String, quad.LangString, quad.TypedString:
		return fmt.Sprintf("the literal %.80s", v)
	}
	return fmt.Sprintf("a %T, which does not keep its text: use quad.TypedString", v)
}
