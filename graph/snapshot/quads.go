package snapshot

import (
	"iter"

	"github.com/cayleygraph/quad"
)

// A Quad is the ids of a quad: G is the label, or NoLabel. As a pattern, it
// stands for the quads that agree with it where it is not 0.
type Quad struct{ S, P, O, G ID }

// A Row names a quad within one file: its rank by subject, predicate, object
// and label, from 0.
type Row = uint32

// The directions of a quad, as places in a row.
const (
	inS = iota
	inP
	inO
	inG
	directions
)

// At gives the ids of a quad, the zero Quad where there is no such row.
func (s *Snapshot) At(row Row) Quad {
	if row >= s.quads {
		return Quad{}
	}
	b := s.rows[int(row)*rowSize:][:rowSize:rowSize]
	return Quad{ID(le.Uint32(b)), ID(le.Uint32(b[4:])), ID(le.Uint32(b[8:])), ID(le.Uint32(b[12:]))}
}

// named gives the ids of a quad that the file itself names.
func (s *Snapshot) named(row Row) Quad {
	if row >= s.quads {
		s.damaged("an index names row %d of %d", row, s.quads)
	}
	return s.At(row)
}

// Quad gives the values of a quad.
func (s *Snapshot) Quad(row Row) quad.Quad {
	q := s.At(row)
	return quad.Quad{Subject: s.Term(q.S), Predicate: s.Term(q.P), Object: s.Term(q.O), Label: s.Term(q.G)}
}

// Find gives the pattern for values, of which nil stands for any. It reports
// false where a value is none of this file, so that no quad agrees.
func (s *Snapshot) Find(q quad.Quad) (pattern Quad, ok bool) {
	ok = true
	find := func(v quad.Value) ID {
		id := s.ID(v)
		ok = ok && (v == nil || id != 0)
		return id
	}
	pattern = Quad{find(q.Subject), find(q.Predicate), find(q.Object), find(q.Label)}
	return pattern, ok
}

// Quads gives the quads of a range as values, in its order.
func (r Rows) Quads() iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		// The terms of one row often return in the next: strings are not made again.
		var ids Quad
		var q quad.Quad
		for c := r.Cursor(); c.Next(); {
			next := c.Quad()
			renew(r.s, &q.Subject, ids.S, next.S)
			renew(r.s, &q.Predicate, ids.P, next.P)
			renew(r.s, &q.Object, ids.O, next.O)
			renew(r.s, &q.Label, ids.G, next.G)
			ids = next
			if !yield(q) {
				return
			}
		}
	}
}

func renew(s *Snapshot, v *quad.Value, old, id ID) {
	if old != id {
		*v = s.Term(id)
	}
}
