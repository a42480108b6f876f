package snapshot

import (
	"context"
	"encoding/binary"
	"fmt"
)

// writeTerms gives the terms their ids, and writes their texts. What it gives has
// what writeSlots needs, and is to be released, also if it fails.
func (b *builder) writeTerms(from *input) (*termWriter, error) {
	w, err := b.newTermWriter(from.mostTerms())
	if err != nil {
		return w, err
	}
	err = from.keys(func(key []byte) error {
		if w.count == b.limits.terms {
			return fmt.Errorf("%w: more than %d terms", ErrTooLarge, b.limits.terms)
		}
		kind, stored := Kind(key[0]), storedOf(key)
		b.head.counts[countKinds+kind-1]++
		if err := w.add(stored); err != nil {
			return err
		}
		if w.count%(1<<14) == 0 {
			b.report(Naming, int64(w.count), 0)
			if err := b.ctx.Err(); err != nil {
				return err
			}
		}
		return w.hashes.add(record{termHash(kind, stored), w.count})
	})
	if err != nil {
		return w, err
	}
	if err := w.startBlock(); err != nil { // where the last one ends
		return w, err
	}
	b.head.sections[secTerms], err = w.out.close()
	return w, err
}

// A termWriter writes terms in blocks: of each it leaves out what it has in
// common with the first of its block.
type termWriter struct {
	out    *sectionWriter
	blocks *region // of uint64: where each block begins
	hashes *sorter // of the terms, with their ids
	count  uint64
	first  []byte
}

func (b *builder) newTermWriter(most int) (w *termWriter, err error) {
	w = &termWriter{out: newSectionWriter(b.out, headerSize)}
	if w.hashes, err = newSorter(b.ctx, b.spill, b.memory/4, false); err == nil {
		w.blocks, err = reserve(8 * (most/blockTerms + 2))
	}
	return w, err
}

func (w *termWriter) release() {
	w.blocks.release()
	if w.hashes != nil {
		w.hashes.release()
	}
}

func (w *termWriter) add(stored []byte) error {
	shared := 0
	if w.count%blockTerms == 0 {
		if err := w.startBlock(); err != nil {
			return err
		}
		w.first = append(w.first[:0], stored...)
	} else {
		shared = commonPrefix(w.first, stored)
	}
	w.count++
	w.out.room(2 * binary.MaxVarintLen64)
	w.out.buf = binary.AppendUvarint(w.out.buf, uint64(shared))
	w.out.buf = binary.AppendUvarint(w.out.buf, uint64(len(stored)-shared))
	w.out.write(stored[shared:])
	return nil
}

// startBlock notes where a block begins; the end of the last is noted likewise.
func (w *termWriter) startBlock() error {
	n := int(w.count+blockTerms-1) / blockTerms
	if err := w.blocks.grow(8 * (n + 1)); err != nil {
		return err
	}
	view[uint64](w.blocks)[n] = w.out.len()
	return nil
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// writeSlots writes where blocks begin, and by which hashes terms are found.
func (b *builder) writeSlots(ctx context.Context, w *termWriter) (err error) {
	blocks := b.section(secBlocks)
	for _, at := range view[uint64](w.blocks)[:blocksOf(w.count)+1] {
		blocks.room(8)
		blocks.buf = le.AppendUint64(blocks.buf, at)
	}
	if b.head.sections[secBlocks], err = blocks.close(); err != nil {
		return err
	}
	slots := b.section(secSlots)
	homes, tags := homesOf(w.count), newTagger(w.count)
	free := uint64(0) // all slots before it are written
	w.hashes.ctx = ctx
	err = w.hashes.each(func(r record) error {
		home := homeOf(r[0], homes)
		if free >= home+maxProbes {
			b.head.counts[countDropped]++
			return nil
		}
		for ; free < home; free++ {
			slots.u32(0)
		}
		slots.u32(tags.slot(ID(r[1]), r[0]))
		free++
		return slots.err
	})
	for ; free < slotsOf(w.count); free++ {
		slots.u32(0)
	}
	if err != nil {
		return err
	}
	b.head.sections[secSlots], err = slots.close()
	return err
}
