package snapshot

import (
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

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
	count   int64 // of the quads, and of those that progress was told of
	told    int64

	row    localQuad // the numbers of the last quad
	good   bool      // they are numbers of this portion
	hashes [addBatch][directions]uint64
}

const (
	addBatch = 64      // as many quads are looked up together
	often    = 1 << 10 // after as many the outside is looked at
)

func (in *Intake) release() {
	if in.portion != nil {
		in.portion.release()
		in.portion = nil
	}
}

// Add takes quads in, and marks those of their terms that are new here: a reader
// may put off until then what it has to check in a term, since whatever equals it
// needs no check. Subjects and labels are IRIs or blank nodes, predicates are
// IRIs; all else is ErrValue.
func (in *Intake) Add(quads []Terms) error {
	for batch := range slices.Chunk(quads, addBatch) {
		in.hash(batch)
		for i := range batch {
			if err := in.add(&batch[i], &in.hashes[i]); err != nil {
				return in.explained(err, batch[i])
			}
			in.count++
		}
		if in.count-in.told >= often {
			in.tell()
			if err := in.b.ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *Intake) explained(err error, quad any) error {
	if errors.Is(err, ErrValue) {
		return fmt.Errorf("quad %d, %.300s: %w", in.count+1, fmt.Sprint(quad), err)
	}
	return err
}

func (in *Intake) tell() {
	in.b.addRead(in.count - in.told)
	in.told = in.count
}

// addQuads takes quads in that are values.
func (in *Intake) addQuads(quads []quad.Quad) error {
	var batch [addBatch]Terms
	for chunk := range slices.Chunk(quads, addBatch) {
		for i, q := range chunk {
			for d, v := range [directions]quad.Value{inS: q.Subject, inP: q.Predicate, inO: q.Object, inG: q.Label} {
				var err error
				if batch[i][d], err = termOf(v); err != nil {
					in.count += int64(i)
					return in.explained(err, q)
				}
			}
		}
		if err := in.Add(batch[:len(chunk)]); err != nil {
			return err
		}
	}
	return nil
}

// hash finds the hashes of a batch, 0 for a term that is there again. It then has
// the processor fetch what they lead to, for all at once: else each would be
// waited for.
func (in *Intake) hash(batch []Terms) {
	for i := range batch {
		for d := range batch[i] {
			t := &batch[i][d]
			if i > 0 && t.equal(&batch[i-1][d]) {
				in.hashes[i][d] = 0
			} else {
				in.hashes[i][d] = t.hash(in.seed)
			}
		}
	}
	if in.portion != nil {
		in.portion.terms.touch(in.hashes[:len(batch)])
	}
}

func (in *Intake) add(q *Terms, hashes *[directions]uint64) error {
	if err := q.wellFormed(); err != nil {
		return err
	}
	size := 0
	for d := range q {
		size += len(q[d].Text) + len(q[d].Tag)
	}
	if err := in.room(4*(64+entryHead+placeSize) + 2*size); err != nil {
		return err
	}
	terms := in.portion.terms
	for d := range q {
		t := &q[d]
		t.New = false
		switch {
		case t.Kind == 0:
			in.row[d] = noTerm
			continue
		case hashes[d] != 0:
		case in.good:
			continue
		default:
			hashes[d] = t.hash(in.seed)
		}
		at, fresh, err := terms.find(t, hashes[d])
		if err != nil {
			return err
		}
		in.row[d], t.New = terms.number(at), fresh
	}
	in.good = true
	return in.portion.add(in.row)
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
	in.good = false
	return errors.Join(err, in.b.ctx.Err())
}

// done is called after the last quad, where several intakes still work side by
// side: it sorts what they all have to sort.
func (in *Intake) done() error {
	in.tell()
	if in.portion == nil {
		return nil
	}
	_, err := in.portion.terms.sorted()
	return err
}
