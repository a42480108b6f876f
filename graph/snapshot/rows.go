package snapshot

// Rows are the quads that agree with a pattern. They are a place in an index,
// and cost nothing until they are looked at. The zero Rows are none.
type Rows struct {
	s      *Snapshot
	want   want
	lo, hi uint32 // places of the order
	order  order
	exact  bool // all that stands there agrees
}

// few is how many rows are rather looked through than found by more search.
const few = 32

// Range gives the quads that agree with a pattern. Where one of the four
// orders begins with the directions that are bound, they are one piece of it:
// so it is for every pattern except S+O, P+G, O+G, P+O+G and S+O+G. Of these,
// and where there are few candidates anyway, Rows looks through the quads of
// the shortest piece.
func (s *Snapshot) Range(p Quad) Rows {
	return s.find(want{inS: only(p.S), inP: only(p.P), inO: only(p.O), inG: only(p.G)})
}

// RangeIn gives the quads that agree with a pattern and have one of the
// objects; the pattern's O is not looked at. Alone, with P, and with S and P,
// they are one piece of an order.
func (s *Snapshot) RangeIn(p Quad, objects IDs) Rows {
	w := want{inS: only(p.S), inP: only(p.P), inG: only(p.G)}
	if objects.Len() == 0 {
		return Rows{s: s, want: w, exact: true}
	}
	w[inO] = span{objects.Lo, objects.Hi - 1}
	return s.find(w)
}

func (s *Snapshot) find(w want) Rows {
	bound := 0
	for _, wanted := range w {
		if wanted != anyID {
			bound++
		}
	}
	best := Rows{s: s, want: w, hi: s.quads, exact: bound == 0}
	for o := range orders {
		lo, hi, covered := s.prefix(o, &w)
		if covered == 0 {
			continue
		}
		found := Rows{s: s, want: w, lo: lo, hi: hi, order: o, exact: covered == bound || lo == hi}
		if found.exact || hi-lo <= few {
			return found
		}
		if best.hi-best.lo >= hi-lo {
			best = found
		}
	}
	return best
}

// Max is at least the number of quads, and at once known.
func (r Rows) Max() int { return int(r.hi - r.lo) }

// Exact reports whether Max is the number of quads.
func (r Rows) Exact() bool { return r.exact }

// Len counts the quads. That takes no time where Exact, else as long as to
// look through Max quads.
func (r Rows) Len() int {
	if r.exact {
		return r.Max()
	}
	n := 0
	for i := r.lo; i < r.hi; i++ {
		if r.agrees(i) {
			n++
		}
	}
	return n
}

// Contains reports whether a quad is among them, at the price of one look at
// it.
func (r Rows) Contains(row Row) bool {
	if r.s == nil || row >= r.s.quads {
		return false
	}
	q := r.s.At(row)
	return r.want[inS].has(q.S) && r.want[inP].has(q.P) && r.want[inO].has(q.O) && r.want[inG].has(q.G)
}

// agrees asks of a place what its order does not say already.
func (r *Rows) agrees(i uint32) bool {
	for _, direction := range by[r.order] {
		if wanted := r.want[direction]; wanted != anyID && !wanted.has(r.s.get(r.order, i, direction)) {
			return false
		}
	}
	return true
}

// A Cursor goes through Rows in their order.
type Cursor struct {
	rows     Rows
	subjects *column // of its order
	at       uint32  // the place it stands at, once Next was true
	next     uint32
}

// Cursor gives a cursor before the first quad.
func (r Rows) Cursor() Cursor {
	if r.s == nil {
		return Cursor{}
	}
	return Cursor{rows: r, subjects: &r.s.orders[r.order].copy[inS], next: r.lo}
}

// Next goes to the next quad, and reports false where there is none.
func (c *Cursor) Next() bool {
	if c.rows.exact && c.next < c.rows.hi {
		c.at = c.next
		c.next++
		return true
	}
	return c.nextAgreeing()
}

func (c *Cursor) nextAgreeing() bool {
	for c.next < c.rows.hi {
		c.at = c.next
		c.next++
		if c.rows.agrees(c.at) {
			return true
		}
	}
	return false
}

// Row gives the row of the quad.
func (c *Cursor) Row() Row { return c.rows.s.row(c.rows.order, c.at) }

// Quad gives the ids of the quad.
func (c *Cursor) Quad() Quad { return c.rows.s.named(c.Row()) }

// Subject gives the subject of the quad, mostly for less than Quad costs.
func (c *Cursor) Subject() ID {
	if c.subjects.stride > 0 {
		return ID(c.subjects.at(c.at))
	}
	return c.get(inS)
}

// Predicate gives the predicate of the quad.
func (c *Cursor) Predicate() ID { return c.get(inP) }

// Object gives the object of the quad.
func (c *Cursor) Object() ID { return c.get(inO) }

// Label gives the label of the quad, or NoLabel.
func (c *Cursor) Label() ID { return c.get(inG) }

func (c *Cursor) get(direction int) ID {
	if wanted := c.rows.want[direction]; wanted.single() {
		return wanted.lo
	}
	return c.rows.s.get(c.rows.order, c.at, direction)
}
