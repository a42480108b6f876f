package edtf

import (
	"strconv"
	"strings"
)

// The calendars that FromCalendar and InCalendar know. Both are proleptic, and
// count years from 1 January with a year 0: a source whose year begins in
// March or September needs its editor.
const (
	Gregorian = "gregorian"
	Julian    = "julian"
)

func calendarNamed(name string) (calendar, bool) {
	switch name {
	case Gregorian:
		return gregorian, true
	case Julian:
		return julian, true
	}
	return 0, false
}

// FromCalendar reads an EDTF text whose days are those of the named calendar,
// and gives the date in EDTF proper: 1912-10-21 in julian is 1912-11-03. For
// gregorian it is Parse.
//
// A Julian month or year is no Gregorian one, so what names one day within it
// becomes a one-of set of exactly its days: 1912-10 is
// [1912-10-14..1912-11-13]. The sides of an interval are converted when they
// are days. Qualifiers of the whole date and times of day stay. Seasons,
// qualified components, years after Y, and intervals of months or years cannot
// be converted; the error, an *Error, says so.
func FromCalendar(text, calendar string) (Date, error) {
	cal, known := calendarNamed(calendar)
	if !known {
		p := parser{text: text}
		fault := p.fail("the calendar " + strconv.Quote(shorten(calendar)) + " is not known")
		fault.refused = "cannot be read"
		fault.Hint = "calendars: gregorian, julian"
		return Date{}, fault
	}
	if cal == gregorian {
		return Parse(text)
	}
	r, fault := read(text, cal)
	if fault != nil {
		return Date{}, fault.explain(text, cal)
	}
	converted, reason := r.convert()
	if reason != "" {
		p := parser{text: text}
		fault := p.fail(reason)
		fault.refused = "cannot be converted from the Julian calendar"
		fault.Hint = "write year, month and day, of a year between -9998 and 9998"
		return Date{}, fault
	}
	return Parse(converted)
}

// InCalendar writes a day in the named calendar, in the form of Day.String. It
// is "" for an open day and for a calendar that is not known.
func InCalendar(d Day, calendar string) string {
	cal, known := calendarNamed(calendar)
	if !known {
		return ""
	}
	return cal.format(d)
}

// convert writes the reading in the Gregorian calendar, or says why it cannot.
func (r reading) convert() (text, reason string) {
	switch r.kind {
	case interval:
		from, reason := r.ends.from.convert()
		if reason != "" {
			return "", reason
		}
		to, reason := r.ends.to.convert()
		return from + "/" + to, reason
	case oneOf:
		members := make([]string, len(r.members))
		for i, m := range r.members {
			if members[i], reason = m.convert(); reason != "" {
				return "", reason
			}
		}
		return "[" + strings.Join(members, ",") + "]", ""
	}
	if m := r.ends.from; m.first != m.last {
		text, reason = member{m, m}.convert()
		return "[" + text + "]", reason
	}
	text, reason = r.ends.from.convert()
	return text + r.clock, reason
}

// convert writes a member of a one-of set.
func (m member) convert() (text, reason string) {
	from, to := m.from, m.to
	if from.missing == present && to.missing == present && from.first == to.last {
		return from.convert()
	}
	from.last, to.first = from.first, to.last
	text, reason = from.convert()
	if reason != "" {
		return "", reason
	}
	end, reason := to.convert()
	return strings.TrimPrefix(text, "..") + ".." + strings.TrimPrefix(end, ".."), reason
}

// convert writes one day, or the absence of a date.
func (s side) convert() (text, reason string) {
	switch {
	case s.missing == unknown:
		return "", ""
	case s.missing == open:
		return "..", ""
	case s.season:
		return "", "a season has no exact days"
	case s.parts:
		return "", "a month or year that is qualified by itself is not the same in another calendar"
	case s.first != s.last:
		return "", "an interval needs year, month and day on both sides"
	}
	text = s.first.String()
	if strings.HasPrefix(text, "Y") || s.prefixed {
		return "", "its year has more than four digits, and EDTF has no days in such years"
	}
	return text + s.tail, ""
}
