package snapshot

import "encoding/binary"

// A portion is a part of the input that fits into memory. It has numbers of its
// own for its terms.
type portion struct {
	terms *dictionary
	rows  *region // the quads, each as four numbers
	n     int     // how many
	ids   *region // the ids of the terms, by number
}

// A localQuad is four numbers of terms of one portion.
type localQuad [directions]uint32

const localSize = 16

// noTerm is the number of a label that there is not.
const noTerm = uint32(NoLabel)

// newPortion gives a portion of at most so many bytes.
func newPortion(most int) (*portion, error) {
	p := &portion{}
	var err error
	if p.terms, err = newDictionary(most); err != nil {
		return nil, err
	}
	if p.rows, err = reserve(most + localSize); err != nil {
		p.release()
		return nil, err
	}
	return p, nil
}

func (p *portion) release() {
	p.terms.release()
	p.rows.release()
	p.ids.release()
}

// add takes a quad in.
func (p *portion) add(q localQuad) error {
	if err := p.rows.grow((p.n + 1) * localSize); err != nil {
		return err
	}
	view[localQuad](p.rows)[p.n] = q
	p.n++
	return nil
}

// has reports whether one more quad has room within so much memory, if its
// terms take so many bytes.
func (p *portion) has(memory int64, bytes int) bool {
	size := p.terms.size() + int64(p.n+1)*localSize + int64(bytes)
	return p.n == 0 || size <= memory && int64(p.terms.used) < mostArena
}

// A spilledRun is a portion on disk. Its terms are sorted, and numbered in that
// order.
type spilledRun struct {
	terms, quads, ids spilled
	count             int // of the terms
}

// spill puts the portion on disk.
func (p *portion) spill(to *spill) (spilledRun, error) {
	sorted, err := p.terms.sorted()
	if err != nil {
		return spilledRun{}, err
	}
	ranks, rank, err := newRegion[uint32](max(len(sorted), 1), 0)
	if err != nil {
		return spilledRun{}, err
	}
	defer ranks.release()
	run := spilledRun{count: len(sorted)}
	w := to.writer(spillBuffer)
	var length [binary.MaxVarintLen64]byte
	for i, item := range sorted {
		key := p.terms.key(place(item[1]))
		rank[p.terms.number(place(item[1]))] = uint32(i)
		if _, err := w.Write(binary.AppendUvarint(length[:0], uint64(len(key)))); err != nil {
			return run, err
		}
		if _, err := w.Write(key); err != nil {
			return run, err
		}
	}
	if run.terms, err = w.done(); err != nil {
		return run, err
	}
	run.quads, err = p.spillRows(to, rank)
	return run, err
}

func (p *portion) spillRows(to *spill, rank []uint32) (spilled, error) {
	w := to.writer(spillBuffer)
	for _, q := range view[localQuad](p.rows)[:p.n] {
		var b [localSize]byte
		for d, number := range q {
			if number != noTerm {
				number = rank[number]
			}
			le.PutUint32(b[4*d:], number)
		}
		if _, err := w.Write(b[:]); err != nil {
			return spilled{}, err
		}
	}
	return w.done()
}
