// Package turtle writes Turtle and TriG (RDF 1.1), as the statements come.
//
// What follows one another with the same graph, subject or property is written
// together, so whoever wants a well-grouped file gives the statements in order. A term
// is written as N-Quads has it, which Turtle reads too; only addresses below a prefix
// become short. Reading these formats is left to others.
package turtle

import (
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/nquads"
)

// ErrGraph is the error of a statement in a named graph, for which Turtle has no place.
var ErrGraph = errors.New("turtle has no named graphs: write TriG, or leave the graph out")

// A Prefix is a short name for the beginning of addresses.
type Prefix struct {
	Name string // "foaf"; letters a to z, digits and hyphens, and a letter first
	IRI  string // up to and with its last / or #, else it shortens nothing
}

// writeSize is how much a Writer gathers before it writes.
const writeSize = 64 << 10

const (
	rdfType   = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	xsdString = quad.IRI("http://www.w3.org/2001/XMLSchema#string")
)

// A Writer writes statements one by one and keeps nothing of them but the last. It is
// not safe for concurrent use.
type Writer struct {
	dst    io.Writer
	graphs bool
	buf    []byte
	names  map[string]string // of prefixes, by what they stand for
	last   quad.Quad
	begun  bool // last is there
	err    error
}

// NewWriter writes Turtle to w. Nothing is sure to have arrived there before Close.
func NewWriter(w io.Writer, prefixes []Prefix) *Writer { return newWriter(w, prefixes, false) }

// NewTriGWriter writes TriG to w: what has a Label stands in the graph of that name.
func NewTriGWriter(w io.Writer, prefixes []Prefix) *Writer { return newWriter(w, prefixes, true) }

func newWriter(w io.Writer, prefixes []Prefix, graphs bool) *Writer {
	out := &Writer{dst: w, graphs: graphs, names: map[string]string{}}
	taken := map[string]bool{}
	for _, p := range prefixes {
		if !isName(p.Name) || taken[p.Name] {
			out.err = errors.Join(out.err, fmt.Errorf("prefix %.80q is no name, or stands twice", p.Name))
			continue
		}
		taken[p.Name] = true
		out.buf = append(append(append(out.buf, "@prefix "...), p.Name...), ": "...)
		out.names[p.IRI] = p.Name
		var err error
		if out.buf, err = nquads.AppendValue(out.buf, quad.IRI(p.IRI)); err != nil {
			out.err = errors.Join(out.err, fmt.Errorf("prefix %s: %w", p.Name, err))
		}
		out.buf = append(out.buf, " .\n"...)
	}
	return out
}

// Write writes one statement. One that the format cannot express is an error that wraps
// nquads.ErrValue or ErrGraph and leaves no trace: the caller may go on. Any other error
// is the destination's or a prefix's, and final.
func (w *Writer) Write(q quad.Quad) error {
	if w.err != nil {
		return w.err
	}
	if !w.graphs && q.Label != nil {
		return ErrGraph
	}
	out, err := w.statement(w.buf, q)
	if err != nil {
		return err // what was appended lies behind the end of buf
	}
	w.buf, w.last, w.begun = out, q, true
	if len(w.buf) >= writeSize {
		return w.flush()
	}
	return nil
}

// Close ends the last statement and writes what is gathered. It does not close the
// destination.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	if w.begun {
		w.buf = w.end(w.buf)
		w.begun = false
	}
	return w.flush()
}

func (w *Writer) flush() error {
	if _, err := w.dst.Write(w.buf); err != nil {
		w.err = fmt.Errorf("write Turtle: %w", err)
	}
	w.buf = w.buf[:0]
	return w.err
}

// statement appends a statement, or of it what the one before does not say already.
func (w *Writer) statement(dst []byte, q quad.Quad) ([]byte, error) {
	inside := ""
	if q.Label != nil {
		inside = "    "
	}
	sameGraph := w.begun && q.Label == w.last.Label
	sameSubject := sameGraph && q.Subject == w.last.Subject
	var err error
	switch {
	case sameSubject && q.Predicate == w.last.Predicate:
		dst = append(append(append(dst, " ,\n"...), inside...), "        "...)
		return w.object(dst, q.Object)
	case sameSubject:
		dst = append(append(append(dst, " ;\n"...), inside...), "    "...)
		return w.rest(dst, q)
	case sameGraph:
		dst = append(dst, " .\n\n"...)
	default:
		if w.begun {
			dst = w.end(dst)
		}
		if w.begun || len(w.names) > 0 {
			dst = append(dst, '\n')
		}
		if q.Label != nil {
			if dst, err = w.node(dst, q.Label); err != nil {
				return dst, fmt.Errorf("graph: %w", err)
			}
			dst = append(dst, " {\n"...)
		}
	}
	if dst, err = w.node(append(dst, inside...), q.Subject); err != nil {
		return dst, fmt.Errorf("subject: %w", err)
	}
	dst = append(append(append(dst, '\n'), inside...), "    "...)
	return w.rest(dst, q)
}

// end ends the last statement, and its graph.
func (w *Writer) end(dst []byte) []byte {
	dst = append(dst, " .\n"...)
	if w.last.Label != nil {
		dst = append(dst, "}\n"...)
	}
	return dst
}

// rest appends the property and the value.
func (w *Writer) rest(dst []byte, q quad.Quad) ([]byte, error) {
	property, ok := q.Predicate.(quad.IRI)
	if !ok {
		return dst, fmt.Errorf("predicate: %w: it is no IRI", nquads.ErrValue)
	}
	if property == rdfType {
		return w.object(append(dst, "a "...), q.Object)
	}
	dst, err := w.term(dst, property)
	if err != nil {
		return dst, fmt.Errorf("predicate: %w", err)
	}
	return w.object(append(dst, ' '), q.Object)
}

func (w *Writer) object(dst []byte, v quad.Value) ([]byte, error) {
	dst, err := w.term(dst, v)
	if err != nil {
		return dst, fmt.Errorf("object: %w", err)
	}
	return dst, nil
}

// node appends what can be a subject or a graph.
func (w *Writer) node(dst []byte, v quad.Value) ([]byte, error) {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return w.term(dst, v)
	}
	return dst, fmt.Errorf("%w: it is no IRI and no blank node", nquads.ErrValue)
}

// term appends a term: short where a prefix stands for its beginning, else as N-Quads.
func (w *Writer) term(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		if out, ok := w.short(dst, string(v)); ok {
			return out, nil
		}
	case quad.TypedString:
		before := len(dst)
		dst, err := nquads.AppendValue(dst, v)
		if err != nil || v.Type == xsdString {
			return dst, err
		}
		// The datatype stands at the end: "1936"^^<http://www.w3.org/2001/XMLSchema#gYear>.
		if out, ok := w.short(dst[:max(before, len(dst)-len(v.Type)-len("<>"))], string(v.Type)); ok {
			return out, nil
		}
		return dst, nil
	}
	return nquads.AppendValue(dst, v)
}
