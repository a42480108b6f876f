package edtf

import "fmt"

// A parser stands at pos in the text and reads no further than end.
type parser struct {
	text string
	pos  int
	end  int
	cal  calendar
}

// A moment is one date within a text: the days it may be, and how it was
// written.
type moment struct {
	first, last Day
	level       uint8
	doubt       doubt
	tail        string // the qualifier of the whole date, as written
	plain       bool   // year, month and day, without qualifier or X
	season      bool
	prefixed    bool // a year after Y
	parts       bool // a single component is qualified
	unstated    bool // a digit is X
}

// A component is the year, month or day of a date, as the range that its
// digits leave.
type component struct {
	lo, hi   int64
	unstated int // how many digits are X
}

// moment reads a date without time of day.
func (p *parser) moment() (moment, *Error) {
	var m moment
	p.qualifier(&m, true)
	year, fault := p.year(&m)
	if fault != nil {
		return m, fault
	}
	month, day := component{lo: 1, hi: 12}, component{lo: 1, hi: 31}
	p.qualifier(&m, false)
	size := 1
	if !m.prefixed && p.next(&m) {
		size++
		if month, fault = p.month(&m, year); fault != nil {
			return m, fault
		}
		p.qualifier(&m, false)
		if !m.season && p.next(&m) {
			size++
			if day, fault = p.day(year, month); fault != nil {
				return m, fault
			}
			p.qualifier(&m, false)
		}
	}
	if p.at('?') || p.at('~') || p.at('%') {
		return m, p.fail("one qualifier is enough: ? uncertain, ~ approximate, % both")
	}
	if month.hi > 12 { // a winter
		year.hi, month.hi = year.hi+1, month.hi-12
	}
	day.hi = min(day.hi, int64(p.cal.daysIn(year.hi, int(month.hi))))
	m.first = p.cal.day(year.lo, int(month.lo), int(day.lo))
	m.last = p.cal.day(year.hi, int(month.hi), int(day.hi))
	unstated := [3]int{year.unstated, month.unstated, day.unstated}
	m.unstated = unstated != [3]int{}
	m.plain = size == 3 && m.doubt == 0 && !m.unstated
	m.level = max(m.level, levelOf(m, unstated, size))
	return m, nil
}

// levelOf gives the level of qualifiers, and of unspecified digits. Level 1
// has one or two of these in a year that stands alone, and whole months and
// days; all else is of level 2.
func levelOf(m moment, unstated [3]int, size int) uint8 {
	switch {
	case m.parts:
		return 2
	case unstated[0] > 2 || unstated[0] > 0 && size > 1 || unstated[1] == 1 || unstated[2] == 1:
		return 2
	case m.tail != "" || m.unstated:
		return 1
	}
	return 0
}

// next moves over the hyphen before a further component. A qualifier already
// read then belonged to the components before it, not to the whole date.
func (p *parser) next(m *moment) bool {
	if !p.eat('-') {
		return false
	}
	if m.tail != "" {
		m.tail, m.parts = "", true
	}
	p.qualifier(m, true)
	return true
}

// qualifier reads "?", "~" or "%", if one is there, before or after a
// component.
func (p *parser) qualifier(m *moment, before bool) {
	switch {
	case p.at('?'):
		m.doubt |= uncertain
	case p.at('~'):
		m.doubt |= approximate
	case p.at('%'):
		m.doubt |= uncertain | approximate
	default:
		return
	}
	if before {
		m.parts = true
	} else {
		m.tail = p.text[p.pos : p.pos+1]
	}
	p.pos++
}

func (p *parser) month(m *moment, year component) (component, *Error) {
	start := p.pos
	c, fault := p.digits("month", "two", 2)
	if fault == nil {
		fault = p.rightmost(year, c, start)
	}
	if fault != nil {
		return c, fault
	}
	written := p.text[start:p.pos]
	if c.unstated == 0 && c.lo >= 21 && c.lo <= 41 {
		p.pos = start
		if c.lo > 24 {
			fault := p.unread("seasons of a hemisphere and parts of a year, 25 to 41",
				"write its months, as in 2001-07/2001-09")
			if spanned := year.lo - year.lo%100 + c.lo; year.lo >= 0 && spanned > year.lo {
				fault.Hint += fmt.Sprintf("; for the years, write %s/%s", appendYear(nil, year.lo), appendYear(nil, spanned))
			}
			return c, fault
		}
		p.pos += 2
		return m.inSeason(c.lo), nil
	}
	lo, hi := max(c.lo, 1), min(c.hi, 12)
	if c.hi == 0 || lo > hi {
		p.pos = start
		return c, p.fail(fmt.Sprintf("there is no month %s", written))
	}
	return component{lo, hi, c.unstated}, nil
}

// inSeason gives the months of 21 to 24; the package comment says why these.
// Months past 12 are of the next year.
func (m *moment) inSeason(number int64) component {
	m.season, m.level = true, 1
	first := 3 * (number - 20)
	return component{lo: first, hi: first + 2}
}

func (p *parser) day(year, month component) (component, *Error) {
	start := p.pos
	c, fault := p.digits("day", "two", 2)
	if fault == nil {
		fault = p.rightmost(month, c, start)
	}
	if fault != nil {
		return c, fault
	}
	written := p.text[start:p.pos]
	length := int64(p.cal.daysIn(year.hi, int(month.hi)))
	lo, hi := max(c.lo, 1), min(c.hi, length)
	if c.hi == 0 || lo > hi {
		p.pos = start
		fault := p.fail(fmt.Sprintf("there is no day %s in %s", written, p.text[p.pos-3:p.pos-1]))
		if month.unstated == 0 {
			name := monthNames[month.lo-1]
			fault.Problem = fmt.Sprintf("there is no day %s in %s %s", written, name, appendYear(nil, year.lo))
			fault.Hint = fmt.Sprintf("%s %s has days 01 to %d", name, appendYear(nil, year.lo), length)
		}
		return c, fault
	}
	return component{lo, hi, c.unstated}, nil
}

// rightmost refuses a known digit to the right of an unspecified one: such a
// date (156X-12-25) is many days with gaps between them.
func (p *parser) rightmost(left, c component, start int) *Error {
	if left.unstated == 0 || c.unstated == 2 {
		return nil
	}
	p.pos = start
	return p.gap()
}

func (p *parser) gap() *Error {
	return p.unread("known digits to the right of unspecified ones, X",
		"write X to the end of the date (156X), or a one-of set: [1560-12-25,1561-12-25]")
}
