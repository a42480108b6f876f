package snapshot

import (
	"bufio"
	"context"
	"io"
)

// The other three orders are made of the quads by subject, so what is equal in an
// order's first two directions comes in the right order already: each needs to be
// sorted by these alone.

// index sorts the quads by what key makes of them, and gives them to f in that
// order, with their places.
func (b *builder) index(ctx context.Context, key func(row uint32, q Quad) record, f func(place uint32, r record) error) error {
	s, err := newSorter(ctx, b.spill, b.memory*2/5, false)
	if err != nil {
		return err
	}
	defer s.release()
	if err := b.eachRow(func(row uint32, q Quad) error { return s.add(key(row, q)) }); err != nil {
		return err
	}
	place := uint32(0)
	return s.each(func(r record) error {
		if place%(1<<14) == 0 {
			b.addIndexed(1 << 14)
		}
		err := f(place, r)
		place++
		return err
	})
}

// eachRow gives the quads by subject, from memory or from where they were written.
func (b *builder) eachRow(f func(row uint32, q Quad) error) error {
	for row, r := range b.sorted {
		if err := f(uint32(row), Quad{ID(r[0] >> 32), ID(r[0]), ID(r[1] >> 32), ID(r[1])}); err != nil {
			return err
		}
	}
	if len(b.sorted) > 0 {
		return nil
	}
	rows := b.head.sections[secRows]
	in := bufio.NewReaderSize(io.NewSectionReader(b.out, int64(rows.offset), int64(rows.length)), sectionBuffer)
	for row := range uint32(b.head.counts[countQuads]) {
		e, err := in.Peek(rowSize)
		if err != nil {
			return err
		}
		if err := f(row, Quad{ID(le.Uint32(e)), ID(le.Uint32(e[4:])), ID(le.Uint32(e[8:])), ID(le.Uint32(e[12:]))}); err != nil {
			return err
		}
		if _, err := in.Discard(rowSize); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) addIndexed(n int64) {
	b.progress.Lock()
	defer b.progress.Unlock()
	total := 3 * int64(b.head.counts[countQuads])
	b.indexed = min(b.indexed+n, total)
	b.report(Indexing, b.indexed, total)
}

func (b *builder) writeByObject(ctx context.Context) error {
	starts := &startWriter{out: b.section(secObjects), most: b.head.terms()}
	out := b.section(secByObject)
	err := b.index(ctx,
		func(row uint32, q Quad) record {
			return record{uint64(q.O)<<32 | uint64(q.P), uint64(row)<<32 | uint64(q.S)}
		},
		func(place uint32, r record) error {
			starts.note(r[0]>>32, uint64(place))
			out.u32s(uint32(r[0]), uint32(r[1]), uint32(r[1]>>32))
			return out.err
		})
	if err != nil {
		return err
	}
	if b.head.sections[secObjects], err = starts.close(b.head.counts[countQuads]); err != nil {
		return err
	}
	b.head.counts[countObjects] = starts.different
	b.head.sections[secByObject], err = out.close()
	return err
}

func (b *builder) writeByPredicate(ctx context.Context) error {
	table, out := b.section(secPredicates), b.section(secByPredicate)
	var last record
	var start, objects uint32
	note := func(end uint32) {
		if end > start {
			id := ID(last[0] >> 32)
			table.u32s(uint32(id), start, b.found.subjectsOf(id), objects)
		}
		start, objects = end, 0
	}
	err := b.index(ctx,
		func(row uint32, q Quad) record {
			return record{uint64(q.P)<<32 | uint64(q.O), uint64(row)<<32 | uint64(q.S)}
		},
		func(place uint32, r record) error {
			if r[0]>>32 != last[0]>>32 {
				note(place)
			}
			if objects == 0 || r[0] != last[0] {
				objects++
			}
			last = r
			out.u32s(uint32(r[0]), uint32(r[1]), uint32(r[1]>>32))
			return out.err
		})
	if err != nil {
		return err
	}
	note(uint32(b.head.counts[countQuads]))
	if b.head.sections[secPredicates], err = table.close(); err != nil {
		return err
	}
	b.head.sections[secByPredicate], err = out.close()
	return err
}

func (b *builder) writeByLabel(ctx context.Context) error {
	table, out := b.section(secLabels), b.section(secByLabel)
	last := uint64(0)
	err := b.index(ctx,
		func(row uint32, q Quad) record { return record{uint64(q.G), uint64(row)} },
		func(place uint32, r record) error {
			if r[0] != last {
				table.u32s(uint32(r[0]), place)
			}
			last = r[0]
			out.u32(uint32(r[1]))
			return out.err
		})
	if err != nil {
		return err
	}
	if b.head.sections[secLabels], err = table.close(); err != nil {
		return err
	}
	b.head.sections[secByLabel], err = out.close()
	return err
}
