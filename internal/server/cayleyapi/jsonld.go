package cayleyapi

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"

	"github.com/cayleygraph/quad"
)

// linked writes JSON-LD in expanded form while quads come: an array of graphs, one for
// each run of quads with the same label, of nodes, one for each run with the same
// subject. Graphs and nodes may come again; a reader puts them together. Cayley's own
// writer keeps all quads in memory, and panics with today's JSON-LD library.
type linked struct {
	w     *bufio.Writer
	begun bool
	last  quad.Quad
	seen  []quad.Value // properties of the node that is open
	err   error
}

func newJSONLD(w io.Writer) quadWriter { return &linked{w: bufio.NewWriterSize(w, 64<<10)} }

func (l *linked) write(q quad.Quad) error {
	switch {
	case !l.begun:
		l.begun = true
		l.put("[")
		l.graph(q)
	case q.Label != l.last.Label:
		l.put("]}")
		l.endGraph()
		l.put(",\n")
		l.graph(q)
	case q.Subject != l.last.Subject:
		l.put("]},\n")
		l.node(q)
	case q.Predicate == l.last.Predicate:
		l.put(",")
	case slices.Contains(l.seen, q.Predicate): // a key stands once in an object
		l.put("]},\n")
		l.node(q)
	default:
		l.put("],")
		l.property(q)
	}
	l.value(q.Object)
	l.last = q
	return l.err
}

func (l *linked) close() error {
	switch {
	case !l.begun:
		l.put("[")
	default:
		l.put("]}")
		l.endGraph()
	}
	l.put("]\n")
	if l.err == nil {
		l.err = l.w.Flush()
	}
	return l.err
}

func (l *linked) graph(q quad.Quad) {
	if q.Label != nil {
		l.put(`{"@id":`)
		l.text(name(q.Label))
		l.put(`,"@graph":[`)
	}
	l.node(q)
}

func (l *linked) endGraph() {
	if l.last.Label != nil {
		l.put("]}")
	}
}

func (l *linked) node(q quad.Quad) {
	l.seen = l.seen[:0]
	l.put(`{"@id":`)
	l.text(name(q.Subject))
	l.put(",")
	l.property(q)
}

func (l *linked) property(q quad.Quad) {
	l.seen = append(l.seen, q.Predicate)
	l.text(name(q.Predicate))
	l.put(":[")
}

func (l *linked) value(v quad.Value) {
	switch v := v.(type) {
	case quad.String:
		l.put(`{"@value":`)
		l.text(string(v))
	case quad.LangString:
		l.put(`{"@value":`)
		l.text(string(v.Value))
		l.put(`,"@language":`)
		l.text(v.Lang)
	case quad.TypedString:
		l.put(`{"@value":`)
		l.text(string(v.Value))
		l.put(`,"@type":`)
		l.text(string(v.Type))
	default:
		l.put(`{"@id":`)
		l.text(name(v))
	}
	l.put("}")
}

// name is how JSON-LD names an IRI or a blank node.
func name(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri)
	}
	return quad.StringOf(v)
}

func (l *linked) text(s string) {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	l.put(string(quoted))
}

func (l *linked) put(s string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(s)
	}
}
