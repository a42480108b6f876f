package snapshot

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/maphash"
)

// runs are the input, in pieces that fit into memory. Each piece has numbers of
// its own for its terms. One that is the whole input stays in memory; else all
// are on disk, where the terms of each are sorted and numbered in that order.
type runs struct {
	ctx    context.Context
	spill  *spill
	memory int64
	seed   maphash.Seed

	terms *dictionary // of the piece that is being read
	rows  *region     // its quads, each as four numbers
	n     int         // how many
	ids   *region     // the ids of its terms, by number

	spilled []spilledRun
}

type spilledRun struct {
	terms, quads, ids spilled
	count             int // of the terms
}

// A localQuad is four numbers of terms of one piece.
type localQuad [directions]uint32

const localSize = 16

// noTerm is the number of a label that is nil.
const noTerm = uint32(NoLabel)

// share is the part of the memory that a piece may take; the rest is needed
// when the pieces are put together.
func (r *runs) share() int64 { return r.memory / 2 }

func (r *runs) release() {
	if r.terms != nil {
		r.terms.release()
	}
	r.rows.release()
	r.ids.release()
}

// add takes a quad in.
func (r *runs) add(q localQuad) error {
	if err := r.rows.grow((r.n + 1) * localSize); err != nil {
		return err
	}
	view[localQuad](r.rows)[r.n] = q
	r.n++
	return nil
}

// room makes room for one more quad, whose terms have so many bytes.
func (r *runs) room(bytes int) error {
	if r.terms != nil {
		size := r.terms.size() + int64(r.n+1)*localSize + int64(bytes)
		if size <= r.share() && uint64(r.terms.count) < 1<<31 || r.n == 0 {
			return nil
		}
		if err := r.spillRun(); err != nil {
			return err
		}
	}
	// A quad that is larger than the memory has a piece of its own.
	var err error
	if r.terms, err = newDictionary(max(int(r.share()), 4*bytes+1<<20)); err != nil {
		return err
	}
	if r.rows == nil {
		r.rows, err = reserve(int(r.share()) + localSize)
	}
	return err
}

// spillRun puts the piece on disk and forgets it.
func (r *runs) spillRun() error {
	sorted, err := r.terms.sorted()
	if err != nil {
		return err
	}
	ranks, rank, err := newRegion[uint32](len(sorted), 0)
	if err != nil {
		return err
	}
	defer ranks.release()
	run := spilledRun{count: len(sorted)}
	w := r.spill.writer(spillBuffer)
	var length [binary.MaxVarintLen64]byte
	for i, item := range sorted {
		key := r.terms.key(uint32(item[1]))
		rank[item[1]] = uint32(i)
		if _, err := w.Write(binary.AppendUvarint(length[:0], uint64(len(key)))); err != nil {
			return err
		}
		if _, err := w.Write(key); err != nil {
			return err
		}
	}
	if run.terms, err = w.done(); err != nil {
		return err
	}
	w = r.spill.writer(spillBuffer)
	for _, q := range view[localQuad](r.rows)[:r.n] {
		var b [localSize]byte
		for d, number := range q {
			if number != noTerm {
				number = rank[number]
			}
			le.PutUint32(b[4*d:], number)
		}
		if _, err := w.Write(b[:]); err != nil {
			return err
		}
	}
	run.quads, err = w.done()
	r.spilled = append(r.spilled, run)
	r.terms.release()
	r.terms, r.n = nil, 0
	return errors.Join(err, r.ctx.Err())
}

// mostTerms is at least how many different terms there are.
func (r *runs) mostTerms() (n int) {
	if r.terms != nil {
		n = r.terms.count
	}
	for _, run := range r.spilled {
		n += run.count
	}
	return n
}
