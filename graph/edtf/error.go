package edtf

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Error says why a text is not EDTF, or not EDTF that this package reads.
type Error struct {
	Text    string // the whole text
	Column  int    // where in it, counted in bytes from 1
	Problem string // what is wrong there
	Hint    string // what to write instead, never empty
	Unread  bool   // what stands there is a feature of level 2 that is not read yet

	refused string // instead of "is not EDTF"
}

// Error gives the date and the problem in one line, without the hint.
func (e *Error) Error() string {
	refused := "is not EDTF"
	switch {
	case e.refused != "":
		refused = e.refused
	case e.Unread:
		refused = "cannot be read"
	}
	return fmt.Sprintf("date %q %s: %s (column %d)", shorten(e.Text), refused, e.Problem, e.Column)
}

// fail makes the error for the place where the parser stands.
func (p *parser) fail(problem string) *Error {
	return &Error{Text: p.text, Column: p.pos + 1, Problem: problem}
}

// unread makes the error for a feature that is EDTF and not read here.
func (p *parser) unread(feature, hint string) *Error {
	fault := p.fail(feature + ", are a feature of EDTF level 2 that is not read yet")
	fault.Hint, fault.Unread = hint, true
	return fault
}

// tryFirst sets the hint if the text that would mend the fault is EDTF.
func (e *Error) tryFirst(text string, cal calendar) {
	if _, fault := read(text, cal); fault == nil {
		e.Hint = "write " + text
	}
}

// explain completes an error before it leaves the package: only then is it
// worth asking what the writer may have meant.
func (e *Error) explain(text string, cal calendar) error {
	if e.Unread {
		return e
	}
	meant := meantBy(text, cal)
	switch {
	case len(meant) > 0:
		e.Hint = "write " + strings.Join(meant, " or ")
	case e.Hint != "":
	case strings.ContainsAny(text, "[]"):
		e.Hint = "write [1667,1668,1670..1672], [..1984] or [1984..]"
	case strings.Contains(text, "/"):
		e.Hint = "write 2004-06/2006-08, 2004-06/.. where there is no end, 2004-06/ where it is unknown"
	case e.Column > 11 && text[10] == 'T':
		e.Hint = "write 1985-04-12T23:20:30, or with its zone 1985-04-12T23:20:30Z, 1985-04-12T23:20:30+04:30"
	default:
		e.Hint = "write 1066-10-14, 1066-10, 1066, or -0430 for 431 BC"
	}
	return e
}

// shorten keeps a hostile text from flooding a terminal or a log.
func shorten(text string) string {
	const limit = 60
	if len(text) <= limit {
		return text
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// quoteAt quotes the character that begins at byte i.
func quoteAt(text string, i int) string {
	_, size := utf8.DecodeRuneInString(text[i:])
	return fmt.Sprintf("%q", text[i:i+size])
}
