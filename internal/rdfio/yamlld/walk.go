package yamlld

import (
	"slices"
	"strconv"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// A walker makes quads of an expanded document (JSON-LD 1.1 API, section 8.1).
// Unlike the standard's algorithm it does not merge nodes first: a statement
// made twice stays two, each with its place.
type walker struct {
	*expansion
	scope   *scope
	probs   *problems
	label   string // of blank nodes, so that those of two files stay apart
	blanks  map[string]quad.BNode
	ids     []namedID
	written []rdfio.Statement
}

// A namedID is an id that a file gives to a node.
type namedID struct {
	iri string
	at  place
}

func (w *walker) state(subject, predicate, object, graph quad.Value, at place) {
	w.written = append(w.written, rdfio.Statement{
		Quad: quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: graph},
		At:   w.probs.position(at),
	})
}

// node states what an expanded node object says, in a graph, and gives the node.
// s is where the file writes it. The node is nil if its address is none.
func (w *walker) node(object map[string]any, graph quad.Value, s slot) quad.Value {
	from := w.origin(object)
	if from != nil {
		s = slot{s.place, from}
		from.stated = true
	}
	if s.val != nil {
		s.val.stated = true
	}
	names := newKeys(w.scope, from)
	subject := w.subject(object, names, s)
	if subject == nil {
		return nil
	}
	at := s.place
	if from != nil {
		at = from.place
	}
	for _, key := range ld.GetOrderedKeys(object) {
		switch values := object[key].(type) {
		case []any:
			w.values(subject, graph, key, values, names, at)
		case map[string]any:
			if key == "@reverse" {
				w.reversed(subject, graph, values, names, at)
			}
		}
	}
	return subject
}

// subject gives the node that an object speaks of.
func (w *walker) subject(object map[string]any, names keys, s slot) quad.Value {
	id, named := object["@id"].(string)
	if !named {
		return w.blank("")
	}
	at := s.place
	own := names.of("@id")
	if len(own) > 0 {
		at = own[0].place
	}
	v := w.address(id, at)
	if v != nil && s.val != nil && s.val.kind == mapping {
		w.ids = append(w.ids, namedID{id, at})
	}
	return v
}

// address gives the node with an address, nil after reporting that it is none.
func (w *walker) address(id string, at place) quad.Value {
	if len(id) > 2 && id[:2] == "_:" {
		return w.blank(id)
	}
	if err := checkIRI(id); err != nil {
		w.probs.add(at, "an id looks like agreement/1936-protocol", "%v", err)
		return nil
	}
	return quad.IRI(id)
}

// blank gives a blank node: the one that a document names so, or a new one.
func (w *walker) blank(name string) quad.BNode {
	if b, ok := w.blanks[name]; ok && name != "" {
		return b
	}
	if w.blanks == nil {
		w.blanks = make(map[string]quad.BNode)
	}
	if name == "" {
		name = " " + strconv.Itoa(len(w.blanks)) // no document can name it so
	}
	b := quad.BNode(w.label + "b" + strconv.Itoa(len(w.blanks)))
	w.blanks[name] = b
	return b
}

// values states the values of a property or keyword.
func (w *walker) values(subject, graph quad.Value, key string, values []any, names keys, node place) {
	slots := names.slots(key, false, len(values), node)
	switch key {
	case "@type":
		for i, v := range values {
			if class, ok := v.(string); ok {
				w.link(subject, quad.IRI(rdfNS+"type"), class, graph, slots[i])
			}
		}
		return
	case "@graph":
		graph = subject
		fallthrough
	case "@included":
		for i, v := range values {
			if inner, ok := v.(map[string]any); ok {
				w.node(inner, graph, slots[i])
			}
		}
		return
	}
	predicate := w.predicate(key, slots)
	if predicate == nil {
		return
	}
	for i, v := range values {
		if o := w.object(v, graph, slots[i]); o != nil {
			w.state(subject, predicate, o, graph, slots[i].place)
		}
	}
}

func (w *walker) link(subject, predicate quad.Value, address string, graph quad.Value, s slot) {
	if o := w.address(address, s.place); o != nil {
		w.state(subject, predicate, o, graph, s.place)
	}
	if s.val != nil {
		s.val.stated = true
	}
}

// predicate gives a property; nil for keywords and for blank nodes, of which RDF
// makes no statements.
func (w *walker) predicate(key string, slots []slot) quad.Value {
	if ld.IsKeyword(key) || len(key) > 1 && key[:2] == "_:" || len(slots) == 0 {
		return nil
	}
	if err := checkIRI(key); err != nil {
		w.probs.add(slots[0].place, "a key is one word", "%v", err)
		return nil
	}
	return quad.IRI(key)
}

// reversed states the links that are written at the node they lead to.
func (w *walker) reversed(object, graph quad.Value, properties map[string]any, names keys, node place) {
	for _, key := range ld.GetOrderedKeys(properties) {
		values, _ := properties[key].([]any)
		slots := names.slots(key, true, len(values), node)
		predicate := w.predicate(key, slots)
		if predicate == nil {
			continue
		}
		for i, v := range values {
			inner, ok := v.(map[string]any)
			if !ok {
				continue
			}
			if subject := w.node(inner, graph, slots[i]); subject != nil {
				w.state(subject, predicate, object, graph, slots[i].place)
			}
		}
	}
}

// object gives what a property leads to: a literal, a list or a node.
func (w *walker) object(v any, graph quad.Value, s slot) quad.Value {
	object, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if _, ok := object["@value"]; ok {
		if s.val != nil {
			s.val.stated = true
		}
		o, err := literal(object)
		if err != nil {
			w.probs.add(s.place, "", "%v", err)
			return nil
		}
		return o
	}
	if items, ok := object["@list"].([]any); ok {
		return w.list(items, graph, s)
	}
	return w.node(object, graph, s)
}

// list states a list as RDF does, cell by cell.
func (w *walker) list(items []any, graph quad.Value, s slot) quad.Value {
	slots := make([]slot, 0, len(items))
	if s.val != nil {
		s.val.stated = true
		inner := s.val
		if own := newKeys(w.scope, inner).of("@list"); len(own) == 1 {
			inner = own[0].val
		}
		slots = inside(slots, inner, s.place)
	}
	if len(slots) != len(items) {
		slots = slices.Repeat([]slot{{place: s.place}}, len(items))
	}
	head := quad.Value(quad.IRI(rdfNS + "nil"))
	for i := len(items) - 1; i >= 0; i-- {
		cell := w.blank("")
		if o := w.object(items[i], graph, slots[i]); o != nil {
			w.state(cell, quad.IRI(rdfNS+"first"), o, graph, slots[i].place)
		}
		w.state(cell, quad.IRI(rdfNS+"rest"), head, graph, slots[i].place)
		head = cell
	}
	return head
}
