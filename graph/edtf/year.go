package edtf

func (p *parser) year(m *moment) (component, *Error) {
	if p.eat('Y') {
		m.prefixed, m.level = true, 1
		return p.longYear()
	}
	start := p.pos
	negative := p.eat('-')
	c, fault := p.digits("year", "four", 4)
	if fault == nil && p.at('S') {
		fault = p.significant()
	}
	if fault != nil || !negative {
		return c, fault
	}
	if c.hi == 0 {
		p.pos = start
		fault := p.fail("there is no year -0000")
		fault.Hint = "write 0000 for 1 BC, -0001 for 2 BC"
		return c, fault
	}
	m.level = 1
	c.lo, c.hi = -c.hi, -max(c.lo, 1)
	return c, nil
}

// longYear reads what follows Y: a year of more than four digits.
func (p *parser) longYear() (component, *Error) {
	negative := p.eat('-')
	start := p.pos
	var year int64
	for ; p.pos < p.end && isDigit(p.text[p.pos]); p.pos++ {
		// Digits beyond the limit are counted but not added up.
		if year <= maxYear {
			year = year*10 + int64(p.text[p.pos]-'0')
		}
	}
	length := p.pos - start
	switch {
	case length > 0 && p.at('E'):
		return component{}, p.unread("years with an exponent, E", "write all the digits of the year: Y17000000")
	case length > 0 && p.at('S'):
		return component{}, p.significant()
	}
	end := p.pos
	p.pos = start
	switch {
	case length <= 4:
		return component{}, p.fail("Y is for years of more than four digits")
	case p.text[start] == '0':
		return component{}, p.fail("a year after Y does not begin with 0")
	case year > maxYear:
		return component{}, p.fail("years of more than twelve digits are not read")
	}
	p.pos = end
	if negative {
		year = -year
	}
	return component{lo: year, hi: year}, nil
}

func (p *parser) significant() *Error {
	return p.unread("years with significant digits, S", "write X for the digits that are not known: 195X")
}
