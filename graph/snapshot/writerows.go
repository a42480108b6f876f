package snapshot

import "fmt"

// writeRows writes the quads by subject, each once, and where each subject
// begins. It counts, for what is laid out behind them.
func (b *builder) writeRows(quads *sorter) error {
	things := b.head.counts[countKinds] + b.head.counts[countKinds+1]
	starts := &startWriter{out: newSectionWriter(b.out, b.next(secSlots)), most: things}
	rows := newSectionWriter(b.out, aligned(starts.out.start+4*(things+1)))
	found, err := newTally(things)
	if err != nil {
		return err
	}
	b.found = found
	n := uint64(0)
	var last record
	err = quads.each(func(r record) error {
		if n > 0 && r == last {
			return nil
		}
		if n%(1<<14) == 0 {
			b.report(Sorting, int64(n), 0)
		}
		if n == b.limits.quads {
			return fmt.Errorf("%w: more than %d quads", ErrTooLarge, b.limits.quads)
		}
		starts.note(r[0]>>32, n)
		found.add(r, last)
		rows.u32s(uint32(r[0]>>32), uint32(r[0]), uint32(r[1]>>32), uint32(r[1]))
		last = r
		n++
		return rows.err
	})
	if err != nil {
		return err
	}
	b.report(Sorting, int64(n), int64(n))
	if b.head.sections[secSubjects], err = starts.close(n); err != nil {
		return err
	}
	if b.head.sections[secRows], err = rows.close(); err != nil {
		return err
	}
	b.head.counts[countQuads] = n
	b.head.counts[countSubjects] = starts.different
	b.layOut()
	return nil
}

// layOut gives all further sections their places.
func (b *builder) layOut() {
	b.head.counts[countPredicates], b.head.counts[countLabels] = b.found.count()
	lengths := b.head.lengths()
	for i := secObjects; i < sections; i++ {
		b.head.sections[i] = extent{offset: b.next(i - 1), length: lengths[i]}
	}
	b.head.counts[countSize] = b.next(sections - 1)
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
