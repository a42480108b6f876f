package snapshot

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// keys gives all keys once, in order. It numbers them from 1: these are the
// ids that quads then uses.
func (r *runs) keys(f func(key []byte) error) error {
	switch {
	case r.terms == nil && len(r.spilled) == 0:
		return nil
	case len(r.spilled) == 0:
		return r.keysInMemory(f)
	}
	if r.terms != nil {
		if err := r.spillRun(); err != nil {
			return err
		}
	}
	r.rows.release()
	return r.mergeKeys(f)
}

func (r *runs) keysInMemory(f func(key []byte) error) error {
	sorted, err := r.terms.sorted()
	if err != nil {
		return err
	}
	var ids []uint32
	if r.ids, ids, err = newRegion[uint32](len(sorted), 0); err != nil {
		return err
	}
	for i, item := range sorted {
		ids[item[1]] = uint32(i + 1)
		if err := f(r.terms.key(uint32(item[1]))); err != nil {
			return err
		}
	}
	r.terms.release()
	return nil
}

func (r *runs) mergeKeys(f func(key []byte) error) error {
	size := min(max(int(r.memory/4)/len(r.spilled), 1<<12), 1<<20)
	t := tournament[[]byte]{less: func(a, b []byte) bool { return bytes.Compare(a, b) < 0 }}
	readers := make([]keyReader, len(r.spilled))
	writers := make([]*spillWriter, len(r.spilled))
	for i := range r.spilled {
		readers[i].r = bufio.NewReaderSize(r.spilled[i].terms.reader(), size)
		writers[i] = r.spill.writer(size / 4)
		key, err := readers[i].next()
		if err != nil {
			return err // no piece is empty
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
		if r.spilled[i].ids, err = w.done(); err != nil {
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
func (r *runs) quads(f func(record) error) error {
	if len(r.spilled) == 0 {
		if r.terms == nil {
			return nil
		}
		ids := view[uint32](r.ids)
		for _, q := range view[localQuad](r.rows)[:r.n] {
			if err := f(q.record(ids)); err != nil {
				return err
			}
		}
		return nil
	}
	for _, run := range r.spilled {
		if err := r.spilledQuads(run, f); err != nil {
			return err
		}
	}
	return nil
}

func (r *runs) spilledQuads(run spilledRun, f func(record) error) error {
	region, ids, err := newRegion[uint32](run.count, 0)
	if err != nil {
		return err
	}
	defer region.release()
	if err := binary.Read(run.ids.reader(), le, ids[:run.count]); err != nil {
		return err
	}
	in := bufio.NewReaderSize(run.quads.reader(), 1<<18)
	for {
		var q localQuad
		b, err := in.Peek(localSize)
		switch {
		case err == io.EOF && len(b) == 0:
			return nil
		case err != nil:
			return err
		}
		for d := range q {
			q[d] = le.Uint32(b[4*d:])
		}
		if _, err := in.Discard(localSize); err != nil {
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
