package edtf

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// The Gregorian calendar against that of the standard library.
func TestGregorianDaysAgainstTime(t *testing.T) {
	random := rand.New(rand.NewPCG(1936, 3))
	for range 200_000 {
		seconds := random.Int64N(2e14) - 1e14 // some three million years each way
		at := time.Unix(seconds, 0).UTC()
		days, _ := floor(seconds, 24*60*60)
		want := Day(2440588 + days)
		got, err := DayOf(int64(at.Year()), int(at.Month()), at.Day())
		if err != nil || got != want {
			t.Fatalf("%s is day %d, want %d (%v)", at.Format(time.RFC3339), got, want, err)
		}
		year, month, day := want.Date()
		if year != int64(at.Year()) || month != int(at.Month()) || day != at.Day() {
			t.Fatalf("day %d is %d-%d-%d, want %s", want, year, month, day, at.Format(time.DateOnly))
		}
	}
}

// Every day has its name in both calendars, and the next day has the next.
func TestEveryDayFollowsTheOneBefore(t *testing.T) {
	for _, cal := range []calendar{gregorian, julian} {
		for _, around := range []Day{0, 1721118, 2299161, 2440588, cal.day(maxYear, 12, 31), cal.day(-maxYear, 1, 1)} {
			year, month, day := cal.date(around - 200_000)
			for d := around - 200_000 + 1; d < around+200_000; d++ {
				if day++; day > cal.daysIn(year, month) {
					day, month = 1, month+1
				}
				if month > 12 {
					month, year = 1, year+1
				}
				y, m, dd := cal.date(d)
				if y != year || m != month || dd != day || cal.day(y, m, dd) != d {
					t.Fatalf("calendar %d, day %d is %d-%d-%d, want %d-%d-%d", cal, d, y, m, dd, year, month, day)
				}
			}
		}
	}
}

// Days whose numbers are in the astronomers' tables (Meeus, Astronomical
// Algorithms, chapter 7; noon of the day).
func TestKnownDayNumbers(t *testing.T) {
	for _, test := range []struct {
		cal   calendar
		day   Day
		year  int64
		month int
		date  int
	}{
		{gregorian, 2451545, 2000, 1, 1},
		{gregorian, 2436116, 1957, 10, 4},
		{gregorian, 2299161, 1582, 10, 15},
		{julian, 2299160, 1582, 10, 4},
		{julian, 1842713, 333, 1, 27},
		{julian, 1676497, -123, 12, 31},
		{julian, 1676498, -122, 1, 1},
		{julian, 1356001, -1000, 7, 12},
		{julian, 1355867, -1000, 2, 29},
		{julian, 0, -4712, 1, 1},
	} {
		if got := test.cal.day(test.year, test.month, test.date); got != test.day {
			t.Errorf("%d-%d-%d is day %d, want %d", test.year, test.month, test.date, got, test.day)
		}
	}
}

func TestDayOfRefusesDaysThatAreNot(t *testing.T) {
	for _, date := range [][3]int{{1900, 2, 29}, {1936, 13, 1}, {1936, 0, 1}, {1936, 4, 31}, {1936, 1, 0}, {maxYear + 1, 1, 1}, {math.MinInt64, 1, 1}} {
		if d, err := DayOf(int64(date[0]), date[1], date[2]); err == nil {
			t.Errorf("%v is day %d", date, d)
		}
	}
}

func TestDayString(t *testing.T) {
	for _, test := range []struct {
		year       int64
		month, day int
		want       string
	}{
		{1936, 3, 12, "1936-03-12"},
		{79, 8, 24, "0079-08-24"},
		{0, 1, 1, "0000-01-01"},
		{-430, 3, 1, "-0430-03-01"},
		{-9999, 12, 31, "-9999-12-31"},
		{10000, 2, 29, "Y10000-02-29"},
		{-170000002, 1, 1, "Y-170000002-01-01"},
		{maxYear, 12, 31, "Y999999999999-12-31"},
	} {
		d, err := DayOf(test.year, test.month, test.day)
		if err != nil || d.String() != test.want || d.Open() {
			t.Errorf("%s is %s, want %s (%v)", test.want, d, test.want, err)
		}
	}
	for _, d := range []Day{OpenPast, OpenFuture} {
		if d.String() != "" || !d.Open() {
			t.Errorf("an open day is %q", d)
		}
	}
}
