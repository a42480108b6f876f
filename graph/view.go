package graph

import (
	"iter"
	"slices"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A View reads a dataset by numbers: whoever walks from claim to claim, or counts,
// does not need the texts on the way. It is for programs that ask more than Claims
// and the named questions answer, and as fast as the file can be read.
//
// A View keeps its dataset open until it is closed. Its methods may be called at the
// same time.
type View struct {
	snap   *snapshot.Snapshot
	closed atomic.Bool
}

// View begins to read. The error is that of a dataset which was closed.
func (d *Dataset) View() (*View, error) {
	if !d.snap.Retain() {
		return nil, snapshot.ErrClosed
	}
	return &View{snap: d.snap}, nil
}

// Close ends the reading. An error says that the file is damaged, so that what was read
// may be too little.
func (v *View) Close() error {
	if v.closed.Swap(true) {
		return snapshot.ErrClosed
	}
	damage := v.snap.Err()
	if err := v.snap.Close(); err != nil {
		return err
	}
	return damage
}

// A Ref is a value of one dataset: a thing, a word, a text, a date, a passage. Equal
// values have equal Refs; those of another dataset mean something else. In a Pattern,
// the zero Ref stands for any value.
type Ref uint32

// Unknown is the Ref of values that no claim has: a Pattern with it stands for nothing.
const Unknown Ref = 1<<32 - 2

// Ref gives the Ref of a value, or Unknown.
func (v *View) Ref(value quad.Value) Ref {
	if id := v.snap.ID(value); id != 0 {
		return Ref(id)
	}
	return Unknown
}

// Value gives the value of a Ref, as it was written; nil for Unknown and what is none.
func (v *View) Value(r Ref) quad.Value { return v.snap.Term(snapshot.ID(r)) }

// A Link is a claim, by its Refs.
type Link struct{ Subject, Property, Value, Source Ref }

// A Pattern stands for the claims that agree with it in every Ref that is not zero,
// and whose value lies in the Span, where one is given.
type Pattern struct {
	Subject, Property, Value, Source Ref

	In Span // instead of Value
}

// Links gives the claims that a pattern stands for, in no order of meaning. It finds
// them without looking at others, but for patterns of a source together with a property
// or a value, and of a subject together with a value alone.
func (v *View) Links(p Pattern) iter.Seq[Link] {
	rows := v.rows(p)
	return func(yield func(Link) bool) {
		for c := rows.Cursor(); c.Next(); {
			q := c.Quad()
			if !yield(Link{Ref(q.S), Ref(q.P), Ref(q.O), Ref(q.G)}) {
				return
			}
		}
	}
}

// Subjects gives the subjects of Links, and Values their values: in less time, where
// no more is asked of them.
func (v *View) Subjects(p Pattern) iter.Seq[Ref] {
	return each(v.rows(p), (*snapshot.Cursor).Subject)
}

// Values gives the values of Links; see Subjects.
func (v *View) Values(p Pattern) iter.Seq[Ref] {
	return each(v.rows(p), (*snapshot.Cursor).Object)
}

func each(rows snapshot.Rows, get func(*snapshot.Cursor) snapshot.ID) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for c := rows.Cursor(); c.Next(); {
			if !yield(Ref(get(&c))) {
				return
			}
		}
	}
}

// Around gives what claims with one of the properties, whichever way they point, link
// to something: as often as they do.
func (v *View) Around(thing Ref, properties []Ref) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for c := v.rows(Pattern{Subject: thing}).Cursor(); c.Next(); {
			if slices.Contains(properties, Ref(c.Predicate())) && !yield(Ref(c.Object())) {
				return
			}
		}
		for c := v.rows(Pattern{Value: thing}).Cursor(); c.Next(); {
			if slices.Contains(properties, Ref(c.Predicate())) && !yield(Ref(c.Subject())) {
				return
			}
		}
	}
}

// Count counts the claims that a pattern stands for, mostly without going through them.
func (v *View) Count(p Pattern) int { return v.rows(p).Len() }

func (v *View) rows(p Pattern) snapshot.Rows {
	pattern := snapshot.Quad{S: snapshot.ID(p.Subject), P: snapshot.ID(p.Property), O: snapshot.ID(p.Value), G: snapshot.ID(p.Source)}
	if p.In.given {
		return v.snap.RangeIn(pattern, p.In.ids)
	}
	return v.snap.Range(pattern)
}

// A Span is values that follow each other. The zero Span is none that is given.
type Span struct {
	ids   snapshot.IDs
	given bool
}

// Span gives the values from one on, up to another but without it. Dates are put in
// order by the first instant that they may mean, numbers by what they count, addresses
// and plain texts by their bytes; where the two bounds are not of one of these sorts,
// there is nothing between them. The bounds need not be in the dataset.
func (v *View) Span(from, to quad.Value) Span {
	after, okFrom := v.snap.Compared(snapshot.GreaterOrEqual, from)
	before, okTo := v.snap.Compared(snapshot.Less, to)
	s := Span{given: true}
	if okFrom && okTo {
		s.ids = snapshot.IDs{Lo: max(after.Lo, before.Lo), Hi: min(after.Hi, before.Hi)}
	}
	return s
}
