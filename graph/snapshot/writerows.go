package snapshot

import (
	"context"
	"fmt"
)

// rows are the quads by subject, given one by one.
type rows func(f func(record) error) error

// writeQuads writes the quads in their four orders. Those that are in memory are
// counted first, so that all sections have their places and two can be written
// side by side; else the other orders are made of the rows on disk.
func (b *builder) writeQuads(quads *sorter) error {
	var err error
	if b.found, err = newTally(b.head.things()); err != nil {
		return err
	}
	sorted, err := quads.inMemory()
	if err != nil {
		return err
	}
	if sorted == nil {
		if err := b.writeRows(b.counted(quads.each)); err != nil {
			return err
		}
		quads.release()
		b.layOut(secObjects)
		return sideBySide(b.ctx, inTurn(b.writeByPredicate, b.writeByLabel), b.writeByObject)
	}
	once := sorted[:0]
	err = b.counted(overRecords(b.ctx, sorted))(func(r record) error {
		once = append(once, r)
		return nil
	})
	if err != nil {
		return err
	}
	b.sorted = once
	b.layOut(secRows)
	return sideBySide(b.ctx,
		inTurn(func(ctx context.Context) error { return b.writeRows(overRecords(ctx, once)) }, b.writeByPredicate),
		inTurn(b.writeByObject, b.writeByLabel))
}

func overRecords(ctx context.Context, records []record) rows {
	return func(f func(record) error) error {
		for i, r := range records {
			if i%(1<<16) == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := f(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// counted gives each quad once, and counts for what is laid out behind the rows.
func (b *builder) counted(quads rows) rows {
	return func(f func(record) error) error {
		n := uint64(0)
		var last record
		err := quads(func(r record) error {
			if n > 0 && r == last {
				return nil
			}
			if n%(1<<14) == 0 {
				b.report(Sorting, int64(n), 0)
			}
			if n == b.limits.quads {
				return fmt.Errorf("%w: more than %d quads", ErrTooLarge, b.limits.quads)
			}
			b.found.add(r, last)
			last = r
			n++
			return f(r)
		})
		b.report(Sorting, int64(n), int64(n))
		b.head.counts[countQuads] = n
		b.head.counts[countPredicates], b.head.counts[countLabels] = b.found.count()
		return err
	}
}

// writeRows writes the quads by subject, and where each subject begins.
func (b *builder) writeRows(quads rows) error {
	starts := &startWriter{out: b.section(secSubjects), most: b.head.things()}
	out := b.section(secRows)
	n := uint64(0)
	err := quads(func(r record) error {
		starts.note(r[0]>>32, n)
		out.u32s(uint32(r[0]>>32), uint32(r[0]), uint32(r[1]>>32), uint32(r[1]))
		n++
		return out.err
	})
	if err != nil {
		return err
	}
	b.head.counts[countSubjects] = starts.different
	if b.head.sections[secSubjects], err = starts.close(n); err != nil {
		return err
	}
	b.head.sections[secRows], err = out.close()
	return err
}

// A startWriter writes, for each id from 1 to most, where its quads begin, and
// at last where they end.
type startWriter struct {
	out       *sectionWriter
	most      uint64
	next      uint64 // ids before it are written
	different uint64
}

// note is told the ids that there are, in order, and the places of their quads.
func (w *startWriter) note(id, place uint64) {
	if id < w.next {
		return
	}
	for w.next = max(w.next, 1); w.next <= id; w.next++ {
		w.out.u32(uint32(place))
	}
	w.different++
}

func (w *startWriter) close(end uint64) (extent, error) {
	for w.next = max(w.next, 1); w.next <= w.most+1; w.next++ {
		w.out.u32(uint32(end))
	}
	return w.out.close()
}
