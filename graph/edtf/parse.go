package edtf

import (
	"fmt"
	"strings"
)

// maxLen bounds the work and the memory that a text can cost. A set of 350
// days fits.
const maxLen = 4096

// Parse reads an EDTF text. The error is an *Error: it says where the text
// stops being EDTF and what to write instead.
func Parse(text string) (Date, error) {
	if d, ok := plainDay(text); ok {
		return d, nil
	}
	r, fault := read(text, gregorian)
	if fault != nil {
		return Date{}, fault.explain(text, gregorian)
	}
	return r.date(text), nil
}

// Try reads a text that may be EDTF or anything else, and tells which. Where it is
// not, that takes a hundredth of the time of Parse, which looks for what was meant.
func Try(text string) (Date, bool) {
	if d, ok := plainDay(text); ok {
		return d, true
	}
	r, fault := read(text, gregorian)
	if fault != nil {
		return Date{}, false
	}
	return r.date(text), true
}

// plainDay reads YYYY-MM-DD, the form that nearly all dates of a large dataset
// have. Everything else, valid or not, is left to read.
func plainDay(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[i]-'0' > 9 {
			return Date{}, false
		}
	}
	year := int64(s[0]-'0')*1000 + int64(s[1]-'0')*100 + int64(s[2]-'0')*10 + int64(s[3]-'0')
	month := int(s[5]-'0')*10 + int(s[6]-'0')
	day := int(s[8]-'0')*10 + int(s[9]-'0')
	if month < 1 || month > 12 || day < 1 || day > gregorian.daysIn(year, month) {
		return Date{}, false
	}
	d := gregorian.day(year, month, day)
	return Date{text: s, bounds: Bounds{d, d, d, d}}, true
}

// A reading is the structure of a text: what Parse makes a Date of, and
// FromCalendar another text.
type reading struct {
	kind    kind
	members []member // of a one-of set
	ends    member   // of an interval; a single date is in ends.from
	clock   string   // the time of day of a single date, as written, with its T
}

// A member is a range of dates; for one date, both sides are that date.
type member struct{ from, to side }

// A side is one end of a range: a date, or why there is none.
type side struct {
	moment
	missing missing
}

type missing uint8

const (
	present missing = iota
	unknown         // nothing is written
	open            // ".." is written
)

// read reads a whole text, its days being those of the calendar.
func read(text string, cal calendar) (reading, *Error) {
	p := parser{text: text, end: len(text), cal: cal}
	switch {
	case text == "":
		return reading{}, p.fail("there is nothing written")
	case len(text) > maxLen:
		return reading{}, p.fail(fmt.Sprintf("the text is longer than %d bytes", maxLen))
	case text[0] == '{':
		return reading{}, p.unread("sets of which all members are meant, { }", "make one claim for each member")
	case text[0] == '[':
		return p.set()
	}
	if slash := strings.IndexByte(text, '/'); slash >= 0 {
		return p.interval(slash)
	}
	m, fault := p.moment()
	if fault != nil {
		return reading{}, fault
	}
	r := reading{kind: single, ends: member{from: side{moment: m}}}
	if start := p.pos; p.eat('T') {
		if !m.plain {
			p.pos = start
			return reading{}, p.fail("a time of day follows year, month and day, without qualifier or X")
		}
		if fault := p.clock(); fault != nil {
			return reading{}, fault
		}
		r.clock = text[start:p.pos]
	}
	return r, p.finish()
}

func (p *parser) interval(slash int) (reading, *Error) {
	if second := strings.IndexByte(p.text[slash+1:], '/'); second >= 0 {
		p.pos = slash + 1 + second
		return reading{}, p.fail("an interval has one /")
	}
	r := reading{kind: interval}
	for _, half := range [...]struct {
		side       *side
		start, end int
	}{{&r.ends.from, 0, slash}, {&r.ends.to, slash + 1, len(p.text)}} {
		p.pos, p.end = half.start, half.end
		var fault *Error
		if *half.side, fault = p.side(); fault != nil {
			return reading{}, fault
		}
		if fault := p.finish(); fault != nil {
			return reading{}, fault
		}
	}
	from, to := r.ends.from, r.ends.to
	if from.missing == present && to.missing == present && from.first > to.last {
		p.pos = slash + 1
		fault := p.fail("the interval ends before it begins")
		fault.tryFirst(p.text[slash+1:]+"/"+p.text[:slash], p.cal)
		return reading{}, fault
	}
	return r, nil
}

// side reads one half of an interval: a date, ".." or nothing.
func (p *parser) side() (side, *Error) {
	switch p.text[p.pos:p.end] {
	case "":
		return side{missing: unknown}, nil
	case "..":
		p.pos = p.end
		return side{missing: open}, nil
	}
	m, fault := p.moment()
	if fault != nil {
		return side{}, fault
	}
	if p.at('T') {
		return side{}, p.fail("an interval is made of dates, without time of day")
	}
	return side{moment: m}, nil
}

// set reads a one-of set. ".." opens the set only before its first and after
// its last date; between two dates it makes a range.
func (p *parser) set() (reading, *Error) {
	r := reading{kind: oneOf}
	p.eat('[')
	for {
		m, fault := p.member(len(r.members) == 0)
		if fault != nil {
			return reading{}, fault
		}
		r.members = append(r.members, m)
		if p.eat(']') {
			return r, p.finish()
		}
		if m.to.missing == open {
			return reading{}, p.fail("after .. without a date, the set ends: ] is missing")
		}
		if !p.eat(',') {
			return reading{}, p.fail("a set goes on with , or ends with ]")
		}
	}
}

func (p *parser) member(isFirst bool) (member, *Error) {
	var m member
	var fault *Error
	start := p.pos
	if p.eatDots() {
		if !isFirst {
			p.pos = start
			return member{}, p.fail("only the first date of a set has .. before it")
		}
		m.from.missing = open
		m.to.moment, fault = p.moment()
		return m, fault
	}
	if m.from.moment, fault = p.moment(); fault != nil {
		return member{}, fault
	}
	m.to = m.from
	if !p.eatDots() {
		return m, nil
	}
	if p.pos == p.end || p.at(']') || p.at(',') {
		m.to = side{missing: open}
		return m, nil
	}
	start = p.pos
	m.to.moment, fault = p.moment()
	if fault == nil && m.from.first > m.to.last {
		p.pos = start
		fault = p.fail("the range ends before it begins")
	}
	return m, fault
}
