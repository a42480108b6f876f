package snapshot

import (
	"encoding/binary"
	"fmt"
)

// writeTerms gives the terms their ids, and writes all that is kept of them.
func (b *builder) writeTerms(from *input) error {
	hashes, err := newSorter(b.ctx, b.spill, b.memory/4, false)
	if err != nil {
		return err
	}
	defer hashes.release()
	texts, err := newTermWriter(newSectionWriter(b.out, headerSize), from.mostTerms())
	if err != nil {
		return err
	}
	defer texts.blocks.release()
	count := uint64(0)
	err = from.keys(func(key []byte) error {
		if count++; count > b.limits.terms {
			return fmt.Errorf("%w: more than %d terms", ErrTooLarge, b.limits.terms)
		}
		if count%(1<<14) == 0 {
			b.report(Naming, int64(count), 0)
			if err := b.ctx.Err(); err != nil {
				return err
			}
		}
		kind, stored := Kind(key[0]), storedOf(key)
		b.head.counts[countKinds+kind-1]++
		if err := texts.add(stored); err != nil {
			return err
		}
		return hashes.add(record{termHash(kind, stored), count})
	})
	if err != nil {
		return err
	}
	if err := texts.startBlock(); err != nil { // where the last one ends
		return err
	}
	if b.head.sections[secTerms], err = texts.out.close(); err != nil {
		return err
	}
	return b.writeSlots(hashes, texts)
}

// A termWriter writes terms in blocks: of each it leaves out what it has in
// common with the first of its block.
type termWriter struct {
	out    *sectionWriter
	blocks *region // of uint64: where each block begins
	count  uint64
	first  []byte
}

func newTermWriter(out *sectionWriter, most int) (*termWriter, error) {
	blocks, err := reserve(8 * (most/blockTerms + 2))
	return &termWriter{out: out, blocks: blocks}, err
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

func (b *builder) writeSlots(hashes *sorter, texts *termWriter) (err error) {
	end := b.next(secTerms)
	blocks := newSectionWriter(b.out, end)
	for _, at := range view[uint64](texts.blocks)[:blocksOf(texts.count)+1] {
		blocks.room(8)
		blocks.buf = le.AppendUint64(blocks.buf, at)
	}
	if b.head.sections[secBlocks], err = blocks.close(); err != nil {
		return err
	}
	slots := newSectionWriter(b.out, b.next(secBlocks))
	homes, tags := homesOf(texts.count), newTagger(texts.count)
	free := uint64(0) // all slots before it are written
	err = hashes.each(func(r record) error {
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
	for ; free < slotsOf(texts.count); free++ {
		slots.u32(0)
	}
	if err != nil {
		return err
	}
	b.head.sections[secSlots], err = slots.close()
	return err
}

// next is where the section after one begins, once that one is written.
func (b *builder) next(section int) uint64 {
	e := b.head.sections[section]
	return aligned(e.offset + e.length)
}
