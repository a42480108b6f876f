package edtf

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// Old Style dates and the Gregorian ones that historians give beside them.
func TestOldStyle(t *testing.T) {
	for oldStyle, want := range map[string]string{
		"1912-10-21":  "1912-11-03", // the Russo-Mongolian agreement
		"1915-05-25":  "1915-06-07", // the Treaty of Kyakhta
		"1900-07-24":  "1900-08-06",
		"1902-04-01":  "1902-04-14",
		"1890-02-25":  "1890-03-09",
		"1881-01-23":  "1881-02-04",
		"1896-11-19":  "1896-12-01",
		"1917-10-25":  "1917-11-07", // the October Revolution
		"1900-02-28":  "1900-03-12", // the last of twelve days' difference
		"1900-02-29":  "1900-03-13", // no day in the Gregorian calendar
		"1752-09-02":  "1752-09-13", // the last day of the Julian calendar in Britain
		"1616-04-23":  "1616-05-03", // Shakespeare
		"1582-10-04":  "1582-10-14", // the last before the reform
		"0250-03-01":  "0250-03-01", // the third century: no difference
		"0000-01-01":  "-0001-12-30",
		"-0043-03-15": "-0043-03-13", // Caesar
	} {
		d, err := FromCalendar(oldStyle, Julian)
		if err != nil {
			t.Errorf("%s: %v", oldStyle, err)
			continue
		}
		if d.String() != want {
			t.Errorf("%s is %s, want %s", oldStyle, d, want)
		}
		if back := InCalendar(d.Bounds().Earliest, Julian); back != oldStyle {
			t.Errorf("%s is %s in the Julian calendar, want %s", d, back, oldStyle)
		}
	}
}

func TestWhatElseComesFromTheJulianCalendar(t *testing.T) {
	for oldStyle, want := range map[string]string{
		"1912-10":                    "[1912-10-14..1912-11-13]",
		"1912":                       "[1912-01-14..1913-01-13]",
		"191X":                       "[1910-01-14..1920-01-13]",
		"1912-10~":                   "[1912-10-14~..1912-11-13~]",
		"1912-10-21?":                "1912-11-03?",
		"1912-10-21T09:00:00+07:30":  "1912-11-03T09:00:00+07:30",
		"1912-10-21/1915-05-25":      "1912-11-03/1915-06-07",
		"1912-10-21~/..":             "1912-11-03~/..",
		"/1912-10-21":                "/1912-11-03",
		"[1912-10-21,1912-10-23]":    "[1912-11-03,1912-11-05]",
		"[..1912-10-21]":             "[..1912-11-03]",
		"[1912-10..]":                "[1912-10-14..]",
		"[1911,1912-10..1912-11-01]": "[1911-01-14..1912-01-13,1912-10-14..1912-11-14]",
	} {
		d, err := FromCalendar(oldStyle, Julian)
		if err != nil || d.String() != want {
			t.Errorf("%s is %s, want %s (%v)", oldStyle, d, want, err)
		}
	}
}

func TestWhatDoesNotComeFromTheJulianCalendar(t *testing.T) {
	for text, want := range map[string]string{
		"1912-21":            "a season has no exact days",
		"1912-10/1912-11":    "an interval needs year, month and day on both sides",
		"1912/..":            "an interval needs year, month and day on both sides",
		"1912?-10-21":        "qualified by itself",
		"Y10000":             "its year has more than four digits",
		"9999-12-31":         "its year has more than four digits",
		"-9999-01-01":        "its year has more than four digits",
		"1911-02-29":         "there is no day 29 in February 1911",
		"21 October 1912":    "a year has four digits",
		"[1912-10-21,1912-2": "a month has two digits",
	} {
		_, err := FromCalendar(text, Julian)
		var fault *Error
		if !errors.As(err, &fault) || !strings.Contains(fault.Problem, want) || fault.Hint == "" {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	for _, test := range []struct{ text, calendar, said, hint string }{
		{"1912-10-21", "mayan", `date "1912-10-21" cannot be read: the calendar "mayan" is not known (column 1)`,
			"calendars: gregorian, julian"},
		{"1912-21", Julian, `date "1912-21" cannot be converted from the Julian calendar: a season has no exact days (column 1)`,
			"write year, month and day, of a year between -9998 and 9998"},
	} {
		_, err := FromCalendar(test.text, test.calendar)
		var fault *Error
		if !errors.As(err, &fault) || err.Error() != test.said || fault.Hint != test.hint {
			t.Errorf("%s in %s: %v", test.text, test.calendar, err)
		}
	}
	if _, err := FromCalendar("29.02.1900", Julian); err.(*Error).Hint != "write 1900-02-29" {
		t.Errorf("the hint is judged in the wrong calendar: %v", err.(*Error).Hint)
	}
}

func TestGregorianCalendarIsParse(t *testing.T) {
	for _, text := range []string{"1912-10-21", "1912-10", "1912-21/..", "[1912,1913]", "1912-13"} {
		want, wantErr := Parse(text)
		got, err := FromCalendar(text, Gregorian)
		if got != want || (err == nil) != (wantErr == nil) {
			t.Errorf("%s: %v %v, want %v %v", text, got, err, want, wantErr)
		}
	}
}

// Over all four-digit years: there and back again.
func TestJulianRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1912, 10))
	first, last := julian.day(-9998, 1, 1), julian.day(9998, 12, 31)
	for range 50_000 {
		d := first + Day(random.Int64N(int64(last-first)))
		oldStyle := InCalendar(d, Julian)
		back, err := FromCalendar(oldStyle, Julian)
		if err != nil || back.Bounds() != (Bounds{d, d, d, d}) || back.String() != InCalendar(d, Gregorian) {
			t.Fatalf("day %d is %s and then %s (%v)", d, oldStyle, back, err)
		}
	}
}

// From 1 March of a year on, the Julian calendar is behind by three days for
// every four centuries, but for two: +13 in the twentieth, +12 in the
// nineteenth, +10 at the reform, none in the third.
func TestDifferenceBetweenTheCalendars(t *testing.T) {
	for year := int64(-20_000); year <= 20_000; year++ {
		century, _ := floor(year, 100)
		leapCenturies, _ := floor(year, 400)
		want := Day(century - leapCenturies - 2)
		if got := julian.day(year, 3, 1) - gregorian.day(year, 3, 1); got != want {
			t.Fatalf("in March %d the difference is %d days, want %d", year, got, want)
		}
	}
}

func TestInCalendarOfNothing(t *testing.T) {
	if s := InCalendar(OpenFuture, Julian) + InCalendar(2440588, "mayan"); s != "" {
		t.Errorf("got %q", s)
	}
}
