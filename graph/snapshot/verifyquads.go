package snapshot

// slots wants no more in the slots than the terms: that each is found is known.
func (v *verification) slots() error {
	taken := uint64(0)
	for i := range len(v.s.slots) / 4 {
		if at32(v.s.slots, i) != 0 {
			taken++
		}
	}
	if taken+v.s.head.counts[countDropped] != v.s.head.terms() {
		return fault("%d slots are taken, for %d terms", taken, v.s.head.terms())
	}
	return nil
}

// rows wants the quads in their order, each once, of terms that may stand there.
func (v *verification) rows() error {
	v.used = make([]uint64, v.s.Terms()/64+1)
	v.subjects = map[ID]uint32{}
	things := v.s.firsts[KindBlank]
	var last Quad
	for row := range v.s.quads {
		q := v.s.At(row)
		if row%(1<<14) == 0 {
			if err := v.step(rowSize << 14); err != nil {
				return err
			}
		}
		if q.S == 0 || q.S >= things || q.P == 0 || q.P >= v.s.firsts[KindIRI] || q.O == 0 || q.O >= v.s.firsts[kinds] ||
			q.G == 0 || q.G >= things && q.G != NoLabel {
			return fault("row %d has terms that it cannot have", row)
		}
		if row > 0 && !last.before(q) {
			return fault("row %d is out of order", row)
		}
		if q.S != last.S || q.P != last.P {
			v.subjects[q.P]++
		}
		for _, id := range [...]ID{q.S, q.P, q.O, q.G} {
			if id != NoLabel {
				v.used[id/64] |= 1 << (id % 64)
			}
		}
		last = q
	}
	return nil
}

func (q Quad) before(r Quad) bool {
	switch {
	case q.S != r.S:
		return q.S < r.S
	case q.P != r.P:
		return q.P < r.P
	case q.O != r.O:
		return q.O < r.O
	}
	return q.G < r.G
}

// allUsed wants no term that no quad has.
func (v *verification) allUsed() error {
	for id := ID(1); id < v.s.firsts[kinds]; id++ {
		if v.used[id/64]>>(id%64)&1 == 0 {
			return fault("term %d stands in no quad", id)
		}
	}
	return nil
}

// starts goes through a section of places, and gives what lies between them to
// f, with the id. It counts those between which something lies.
func (v *verification) starts(section []byte, name int, f func(id ID, lo, hi uint32) error) (different uint64, err error) {
	n := len(section) / 4
	if at32(section, 0) != 0 || at32(section, n-1) != v.s.quads {
		return 0, fault("section %q does not go from 0 to %d", sectionNames[name], v.s.quads)
	}
	for i := range n - 1 {
		lo, hi := at32(section, i), at32(section, i+1)
		if lo > hi || hi > v.s.quads {
			return 0, fault("section %q has %d after %d", sectionNames[name], hi, lo)
		}
		if lo == hi {
			continue
		}
		different++
		if err := f(ID(i+1), lo, hi); err != nil {
			return 0, err
		}
	}
	return different, nil
}

func (v *verification) subjectPlaces() error {
	different, err := v.starts(v.s.subjects, secSubjects, func(id ID, lo, hi uint32) error {
		for i := lo; i < hi; i++ {
			if v.s.get(spog, i, inS) != id {
				return fault("row %d is not of subject %d", i, id)
			}
		}
		return nil
	})
	return v.counted(err, different, countSubjects)
}

func (v *verification) counted(err error, n uint64, count int) error {
	if err == nil && n != v.s.head.counts[count] {
		return fault("the header counts %d where there are %d", v.s.head.counts[count], n)
	}
	return err
}

// piece wants what an order has from lo to hi to be quads with an id in its
// first direction, in order, the same as in their rows. Since that holds of
// all pieces, and all together are as many as the quads, each order has each
// quad once.
func (v *verification) piece(o order, id ID, lo, hi uint32) error {
	var last Quad
	var lastRow Row
	for i := lo; i < hi; i++ {
		if i%(1<<14) == 0 {
			if err := v.step(entrySize << 14); err != nil {
				return err
			}
		}
		row := v.s.row(o, i)
		q := v.s.named(row)
		for _, direction := range by[o] {
			if v.s.get(o, i, direction) != q.in(direction) {
				return fault("order %d says of row %d at %d what it is not", o, row, i)
			}
		}
		second := by[o][1]
		if o == gspo {
			second = inG
		}
		if q.in(by[o][0]) != id || i > lo &&
			(q.in(second) < last.in(second) || q.in(second) == last.in(second) && row <= lastRow) {
			return fault("order %d has row %d at %d", o, row, i)
		}
		last, lastRow = q, row
	}
	return v.s.Err()
}

func (q Quad) in(direction int) ID { return [...]ID{q.S, q.P, q.O, q.G}[direction] }

func (v *verification) byObject() error {
	different, err := v.starts(v.s.objects, secObjects, func(id ID, lo, hi uint32) error {
		return v.piece(opsg, id, lo, hi)
	})
	return v.counted(err, different, countObjects)
}

// table goes through a section of records that have an id and its first place.
func (v *verification) table(section []byte, size, name int, f func(i int, id ID, lo, hi uint32) error) error {
	last, place := ID(0), uint32(0)
	n := len(section) / size
	if n == 0 && v.s.quads > 0 {
		return fault("section %q is empty", sectionNames[name])
	}
	for i := range n {
		id, lo := ID(le.Uint32(section[i*size:])), le.Uint32(section[i*size+4:])
		hi := v.s.quads
		if i+1 < n {
			hi = le.Uint32(section[(i+1)*size+4:])
		}
		if id <= last || lo != place || hi <= lo || hi > v.s.quads {
			return fault("section %q is out of order at %d", sectionNames[name], i)
		}
		last, place = id, hi
		if err := f(i, id, lo, hi); err != nil {
			return err
		}
	}
	return nil
}

func (v *verification) byPredicate() error {
	return v.table(v.s.predicates, predicateIn, secPredicates, func(i int, id ID, lo, hi uint32) error {
		if err := v.piece(posg, id, lo, hi); err != nil {
			return err
		}
		objects, last := 0, ID(0)
		for i := lo; i < hi; i++ {
			if o := v.s.get(posg, i, inO); o != last {
				objects, last = objects+1, o
			}
		}
		if p := v.s.predicateAt(i); p.Objects != objects || p.Subjects != int(v.subjects[id]) {
			return fault("predicate %d has %d subjects and %d objects, not %d and %d",
				id, v.subjects[id], objects, p.Subjects, p.Objects)
		}
		return nil
	})
}

func (v *verification) byLabel() error {
	return v.table(v.s.labels, labelIn, secLabels, func(_ int, id ID, lo, hi uint32) error {
		return v.piece(gspo, id, lo, hi)
	})
}
