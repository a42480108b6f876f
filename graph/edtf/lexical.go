package edtf

import "fmt"

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (p *parser) at(b byte) bool { return p.pos < p.end && p.text[p.pos] == b }

func (p *parser) eat(b byte) bool {
	if p.at(b) {
		p.pos++
		return true
	}
	return false
}

// eatDots moves over "..".
func (p *parser) eatDots() bool {
	if p.at('.') && p.pos+1 < p.end && p.text[p.pos+1] == '.' {
		p.pos += 2
		return true
	}
	return false
}

// digits reads a component of exactly width digits, of which any that stand
// rightmost may be X.
func (p *parser) digits(name, words string, width int) (component, *Error) {
	start := p.pos
	run := start
	for run < p.end && (isDigit(p.text[run]) || p.text[run] == 'X') {
		run++
	}
	if run == start {
		return component{}, p.fail("a " + name + " is expected")
	}
	if run-start != width {
		return component{}, p.fail(fmt.Sprintf("a %s has %s digits, not %d", name, words, run-start))
	}
	var c component
	for ; p.pos < run; p.pos++ {
		b := p.text[p.pos]
		switch {
		case b == 'X':
			c = component{c.lo * 10, c.hi*10 + 9, c.unstated + 1}
		case c.unstated > 0:
			return component{}, p.gap()
		default:
			c.lo = c.lo*10 + int64(b-'0')
			c.hi = c.lo
		}
	}
	return c, nil
}

// finish reports what stands where nothing more is expected.
func (p *parser) finish() *Error {
	if p.pos == p.end {
		return nil
	}
	return p.fail(fmt.Sprintf("%s is not expected here", quoteAt(p.text, p.pos)))
}
