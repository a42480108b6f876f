package edtf

import (
	"errors"
	"testing"
)

// Whatever the text, reading it ends, and what is read makes sense.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"1936-03-12", "1936-03-12T09:00:00+08:00", "1936-03~/1946?", "../1985", "1985/", "Y-170000002",
		"193X", "1936-24", "?2004-06-~11", "[1667,1668,1670..1672]", "[..1760-12-03]", "[1760-12..]", "-0430",
		"156X-12-25", "Y17E8S3", "{1960}", "12 March 1936", "c. 12/03/1936", "431 BC", "1914-18", "1936\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkReading(t, text)
		if d, err := FromCalendar(text, Julian); err == nil {
			checkReading(t, d.String())
		} else if fault := new(Error); !errors.As(err, &fault) || fault.Hint == "" {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func checkReading(t *testing.T, text string) {
	d, err := Parse(text)
	if err != nil {
		var fault *Error
		if !errors.As(err, &fault) || fault.Hint == "" || fault.Problem == "" || fault.Column < 1 || fault.Column > len(text)+1 {
			t.Fatalf("%q: %#v", text, err)
		}
		return
	}
	b := d.Bounds()
	switch {
	case d.String() != text:
		t.Fatalf("%q is given back as %q", text, d)
	case b.Earliest > b.LatestBegin || b.EarliestEnd > b.Latest || b.Earliest > b.EarliestEnd || b.LatestBegin > b.Latest:
		t.Fatalf("%q has bounds out of order: %v", text, b)
	case !d.IsInterval() && (b.Earliest != b.EarliestEnd || b.LatestBegin != b.Latest):
		t.Fatalf("%q is no interval and has two ends: %v", text, b)
	case !Refines(d, d) || !Compatible(d, d) || Compare(d, d) != 0:
		t.Fatalf("%q is not like itself", text)
	}
	for _, day := range []Day{b.Earliest, b.LatestBegin, b.EarliestEnd, b.Latest} {
		if y, m, dd := day.Date(); !day.Open() && gregorian.day(y, m, dd) != day {
			t.Fatalf("%q: day %d is %s and not back", text, day, day)
		}
	}
	// A day with four digits is itself EDTF, and refines what it bounds.
	if day, err := Parse(b.Earliest.String()); err == nil && !d.IsInterval() && !Refines(day, d) {
		t.Fatalf("%s does not refine %q", day, text)
	}
}

// The fast way must read exactly what the slow one reads.
func FuzzPlainDay(f *testing.F) {
	f.Add("1936-03-12")
	f.Add("1900-02-29")
	f.Add("0000-00-00")
	f.Fuzz(func(t *testing.T, text string) {
		fast, ok := plainDay(text)
		if !ok {
			return
		}
		r, fault := read(text, gregorian)
		if fault != nil || r.date(text) != fast {
			t.Fatalf("%q: %v and %v (%v)", text, fast, r.date(text), fault)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"1936-03-12", "1936", "1936-03~/1946", "[1667,1668,1670..1672]", "autumn 1066", "no date at all"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Parse(text)
			}
		})
	}
}

func BenchmarkRefines(b *testing.B) {
	day, _ := Parse("1936-03-12")
	year, _ := Parse("1936")
	for b.Loop() {
		Refines(day, year)
	}
}
