package edtf

import "fmt"

// clock reads a time of day, hh:mm:ss with an optional zone, and its T is
// already read. Level 0 has it in full only: no hour alone, no fraction of a
// second, no basic format. The time has no part in the bounds, but a text is
// EDTF only if it is right.
func (p *parser) clock() *Error {
	hour, fault := p.two("an hour", 23)
	if fault != nil {
		if p.at('2') {
			fault.Hint = "write midnight as T00:00:00 of the next day"
		}
		return fault
	}
	if !p.eat(':') {
		return p.fail("minutes and seconds are expected, as in T09:00:00")
	}
	minute, fault := p.two("a minute", 59)
	if fault != nil {
		return fault
	}
	if !p.eat(':') {
		return p.fail("seconds are expected, as in T09:00:00")
	}
	start := p.pos
	second, fault := p.two("a second", 60)
	if fault != nil {
		return fault
	}
	if p.at('.') || p.at(',') {
		return p.fail("EDTF has no fractions of a second")
	}
	shift, fault := p.zone()
	if fault != nil {
		return fault
	}
	// A leap second is the last of a day in Greenwich.
	const lastMinute = 23*60 + 59
	if _, m := floor(int64(hour*60+minute-shift), 24*60); second == 60 && m != lastMinute {
		p.pos = start
		return p.fail("there is no second 60, except at 23:59 in Greenwich")
	}
	return nil
}

// zone reads Z, ±hh or ±hh:mm and gives minutes east of Greenwich. The limits
// are those of the zones there are.
func (p *parser) zone() (minutes int, fault *Error) {
	start := p.pos
	east := p.at('+')
	if p.eat('Z') || !east && !p.at('-') {
		return 0, nil
	}
	p.pos++
	hours, fault := p.two("a zone's hours", 14)
	if fault != nil {
		return 0, fault
	}
	if p.eat(':') {
		if minutes, fault = p.two("a zone's minutes", 59); fault != nil {
			return 0, fault
		}
	} else if p.pos < p.end && isDigit(p.text[p.pos]) {
		return 0, p.fail("a zone is written with a colon, as in +02:30")
	}
	minutes += hours * 60
	if !east {
		minutes = -minutes
	}
	end := p.pos
	p.pos = start
	switch {
	case minutes == 0 && !east:
		return 0, p.fail("there is no zone -00:00: write Z or +00:00")
	case minutes > 14*60 || minutes < -12*60:
		return 0, p.fail("there is no such zone: they go from -12:00 to +14:00")
	}
	p.pos = end
	return minutes, nil
}

// two reads a number of two digits, at most limit.
func (p *parser) two(name string, limit int) (int, *Error) {
	if p.pos+2 > p.end || !isDigit(p.text[p.pos]) || !isDigit(p.text[p.pos+1]) {
		return 0, p.fail(name + " of two digits is expected")
	}
	n := int(p.text[p.pos]-'0')*10 + int(p.text[p.pos+1]-'0')
	if n > limit {
		return 0, p.fail(fmt.Sprintf("%02d is not %s", n, name))
	}
	p.pos += 2
	return n, nil
}
