package snapshot

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// An input is all that was taken in. If one portion had to go to disk, all do
// before they are put together.
type input struct {
	b       *builder
	intakes []*Intake
	spilled []spilledRun
}

func (in *input) release() {
	for _, i := range in.intakes {
		i.release()
	}
}

// gather spills what is still in memory if anything is spilled, and gives what
// then is in memory.
func (in *input) gather() (portions []*portion, err error) {
	for _, i := range in.intakes {
		in.spilled = append(in.spilled, i.spilled...)
		if i.portion != nil {
			portions = append(portions, i.portion)
		}
	}
	if len(in.spilled) == 0 {
		return portions, nil
	}
	for _, p := range portions {
		run, err := p.spill(in.b.spill)
		if err != nil {
			return nil, err
		}
		in.spilled = append(in.spilled, run)
		p.release()
	}
	return nil, nil
}

// mostTerms is at least how many different terms there are.
func (in *input) mostTerms() (n int) {
	for _, i := range in.intakes {
		if i.portion != nil {
			n += i.portion.terms.count
		}
		for _, run := range i.spilled {
			n += run.count
		}
	}
	return n
}

// keys gives all keys once, in order. It numbers them from 1: these are the
// ids that quads then uses.
func (in *input) keys(f func(key []byte) error) error {
	portions, err := in.gather()
	if err != nil {
		return err
	}
	if len(in.spilled) > 0 {
		return in.mergeKeys(f)
	}
	return mergePortions(in.b.ctx, portions, f)
}

func (in *input) mergeKeys(f func(key []byte) error) error {
	size := min(max(int(in.b.memory/4)/len(in.spilled), 1<<12), 1<<20)
	t := tournament[[]byte]{less: func(a, b []byte) bool { return bytes.Compare(a, b) < 0 }}
	readers := make([]keyReader, len(in.spilled))
	writers := make([]*spillWriter, len(in.spilled))
	for i := range in.spilled {
		readers[i].r = bufio.NewReaderSize(in.spilled[i].terms.reader(), size)
		writers[i] = in.b.spill.writer(size / 4)
		key, err := readers[i].next()
		if err != nil {
			return err // no portion is empty
		}
		t.push(key, i)
	}
	var last []byte
	id := uint32(0)
	for t.len() > 0 {
		key, from := t.least()
		if id == 0 || !bytes.Equal(key, last) {
			id++
			last = append(last[:0], key...)
			if err := f(last); err != nil {
				return err
			}
		}
		if _, err := writers[from].Write(le.AppendUint32(nil, id)); err != nil {
			return err
		}
		switch key, err := readers[from].next(); err {
		case nil:
			t.replace(key)
		case io.EOF:
			t.drop()
		default:
			return err
		}
	}
	for i, w := range writers {
		var err error
		if in.spilled[i].ids, err = w.done(); err != nil {
			return err
		}
	}
	return nil
}

type keyReader struct {
	r   *bufio.Reader
	key []byte
}

// next gives the next key, which is good until the next call.
func (k *keyReader) next() ([]byte, error) {
	n, err := binary.ReadUvarint(k.r)
	if err != nil {
		return nil, err
	}
	if uint64(cap(k.key)) < n {
		k.key = make([]byte, n)
	}
	k.key = k.key[:n]
	_, err = io.ReadFull(k.r, k.key)
	return k.key, err
}

// quads gives all quads as ids: subject and predicate, object and label.
func (in *input) quads(f func(record) error) error {
	for i := range in.spilled {
		if err := in.spilled[i].eachQuad(f); err != nil {
			return err
		}
	}
	if len(in.spilled) > 0 {
		return nil
	}
	for _, i := range in.intakes {
		if i.portion == nil {
			continue
		}
		ids := view[uint32](i.portion.ids)
		for _, q := range view[localQuad](i.portion.rows)[:i.portion.n] {
			if err := f(q.record(ids)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (run *spilledRun) eachQuad(f func(record) error) error {
	region, ids, err := newRegion[uint32](run.count, 0)
	if err != nil {
		return err
	}
	defer region.release()
	if err := binary.Read(run.ids.reader(), le, ids[:run.count]); err != nil {
		return err
	}
	r := bufio.NewReaderSize(run.quads.reader(), 1<<18)
	for {
		var q localQuad
		b, err := r.Peek(localSize)
		switch {
		case err == io.EOF && len(b) == 0:
			return nil
		case err != nil:
			return err
		}
		for d := range q {
			q[d] = le.Uint32(b[4*d:])
		}
		if _, err := r.Discard(localSize); err != nil {
			return err
		}
		if err := f(q.record(ids)); err != nil {
			return err
		}
	}
}

func (q localQuad) record(ids []uint32) record {
	label := uint64(NoLabel)
	if q[inG] != noTerm {
		label = uint64(ids[q[inG]])
	}
	return record{
		uint64(ids[q[inS]])<<32 | uint64(ids[q[inP]]),
		uint64(ids[q[inO]])<<32 | label,
	}
}
