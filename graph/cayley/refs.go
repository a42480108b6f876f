package cayley

import (
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A term is the ref of a value that stands in the file.
type term snapshot.ID

// Key gives the term itself: ids are unique.
func (t term) Key() any { return t }

// A row is the ref of a quad.
type row snapshot.Row

// Key gives the row itself.
func (r row) Key() any { return r }

// unknown is the ref of every value that the file does not have. Cayley wants
// nil for such, but then its optimizer ends the process at an except() of
// nothing but unknown values.
type unknown struct{}

// Key gives the ref itself.
func (u unknown) Key() any { return u }

// A node is where a path stands: mostly a term. The zero node is nowhere, as
// the label of a quad that has none.
type node struct {
	id    snapshot.ID
	other refs.Ref // of what is no term, where id is 0: a count
}

func (n node) ref() refs.Ref {
	if n.id != 0 {
		return term(n.id)
	}
	return n.other
}

// at makes a node of an id in a direction of a quad.
func at(id snapshot.ID) node {
	if id == snapshot.NoLabel {
		return node{}
	}
	return node{id: id}
}

// nodeOf gives the node of a ref, and reports false for unknown values.
func (s *quadStore) nodeOf(ref refs.Ref) (node, bool) {
	switch ref := ref.(type) {
	case nil:
		return node{}, true
	case term:
		return node{id: snapshot.ID(ref)}, true
	case unknown:
		return node{}, false
	case refs.PreFetchedValue:
		if id := s.find(ref.NameOf()); id != 0 {
			return node{id: id}, true
		}
	}
	return node{other: ref}, true
}

// get gives one direction of a quad or pattern.
func get(q *snapshot.Quad, d quad.Direction) *snapshot.ID {
	switch d {
	case quad.Subject:
		return &q.S
	case quad.Predicate:
		return &q.P
	case quad.Object:
		return &q.O
	}
	return &q.G
}
