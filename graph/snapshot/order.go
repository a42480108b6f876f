package snapshot

// An order is one of the four in which the file holds the quads.
type order uint8

const (
	spog order = iota
	opsg
	posg
	gspo
	orders
)

// by gives the directions that an order sorts by, the first first.
var by = [orders][directions]int{
	spog: {inS, inP, inO, inG},
	opsg: {inO, inP, inS, inG},
	posg: {inP, inO, inS, inG},
	gspo: {inG, inS, inP, inO},
}

// A column is one direction of the quads, or their rows, in one order: numbers
// that stand stride bytes apart. It is empty where an index has no copy.
type column struct {
	b      []byte // from the first number on
	stride int
}

// at gives the number at place i; 0 where there is none, which is so for places
// that were found before Close.
func (c *column) at(i uint32) uint32 {
	j := int(i) * c.stride
	if j < 0 || j+4 > len(c.b) {
		return 0
	}
	return le.Uint32(c.b[j:])
}

// A place of an order is described by its columns.
type columns struct {
	row  column
	copy [directions]column
}

// setColumns says what the four orders hold.
func (s *Snapshot) setColumns() {
	cut := func(section []byte, field, size int) column {
		return column{section[min(4*field, len(section)):], size}
	}
	for direction := range directions {
		s.orders[spog].copy[direction] = cut(s.rows, direction, rowSize)
	}
	for o, index := range map[order][]byte{opsg: s.byObject, posg: s.byPredicate} {
		s.orders[o].copy[by[o][1]] = cut(index, 0, entrySize)
		s.orders[o].copy[inS] = cut(index, 1, entrySize)
		s.orders[o].row = cut(index, 2, entrySize)
	}
	s.orders[gspo].row = cut(s.byLabel, 0, labelEntry)
}

// row gives the row at place i of an order.
func (s *Snapshot) row(o order, i uint32) Row {
	if o == spog {
		return i
	}
	return s.orders[o].row.at(i)
}

// get gives one direction of the quad at place i of an order.
func (s *Snapshot) get(o order, i uint32, direction int) ID {
	if c := &s.orders[o].copy[direction]; c.stride > 0 {
		return ID(c.at(i))
	}
	return s.getFromRow(s.row(o, i), direction)
}

func (s *Snapshot) getFromRow(row Row, direction int) ID {
	if row >= s.quads {
		s.damaged("an index names row %d of %d", row, s.quads)
		return 0
	}
	return ID(s.orders[spog].copy[direction].at(row))
}

// A span is the ids from lo to hi, both included.
type span struct{ lo, hi ID }

var anyID = span{0, NoLabel}

func only(id ID) span {
	if id == 0 {
		return anyID
	}
	return span{id, id}
}

func (p span) has(id ID) bool { return p.lo <= id && id <= p.hi }
func (p span) single() bool   { return p.lo == p.hi }

// A want is a pattern with spans.
type want [directions]span

// prefix gives the places of an order where its first directions agree with
// what is wanted: as many of them as are bound, up to the first of more than
// one id. covered counts them.
func (s *Snapshot) prefix(o order, w *want) (lo, hi uint32, covered int) {
	for depth, direction := range by[o] {
		wanted := w[direction]
		if wanted == anyID {
			break
		}
		if depth == 0 {
			lo, hi = s.under(o, wanted)
		} else {
			lo, hi = s.narrow(o, direction, lo, hi, wanted)
		}
		covered++
		if !wanted.single() || lo == hi {
			break
		}
	}
	return lo, hi, covered
}

// under gives the places of an order whose first direction is wanted.
func (s *Snapshot) under(o order, wanted span) (lo, hi uint32) {
	switch o {
	case spog:
		lo, hi = s.dense(s.subjects, wanted)
	case opsg:
		lo, hi = s.dense(s.objects, wanted)
	case posg:
		lo, hi = s.sparse(s.predicates, predicateIn, wanted.lo)
	case gspo:
		lo, hi = s.sparse(s.labels, labelIn, wanted.lo)
	}
	if lo > hi || hi > s.quads {
		s.damaged("quads %d to %d of %d", lo, hi, s.quads)
		return 0, 0
	}
	return lo, hi
}

// dense looks into a section that has the first place of every id, and the end
// of the last.
func (s *Snapshot) dense(starts []byte, wanted span) (lo, hi uint32) {
	last := ID(len(starts)/4 - 1) // wraps around to NoLabel only once closed
	if len(starts) == 0 || wanted.lo > last || wanted.hi < wanted.lo {
		return 0, 0
	}
	return at32(starts, int(max(wanted.lo, 1)-1)), at32(starts, int(min(wanted.hi, last)))
}

// sparse looks into a section of records, each with an id and its first place,
// for one id.
func (s *Snapshot) sparse(records []byte, size int, id ID) (lo, hi uint32) {
	n := len(records) / size
	i := firstRecord(records, size, id)
	if i == n || ID(le.Uint32(records[i*size:])) != id {
		return 0, 0
	}
	lo, hi = le.Uint32(records[i*size+4:]), s.quads
	if i+1 < n {
		hi = le.Uint32(records[(i+1)*size+4:])
	}
	return lo, hi
}

func firstRecord(records []byte, size int, id ID) int {
	lo, hi := 0, len(records)/size
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if ID(le.Uint32(records[mid*size:])) < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// narrow finds a span among places that are in the order of a direction.
func (s *Snapshot) narrow(o order, direction int, lo, hi uint32, wanted span) (uint32, uint32) {
	lo = s.firstAt(o, direction, lo, hi, wanted.lo)
	if wanted.hi == NoLabel {
		return lo, hi
	}
	return lo, s.firstAt(o, direction, lo, hi, wanted.hi+1)
}

// firstAt gives the first place with at least an id.
func (s *Snapshot) firstAt(o order, direction int, lo, hi uint32, id ID) uint32 {
	// What is looked for is mostly near, in ranges that are mostly short.
	step := uint64(1)
	for step < uint64(hi-lo) && s.get(o, lo+uint32(step)-1, direction) < id {
		lo += uint32(step)
		step *= 2
	}
	hi = lo + uint32(min(step, uint64(hi-lo)))
	for lo < hi {
		mid := lo + (hi-lo)/2
		if s.get(o, mid, direction) < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
