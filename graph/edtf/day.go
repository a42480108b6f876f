package edtf

import (
	"fmt"
	"math"
	"strconv"
)

// A Day is a civil day, as its Julian day number: 2440588 is 1 January 1970.
// Days compare and subtract as numbers; the number does not depend on a
// calendar.
type Day int64

// OpenPast and OpenFuture stand for no bound at all. They sort before and
// after every day.
const (
	OpenPast   Day = math.MinInt64
	OpenFuture Day = math.MaxInt64
)

// maxYear keeps every day far from the ends of int64, and exact in programs
// that hold numbers as floating point. It is seventy times the age of the
// universe.
const maxYear = 999_999_999_999

// DayOf gives the day of a date in the proleptic Gregorian calendar. Year 0 is
// 1 BC. It is an error if there is no such day, or the year has more than
// twelve digits.
func DayOf(year int64, month, day int) (Day, error) {
	if year > maxYear || year < -maxYear {
		return 0, fmt.Errorf("year %d is beyond %d", year, int64(maxYear))
	}
	if month < 1 || month > 12 || day < 1 || day > gregorian.daysIn(year, month) {
		return 0, fmt.Errorf("there is no day %d of month %d in year %d", day, month, year)
	}
	return gregorian.day(year, month, day), nil
}

// Open reports whether d is OpenPast or OpenFuture, and so no day.
func (d Day) Open() bool { return d == OpenPast || d == OpenFuture }

// Date gives year, month and day in the proleptic Gregorian calendar. For an
// open day they mean nothing.
func (d Day) Date() (year int64, month, day int) { return gregorian.date(d) }

// String writes the day in the proleptic Gregorian calendar as YYYY-MM-DD,
// with a minus for years before 0000 and, as in ISO 8601-2, a Y before years
// of more than four digits: -0430-03-01, Y10000-02-29. An open day is "".
func (d Day) String() string { return gregorian.format(d) }

// A calendar counts the same days by other names. Both are proleptic and have
// a year 0.
type calendar uint8

const (
	gregorian calendar = iota
	julian
)

// A calendar's cycle is the span after which its leap years repeat; its start
// is the Julian day number of 1 March of year 0. Years are counted from March
// within these functions, so that the leap day is the last of its year.
func (c calendar) cycle() (years, days, start int64) {
	if c == julian {
		return 4, 1461, 1721118
	}
	return 400, 146097, 1721120
}

func (c calendar) leap(year int64) bool {
	if c == julian {
		return year%4 == 0
	}
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

func (c calendar) daysIn(year int64, month int) int {
	switch {
	case month == 2 && c.leap(year):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// day is the inverse of date. The caller has checked that the day exists.
func (c calendar) day(year int64, month, day int) Day {
	month -= 3
	if month < 0 {
		month += 12
		year--
	}
	years, days, start := c.cycle()
	cycle, y := floor(year, years)
	inYear := int64((153*month+2)/5 + day - 1)
	inCycle := y*365 + y/4 + inYear
	if c == gregorian {
		inCycle -= y / 100
	}
	return Day(cycle*days + inCycle + start)
}

func (c calendar) date(d Day) (year int64, month, day int) {
	years, days, start := c.cycle()
	// Divided before the start is taken off, so that no int64 overflows.
	cycle, n := floor(int64(d), days)
	more, n := floor(n-start, days)
	y := (n - n/1460) / 365
	inYear := n - (y*365 + y/4)
	if c == gregorian {
		y = (n - n/1460 + n/36524 - n/146096) / 365
		inYear = n - (y*365 + y/4 - y/100)
	}
	m := (5*inYear + 2) / 153
	day = int(inYear - (153*m+2)/5 + 1)
	year = (cycle+more)*years + y
	if m >= 10 {
		return year + 1, int(m) - 9, day
	}
	return year, int(m) + 3, day
}

func (c calendar) format(d Day) string {
	if d.Open() {
		return ""
	}
	year, month, day := c.date(d)
	b := appendYear(make([]byte, 0, 16), year)
	b = append(b, '-', byte('0'+month/10), byte('0'+month%10))
	b = append(b, '-', byte('0'+day/10), byte('0'+day%10))
	return string(b)
}

func appendYear(b []byte, year int64) []byte {
	if year > 9999 || year < -9999 {
		return strconv.AppendInt(append(b, 'Y'), year, 10)
	}
	if year < 0 {
		b = append(b, '-')
		year = -year
	}
	for unit := int64(1000); unit > 0; unit /= 10 {
		b = append(b, byte('0'+year/unit%10))
	}
	return b
}

// floor divides rounding down, with the rest never negative: Go's own division
// rounds years before 0 the wrong way.
func floor(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient--
		rest += b
	}
	return quotient, rest
}
