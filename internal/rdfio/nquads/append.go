package nquads

import (
	"errors"
	"fmt"

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
	if dst, err = AppendIRI(dst, []byte(predicate)); err != nil {
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
		return AppendIRI(dst, []byte(v))
	case quad.BNode:
		return AppendBlank(dst, []byte(v))
	}
	return dst, fmt.Errorf("%w: it is %s, not an IRI or a blank node", ErrValue, describe(v))
}

// AppendValue appends one term in the form that AppendQuad gives it, and has
// the same errors.
func AppendValue(dst []byte, v quad.Value) ([]byte, error) {
	// The texts are only read, so that the compiler does not copy them into bytes.
	switch v := v.(type) {
	case quad.IRI:
		return AppendIRI(dst, []byte(v))
	case quad.BNode:
		return AppendBlank(dst, []byte(v))
	case quad.String:
		return AppendText(dst, []byte(v))
	case quad.LangString:
		return AppendLang(dst, []byte(v.Value), []byte(v.Lang))
	case quad.TypedString:
		return AppendTyped(dst, []byte(v.Value), []byte(v.Type))
	}
	return dst, fmt.Errorf("%w: it is %s", ErrValue, describe(v))
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
