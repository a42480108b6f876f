// Package jsonld writes JSON-LD 1.1 in expanded form, as the statements come.
//
// Expanded form has no context: nothing is to be fetched, and every name means the same
// to every reader. Each literal is a text with its language or datatype, and a number
// never a number of JSON, which would lose how it was written. A named graph is a node
// with @graph. Reading JSON-LD is left to internal/rdfio/yamlld.
package jsonld

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/nquads"
)

// writeSize is how much a Writer gathers before it writes.
const writeSize = 64 << 10

const (
	rdfType   = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	xsdString = quad.IRI("http://www.w3.org/2001/XMLSchema#string")
)

// A Writer writes statements one by one and keeps nothing of them but the last, and the
// properties of its subject. Statements of one graph, subject and property should follow
// one another; others are right too, as nodes that stand several times. It is not safe
// for concurrent use.
//
// What N-Quads allows and the standards behind it do not, readers of JSON-LD may drop: an
// address that breaks RFC 3987, a language tag that breaks BCP 47. Both are written as
// they are.
type Writer struct {
	dst   io.Writer
	buf   []byte
	last  quad.Quad
	key   string          // of the last statement
	used  map[string]bool // keys of the node, which JSON has but once
	begun bool            // last is there
	spare []byte
	err   error
}

// NewWriter writes to w. Nothing is sure to have arrived there before Close.
func NewWriter(w io.Writer) *Writer {
	return &Writer{dst: w, buf: []byte{'['}, used: map[string]bool{}}
}

// Write writes one statement. One that no RDF format can express is an error that wraps
// nquads.ErrValue and leaves no trace: the caller may go on. Any other error is the
// destination's, and final.
func (w *Writer) Write(q quad.Quad) error {
	if w.err != nil {
		return w.err
	}
	var err error
	if w.spare, err = nquads.AppendQuad(w.spare[:0], q); err != nil {
		return err // what N-Quads takes, every reader does
	}
	key := keyOf(q)
	sameGraph := w.begun && q.Label == w.last.Label
	sameNode := sameGraph && q.Subject == w.last.Subject
	switch {
	case sameNode && key == w.key:
		w.buf = append(w.buf, ',')
	case sameNode && !w.used[key]:
		w.buf = append(w.buf, "],"...)
		w.property(key)
	case sameGraph:
		w.buf = append(w.buf, "]},\n"...)
		w.node(q, key)
	default:
		w.graph(q, key)
	}
	w.value(q, key)
	w.last, w.key, w.begun = q, key, true
	if len(w.buf) >= writeSize {
		return w.flush()
	}
	return nil
}

// keyOf is the key of a statement's property. A type is one only where it is a node.
func keyOf(q quad.Quad) string {
	if q.Predicate == rdfType {
		switch q.Object.(type) {
		case quad.IRI, quad.BNode:
			return "@type"
		}
	}
	return string(q.Predicate.(quad.IRI))
}

// graph begins a graph and its first node.
func (w *Writer) graph(q quad.Quad, key string) {
	if w.begun {
		w.buf = append(w.end(w.buf), ',')
	}
	w.buf = append(w.buf, '\n')
	if q.Label != nil {
		w.buf = append(appendName(append(w.buf, `{"@id":`...), q.Label), `,"@graph":[`...)
		w.buf = append(w.buf, '\n')
	}
	w.node(q, key)
}

// end ends the last node, and its graph.
func (w *Writer) end(dst []byte) []byte {
	dst = append(dst, "]}"...)
	if w.last.Label != nil {
		dst = append(dst, "\n]}"...)
	}
	return dst
}

func (w *Writer) node(q quad.Quad, key string) {
	clear(w.used)
	w.buf = append(appendName(append(w.buf, `{"@id":`...), q.Subject), ',')
	w.property(key)
}

func (w *Writer) property(key string) {
	w.used[key] = true
	w.buf = append(appendText(w.buf, key), ":["...)
}

func (w *Writer) value(q quad.Quad, key string) {
	if key == "@type" {
		w.buf = appendName(w.buf, q.Object)
		return
	}
	switch v := q.Object.(type) {
	case quad.IRI, quad.BNode:
		w.buf = append(appendName(append(w.buf, `{"@id":`...), v), '}')
	case quad.String:
		w.buf = append(appendText(append(w.buf, `{"@value":`...), string(v)), '}')
	case quad.LangString:
		w.buf = appendText(append(w.buf, `{"@value":`...), string(v.Value))
		w.buf = append(appendText(append(w.buf, `,"@language":`...), v.Lang), '}')
	case quad.TypedString:
		w.buf = appendText(append(w.buf, `{"@value":`...), string(v.Value))
		if v.Type != xsdString {
			w.buf = appendText(append(w.buf, `,"@type":`...), string(v.Type))
		}
		w.buf = append(w.buf, '}')
	}
}

// Close ends the document and writes what is gathered. It does not close the
// destination.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	if w.begun {
		w.buf = w.end(w.buf)
	}
	w.buf = append(w.buf, "\n]\n"...)
	if err := w.flush(); err != nil {
		return err
	}
	w.err = errClosed
	return nil
}

var errClosed = errors.New("write JSON-LD: the document has ended")

func (w *Writer) flush() error {
	if _, err := w.dst.Write(w.buf); err != nil {
		w.err = fmt.Errorf("write JSON-LD: %w", err)
	}
	w.buf = w.buf[:0]
	return w.err
}

// appendName appends the name of a node.
func appendName(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendText(dst, string(v))
	case quad.BNode:
		return appendText(dst, "_:"+string(v))
	}
	return append(dst, "null"...) // Write has refused what comes here
}

// appendText appends a text as JSON (RFC 8259, section 7), with no more escapes than it
// needs, and those that keep it safe within HTML and JavaScript.
func appendText(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0
	for i := range len(s) {
		c := rune(s[i])
		switch {
		case c == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			c, _ = utf8.DecodeRuneInString(s[i:]) // they end a line in older JavaScript
		case c >= ' ' && c != 0x7f && c != '"' && c != '\\' && c != '<':
			continue
		}
		dst = append(dst, s[done:i]...)
		dst = appendEscape(dst, c)
		done = i + utf8.RuneLen(c)
	}
	return append(append(dst, s[done:]...), '"')
}

func appendEscape(dst []byte, c rune) []byte {
	const hex = "0123456789abcdef"
	if c == '"' || c == '\\' {
		return append(dst, '\\', byte(c))
	}
	return append(dst, '\\', 'u', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}
