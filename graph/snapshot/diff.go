package snapshot

import (
	"bytes"
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/quad"
)

// A Change is a quad that is in one of two files only.
type Change struct {
	Quad  quad.Quad
	Added bool // it is in the second
}

// Diff gives the quads that are in a but not in b, and those that are in b but
// not in a, together by label, subject, predicate and object: so the changes of
// one source stand together, and those without label last. It takes 4 bytes of
// memory for each term of both files. The error, ErrDamaged, ErrClosed or that
// of ctx, comes last.
func Diff(ctx context.Context, a, b *Snapshot) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for _, s := range [...]*Snapshot{a, b} {
			if !s.Retain() {
				yield(Change{}, ErrClosed)
				return
			}
			defer s.Close()
		}
		if a.Hash() == b.Hash() {
			return
		}
		inA, inB, err := common(ctx, a, b)
		d := differ{ctx: ctx, a: side{s: a, ids: inA}, b: side{s: b, ids: inB}}
		if err == nil {
			var more bool
			if more, err = d.run(yield); !more {
				return
			}
		}
		if err = errors.Join(err, a.Err(), b.Err()); err != nil {
			yield(Change{}, err)
		}
	}
}

// common gives the terms of both files ids that they have in common: the ranks
// in all terms of the two. Since each file's own ids are ranks, too, they order
// as before, and quads that are sorted by the one are sorted by the other.
func common(ctx context.Context, a, b *Snapshot) (inA, inB []ID, err error) {
	inA, inB = make([]ID, a.Terms()+1), make([]ID, b.Terms()+1)
	var keyA, keyB, text []byte
	i, j := ID(1), ID(1)
	keyA, text = a.appendTermKey(nil, text, i)
	keyB, text = b.appendTermKey(nil, text[:0], j)
	for rank := ID(1); int(i) < len(inA) || int(j) < len(inB); rank++ {
		if rank%(1<<14) == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		order := bytes.Compare(keyA, keyB)
		switch {
		case int(i) == len(inA):
			order = 1
		case int(j) == len(inB):
			order = -1
		}
		if order <= 0 {
			inA[i] = rank
			i++
			keyA, text = a.appendTermKey(keyA[:0], text[:0], i)
		}
		if order >= 0 {
			inB[j] = rank
			j++
			keyB, text = b.appendTermKey(keyB[:0], text[:0], j)
		}
	}
	return inA, inB, nil
}

// A side goes through the quads of one file by label.
type side struct {
	s     *Snapshot
	ids   []ID
	place uint32
	row   Row
	quad  Quad // in common ids
}

// next reads the next quad, and reports false where there is none.
func (d *side) next() bool {
	if d.place >= d.s.quads {
		return false
	}
	d.row = d.s.row(gspo, d.place)
	d.place++
	q := d.s.named(d.row)
	for _, id := range [...]*ID{&q.S, &q.P, &q.O, &q.G} {
		switch {
		case *id == NoLabel:
		case int(*id) < len(d.ids):
			*id = d.ids[*id]
		default:
			d.s.damaged("row %d has term %d", d.row, *id)
		}
	}
	d.quad = q
	return true
}

type differ struct {
	ctx  context.Context
	a, b side
}

// run reports false where no more changes are wanted.
func (d *differ) run(yield func(Change, error) bool) (more bool, err error) {
	inA, inB := d.a.next(), d.b.next()
	for n := 0; inA || inB; n++ {
		if n%(1<<14) == 0 && d.ctx.Err() != nil {
			return true, d.ctx.Err()
		}
		switch {
		case inA && inB && d.a.quad == d.b.quad:
			inA, inB = d.a.next(), d.b.next()
		case inA && (!inB || d.a.quad.beforeByLabel(d.b.quad)):
			if !yield(Change{Quad: d.a.s.Quad(d.a.row)}, nil) {
				return false, nil
			}
			inA = d.a.next()
		default:
			if !yield(Change{Quad: d.b.s.Quad(d.b.row), Added: true}, nil) {
				return false, nil
			}
			inB = d.b.next()
		}
	}
	return true, nil
}

func (q Quad) beforeByLabel(r Quad) bool {
	if q.G != r.G {
		return q.G < r.G
	}
	return q.before(r)
}
