package edtf

import (
	"errors"
	"strings"
	"testing"
)

// shown writes four bounds as people would: begin, then end where it differs.
func shown(b Bounds) string {
	begin := b.Earliest.String() + " " + b.LatestBegin.String()
	if end := b.EarliestEnd.String() + " " + b.Latest.String(); end != begin {
		return begin + " to " + end
	}
	return begin
}

func TestBounds(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// One day, or one day within something longer.
		{"1936-03-12", "1936-03-12 1936-03-12"},
		{"1936-03", "1936-03-01 1936-03-31"},
		{"1936", "1936-01-01 1936-12-31"},
		{"1936-02", "1936-02-01 1936-02-29"},
		{"1900-02", "1900-02-01 1900-02-28"},
		{"0000", "0000-01-01 0000-12-31"},
		{"-0430-03", "-0430-03-01 -0430-03-31"},
		{"Y170000002", "Y170000002-01-01 Y170000002-12-31"},
		{"Y-999999999999", "Y-999999999999-01-01 Y-999999999999-12-31"},
		{"Y999999999999", "Y999999999999-01-01 Y999999999999-12-31"},
		{"1985-04-12T23:20:30-04", "1985-04-12 1985-04-12"},

		// Doubt does not widen.
		{"1936-03~", "1936-03-01 1936-03-31"},
		{"1936?", "1936-01-01 1936-12-31"},
		{"2004-06~-11", "2004-06-11 2004-06-11"},

		// Unspecified digits.
		{"193X", "1930-01-01 1939-12-31"},
		{"19XX", "1900-01-01 1999-12-31"},
		{"XXXX", "0000-01-01 9999-12-31"},
		{"1936-XX", "1936-01-01 1936-12-31"},
		{"1936-02-XX", "1936-02-01 1936-02-29"},
		{"1936-XX-XX", "1936-01-01 1936-12-31"},
		{"1984-1X", "1984-10-01 1984-12-31"},
		{"1984-0X-XX", "1984-01-01 1984-09-30"},
		{"2015-02-2X", "2015-02-20 2015-02-28"},
		{"2015-03-0X", "2015-03-01 2015-03-09"},
		{"2015-03-3X", "2015-03-30 2015-03-31"},
		{"-01XX", "-0199-01-01 -0100-12-31"},
		{"-000X", "-0009-01-01 -0001-12-31"},

		// Seasons.
		{"1936-21", "1936-03-01 1936-05-31"},
		{"1936-22", "1936-06-01 1936-08-31"},
		{"1936-23", "1936-09-01 1936-11-30"},
		{"1936-24", "1936-12-01 1937-02-28"},
		{"1935-24", "1935-12-01 1936-02-29"},
		{"9999-24", "9999-12-01 Y10000-02-29"},
		{"-0001-24", "-0001-12-01 0000-02-29"},

		// Intervals: the ends limit each other.
		{"1936-03-12/1946-03-12", "1936-03-12 1936-03-12 to 1946-03-12 1946-03-12"},
		{"2004-02-01/2005", "2004-02-01 2004-02-01 to 2005-01-01 2005-12-31"},
		{"1936/1936-03", "1936-01-01 1936-03-31 to 1936-03-01 1936-03-31"},
		{"1936-03/1936", "1936-03-01 1936-03-31 to 1936-03-01 1936-12-31"},
		{"1936/1936", "1936-01-01 1936-12-31"},
		{"1985-04/..", "1985-04-01 1985-04-30 to  "},
		{"1985-04/", "1985-04-01 1985-04-30 to 1985-04-01 "},
		{"../1985-04", " to 1985-04-01 1985-04-30"},
		{"/1985-04", " 1985-04-30 to 1985-04-01 1985-04-30"},
		{"1984~/2004-06", "1984-01-01 1984-12-31 to 2004-06-01 2004-06-30"},
		{"1936-21/1936-23", "1936-03-01 1936-05-31 to 1936-09-01 1936-11-30"},
		{"-0431/-0403", "-0431-01-01 -0431-12-31 to -0403-01-01 -0403-12-31"},

		// One of several.
		{"[1936-03-12,1936-03-13]", "1936-03-12 1936-03-13"},
		{"[1946,1936-03-12]", "1936-03-12 1946-12-31"},
		{"[1667,1668,1670..1672]", "1667-01-01 1672-12-31"},
		{"[..1984]", " 1984-12-31"},
		{"[1984..]", "1984-01-01 "},
		{"[..1984,1990..]", " "},
		{"[1984]", "1984-01-01 1984-12-31"},
		{"[193X,1941~]", "1930-01-01 1941-12-31"},
	} {
		d, err := Parse(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		// An open side is shown as nothing.
		if got := strings.TrimLeft(shown(d.Bounds()), " "); got != strings.TrimLeft(test.want, " ") {
			t.Errorf("%s is %q, want %q", test.text, got, test.want)
		}
	}
}

func TestOpenSides(t *testing.T) {
	p, f := OpenPast, OpenFuture
	begin, _ := DayOf(1985, 1, 1)
	end, _ := DayOf(1985, 12, 31)
	for _, test := range []struct {
		text string
		want Bounds
	}{
		{"1985/..", Bounds{begin, end, f, f}},
		{"1985/", Bounds{begin, end, begin, f}},
		{"../1985", Bounds{p, p, begin, end}},
		{"/1985", Bounds{p, end, begin, end}},
		{"../..", Bounds{p, p, f, f}},
		{"/", Bounds{p, f, p, f}},
		{"../", Bounds{p, p, p, f}},
		{"/..", Bounds{p, f, f, f}},
		{"[..1985]", Bounds{p, end, p, end}},
		{"[1985..]", Bounds{begin, f, begin, f}},
		{"[..1985-12-31,1985..]", Bounds{p, f, p, f}},
	} {
		d, err := Parse(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
		} else if d.Bounds() != test.want {
			t.Errorf("%s: %v, want %v", test.text, d.Bounds(), test.want)
		}
	}
}

// What a date says of itself: level, then i(nterval), s(et), u(ncertain),
// a(pproximate).
func TestWhatADateSays(t *testing.T) {
	for text, want := range map[string]string{
		"1936-03-12":                 "0",
		"1936-03-12T09:00:00+08":     "0",
		"2016-12-31T23:59:60Z":       "0",
		"2017-01-01T07:59:60+08":     "0",
		"1936-03/1937":               "0i",
		"1936-03/":                   "1i",
		"1936-03?":                   "1u",
		"1936-03-12~":                "1a",
		"1936%":                      "1ua",
		"193X~":                      "1a",
		"Y-17000?":                   "1u",
		"-0430":                      "1",
		"1936-21~":                   "1a",
		"1936-03?/1936-05~":          "1iua",
		"1936-XX/1937":               "2i",
		"1936?-03-12":                "2u",
		"?1936-03":                   "2u",
		"1936-~03-12%":               "2ua",
		"2001?-23":                   "2u",
		"1XXX":                       "2",
		"1936-1X":                    "2",
		"193X-XX":                    "2",
		"~-0100/-0050":               "2ia",
		"[1936-03-12,1936-03-13?..]": "2su",
	} {
		d, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got := string(rune('0' + d.Level()))
		for letter, says := range map[string]bool{"i": d.IsInterval(), "s": d.IsSet(), "u": d.Uncertain(), "a": d.Approximate()} {
			if says != strings.Contains(want, letter) {
				t.Errorf("%s: %s is %v", text, letter, says)
			}
		}
		if got != want[:1] {
			t.Errorf("%s is of level %s, want %s", text, got, want[:1])
		}
	}
}

// Texts that are no EDTF: where, and what the error advises.
func TestErrors(t *testing.T) {
	const usual = "write 1066-10-14, 1066-10, 1066, or -0430 for 431 BC"
	for _, test := range []struct {
		text    string
		column  int
		problem string
		hint    string
	}{
		{"", 1, "there is nothing written", usual},
		{"soon", 1, "a year is expected", usual},
		{"1936-13", 6, "there is no month 13", usual},
		{"1936-00", 6, "there is no month 00", usual},
		{"1936-20", 6, "there is no month 20", usual},
		{"1936-42", 6, "there is no month 42", "write 1936/1942"},
		{"1936-02-30", 9, "there is no day 30 in February 1936", "February 1936 has days 01 to 29"},
		{"1900-02-29", 9, "there is no day 29 in February 1900", "February 1900 has days 01 to 28"},
		{"1936-04-31", 9, "there is no day 31 in April 1936", "April 1936 has days 01 to 30"},
		{"1936-03-00", 9, "there is no day 00 in March 1936", "March 1936 has days 01 to 31"},
		{"1936-02-3X", 9, "there is no day 3X in February 1936", "February 1936 has days 01 to 29"},
		{"1936-03-12é", 11, `"é" is not expected here`, usual},
		{"-0000", 1, "there is no year -0000", "write 0000 for 1 BC, -0001 for 2 BC"},
		{"Y1936", 2, "Y is for years of more than four digits", "write 1936"},
		{"Y1000000000000", 2, "years of more than twelve digits are not read", usual},
		{"Y010000", 2, "a year after Y does not begin with 0", usual},
		{"Y170000002-01", 11, `"-" is not expected here`, usual},
		{"1936?~", 6, "one qualifier is enough: ? uncertain, ~ approximate, % both", "write 1936%"},
		{"2005/2004", 6, "the interval ends before it begins", "write 2004/2005"},
		{"1936-03-12/1936-03-13T00:00:00", 22, "an interval is made of dates, without time of day",
			"write 2004-06/2006-08, 2004-06/.. where there is no end, 2004-06/ where it is unknown"},
		{"[]", 2, "a year is expected", "write [1667,1668,1670..1672], [..1984] or [1984..]"},
		{"[1936", 6, "a set goes on with , or ends with ]", "write [1667,1668,1670..1672], [..1984] or [1984..]"},
		{"[1936,..1937]", 7, "only the first date of a set has .. before it", "write [1667,1668,1670..1672], [..1984] or [1984..]"},
		{"[1936..,1938]", 8, "after .. without a date, the set ends: ] is missing", "write [1667,1668,1670..1672], [..1984] or [1984..]"},
		{"[1938..1936]", 8, "the range ends before it begins", "write [1667,1668,1670..1672], [..1984] or [1984..]"},
		{"1936-03-12T25:00:00", 12, "25 is not an hour", "write midnight as T00:00:00 of the next day"},
		{"1936T00:00:00", 5, "a time of day follows year, month and day, without qualifier or X", usual},
		{"1936-03-12T12:00:60", 18, "there is no second 60, except at 23:59 in Greenwich",
			"write 1985-04-12T23:20:30, or with its zone 1985-04-12T23:20:30Z, 1985-04-12T23:20:30+04:30"},
		{"1936-03-12T12:00:00+14:01", 20, "there is no such zone: they go from -12:00 to +14:00",
			"write 1985-04-12T23:20:30, or with its zone 1985-04-12T23:20:30Z, 1985-04-12T23:20:30+04:30"},
		{strings.Repeat("1", 5000), 1, "the text is longer than 4096 bytes", usual},
		{"{1960}", 1, "sets of which all members are meant, { }, are a feature of EDTF level 2 that is not read yet",
			"make one claim for each member"},
		{"1939-40", 6, "seasons of a hemisphere and parts of a year, 25 to 41, are a feature of EDTF level 2 that is not read yet",
			"write its months, as in 2001-07/2001-09; for the years, write 1939/1940"},
	} {
		_, err := Parse(test.text)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if fault.Text != test.text || fault.Column != test.column || fault.Problem != test.problem || fault.Hint != test.hint {
			t.Errorf("%.40q: column %d: %s\n\thint: %s\nwant column %d: %s\n\thint: %s", test.text,
				fault.Column, fault.Problem, fault.Hint, test.column, test.problem, test.hint)
		}
	}
}

func TestErrorsAreShort(t *testing.T) {
	_, err := Parse(strings.Repeat("é", 100_000))
	if err == nil || len(err.Error()) > 200 {
		t.Errorf("an error of %d bytes", len(err.Error()))
	}
}
