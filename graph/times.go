package graph

import (
	"slices"

	"annals.example/graph/edtf"
)

// span is the first and the last day on which what a record tells of may have
// been going on: from the column to the end, if it has one.
func (r record) span(column string) (first, last edtf.Day, ok bool) {
	first, last = edtf.OpenFuture, edtf.OpenPast
	for _, v := range slices.Concat(r.all(column), r.all("end")) {
		if v.date != nil {
			first, last, ok = min(first, v.date.Earliest), max(last, v.date.Latest), true
		}
	}
	return first, last, ok && slices.ContainsFunc(r.all(column), func(v value) bool { return v.date != nil })
}

// within keeps what may have happened between the parameters from and to.
func within(a *asked, records []record, args []string) []record {
	first, last := edtf.OpenPast, edtf.OpenFuture
	from, bounded := a.dates["from"]
	if bounded {
		first = from.Bounds().Earliest
	}
	to, bounded := a.dates["to"]
	if bounded {
		last = to.Bounds().Latest
	}
	if first == edtf.OpenPast && last == edtf.OpenFuture {
		return records
	}
	return without(a, records, func(r record) bool {
		begin, end, ok := r.span(args[0])
		return !ok || begin > last || end < first
	})
}

// onDay keeps all that is said of what lasted on the parameter's day, as at least
// one record of it says; an end or a begin that is not given does not bound it.
func onDay(a *asked, records []record, keys []string) []record {
	day, given := a.dates["on"]
	if !given {
		return records
	}
	bounds := day.Bounds()
	lasted := map[string]bool{}
	for r := range while(a, records) {
		if !r.has("begin", "end") {
			continue
		}
		begin, end := edtf.OpenPast, edtf.OpenFuture
		if first, _, ok := r.span("begin"); ok {
			begin = first
		}
		if _, last, ok := r.span("end"); ok {
			end = last
		}
		if begin <= bounds.Latest && end >= bounds.Earliest {
			lasted[r.identity(keys)] = true
		}
	}
	return without(a, records, func(r record) bool { return !lasted[r.identity(keys)] })
}

// someDays is how far near looks where nobody says how far.
const someDays = 7

// nearDays keeps what may have happened within some days of a thing, as whoever
// dates it does, and leaves out the thing itself.
func nearDays(a *asked, records []record, args []string) []record {
	thing, days := a.things[args[0]], edtf.Day(someDays)
	if n, given := a.days[args[1]]; given {
		days = n
	}
	first, last := edtf.OpenFuture, edtf.OpenPast
	for r := range while(a, records) {
		if begin, end, ok := r.span("date"); ok && r.holds("thing", thing) {
			first, last = min(first, begin), max(last, end)
		}
	}
	if first > last { // nobody dates it
		return nil
	}
	return without(a, records, func(r record) bool {
		begin, end, ok := r.span("date")
		return !ok || r.holds("thing", thing) || begin > later(last, days) || end < later(first, -days)
	})
}

// later adds days to a day; an open end stays open.
func later(d, days edtf.Day) edtf.Day {
	if d.Open() {
		return d
	}
	return d + days
}
