package snapshot

import (
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// batchSize is how many quads are handed over at once.
const batchSize = 512

// read takes the quads in. The sequence runs on the caller's goroutine, and
// what is done with its quads on another.
func (b *builder) read(quads iter.Seq2[quad.Quad, error], to *runs) error {
	batches, used := make(chan []quad.Quad, 4), make(chan []quad.Quad, 8)
	failed := make(chan error, 1)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		n := int64(0)
		in := &intake{to: to}
		for batch := range batches {
			if err := in.take(batch, n); err != nil {
				failed <- err
				return
			}
			n += int64(len(batch))
			b.report(Reading, n, 0)
			select {
			case used <- batch[:0]:
			default:
			}
		}
	}()
	err := b.feed(quads, batches, used, stopped)
	close(batches)
	<-stopped
	select {
	case err := <-failed:
		return err
	default:
		return err
	}
}

// feed sends the quads off until there are no more, or nobody takes them.
func (b *builder) feed(quads iter.Seq2[quad.Quad, error], to chan<- []quad.Quad, used <-chan []quad.Quad, stopped <-chan struct{}) error {
	batch := make([]quad.Quad, 0, batchSize)
	for q, err := range quads {
		if err != nil {
			return err
		}
		if batch = append(batch, q); len(batch) < batchSize {
			continue
		}
		select {
		case to <- batch:
		case <-stopped:
			return nil
		case <-b.ctx.Done():
			return b.ctx.Err()
		}
		select {
		case batch = <-used:
		default:
			batch = make([]quad.Quad, 0, batchSize)
		}
	}
	if err := b.ctx.Err(); err != nil {
		return err
	}
	select {
	case to <- batch:
	case <-stopped:
	}
	return nil
}

// An intake turns values into numbers.
type intake struct {
	to   *runs
	last quad.Quad // what often comes again
	row  localQuad
	good bool // row is that of last, in the piece that is being read
}

func (in *intake) take(batch []quad.Quad, before int64) error {
	for i := range batch {
		if err := in.add(&batch[i]); err != nil {
			if errors.Is(err, ErrValue) {
				return fmt.Errorf("quad %d, %.200s: %w", before+int64(i)+1, fmt.Sprint(batch[i]), err)
			}
			return err
		}
	}
	return nil
}

func (in *intake) add(q *quad.Quad) (err error) {
	if err := wellFormed(q); err != nil {
		return err
	}
	terms := in.to.terms
	size := textLen(q.Subject) + textLen(q.Predicate) + textLen(q.Object) + textLen(q.Label)
	if err := in.to.room(4*64 + 2*size); err != nil {
		return err
	}
	again := in.good && terms == in.to.terms
	for d, v := range [directions]struct{ value, last quad.Value }{
		{q.Subject, in.last.Subject}, {q.Predicate, in.last.Predicate}, {q.Object, in.last.Object}, {q.Label, in.last.Label},
	} {
		if again && v.value == v.last {
			continue
		}
		if in.row[d] = noTerm; v.value != nil {
			if in.row[d], err = in.to.terms.number(v.value, in.to.hash(v.value)); err != nil {
				return err
			}
		}
	}
	in.last, in.good = *q, true
	return in.to.add(in.row)
}

// wellFormed holds a quad against what RDF 1.1 allows in each place.
func wellFormed(q *quad.Quad) error {
	if q.Object == nil {
		return fmt.Errorf("%w: it has no object", ErrValue)
	}
	for _, part := range [...]struct {
		what     string
		value    quad.Value
		iri, nil bool // allowed: only an IRI, none at all
	}{{"subject", q.Subject, false, false}, {"predicate", q.Predicate, true, false}, {"label", q.Label, false, true}} {
		switch part.value.(type) {
		case quad.IRI:
			continue
		case quad.BNode:
			if !part.iri {
				continue
			}
		case nil:
			if part.nil {
				continue
			}
		}
		return fmt.Errorf("%w: a %T as %s", ErrValue, part.value, part.what)
	}
	return nil
}
