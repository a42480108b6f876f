package snapshot

import (
	"errors"
	"fmt"
	"hash/maphash"

	"github.com/cayleygraph/quad"
)

// An Intake takes quads in, on one goroutine. What does not fit into its memory
// it puts on disk.
type Intake struct {
	b      *builder
	memory int64 // of a portion
	seed   maphash.Seed

	portion *portion // that is being filled; nil before the first quad
	spilled []spilledRun
	count   int64

	last [directions]place // the terms of the last quad of the portion: they often come again
	row  localQuad         // their numbers
}

// often is after how many quads the outside is looked at.
const often = 1 << 10

func (in *Intake) release() {
	if in.portion != nil {
		in.portion.release()
		in.portion = nil
	}
}

// Add takes a quad in, and tells which of its terms are new here: a reader may
// put off until then what it has to check in a term, since whatever equals it
// needs no check. Subjects and labels are IRIs or blank nodes, predicates are
// IRIs; all else is ErrValue.
func (in *Intake) Add(q *Terms) (fresh [4]bool, err error) {
	if fresh, err = in.add(q); errors.Is(err, ErrValue) {
		err = fmt.Errorf("quad %d, %s: %w", in.count+1, q, err)
	}
	if in.count++; err == nil && in.count%often == 0 {
		in.b.addRead(often)
		err = in.b.ctx.Err()
	}
	return fresh, err
}

// AddQuad takes a quad in as values.
func (in *Intake) AddQuad(q *quad.Quad) error {
	var terms Terms
	for d, v := range [...]quad.Value{inS: q.Subject, inP: q.Predicate, inO: q.Object, inG: q.Label} {
		var err error
		if terms[d], err = termOf(v); err != nil {
			return fmt.Errorf("quad %d, %.200s: %w", in.count+1, fmt.Sprint(*q), err)
		}
	}
	_, err := in.Add(&terms)
	return err
}

func (in *Intake) add(q *Terms) (fresh [4]bool, err error) {
	if err := q.wellFormed(); err != nil {
		return fresh, err
	}
	size := 0
	for d := range q {
		size += len(q[d].Text) + len(q[d].Tag)
	}
	if err := in.room(4*(64+entryHead+placeSize) + 2*size); err != nil {
		return fresh, err
	}
	terms := in.portion.terms
	for d := range q {
		t, at := &q[d], in.last[d]
		switch {
		case t.Kind == 0:
			in.last[d], in.row[d] = 0, noTerm
			continue
		case at != 0 && isKeyOf(terms.key(at), t):
			continue
		}
		if at, fresh[d], err = terms.find(t, t.hash(in.seed)); err != nil {
			return fresh, err
		}
		in.last[d], in.row[d] = at, terms.number(at)
	}
	return fresh, in.portion.add(in.row)
}

// room makes room for one more quad, whose terms take so many bytes.
func (in *Intake) room(bytes int) error {
	if in.portion != nil {
		if in.portion.has(in.memory, bytes) {
			return nil
		}
		if err := in.spillPortion(); err != nil {
			return err
		}
	}
	// A quad that is larger than the memory has a portion of its own.
	var err error
	in.portion, err = newPortion(max(int(in.memory), 4*bytes+1<<20))
	return err
}

// spillPortion puts the portion on disk and forgets it.
func (in *Intake) spillPortion() error {
	run, err := in.portion.spill(in.b.spill)
	in.spilled = append(in.spilled, run)
	in.release()
	in.last = [directions]place{}
	return errors.Join(err, in.b.ctx.Err())
}

// done is called after the last quad, where several intakes still work side by
// side: it sorts what they all have to sort.
func (in *Intake) done() error {
	in.b.addRead(in.count % often)
	if in.portion == nil {
		return nil
	}
	_, err := in.portion.terms.sorted()
	return err
}
