package edtf

import (
	"cmp"
	"slices"
)

// A span is days without gap, both ends included.
type span struct{ first, last Day }

// date makes the Date of a reading. All that Parse needs is kept in it; what
// is too large (the members of a set) is read again from the text when two
// dates are compared, so that a Date is small and comparable.
func (r reading) date(text string) Date {
	d := Date{text: text, kind: r.kind}
	note := func(s side) {
		d.level = max(d.level, s.level)
		d.doubt |= s.doubt
		if r.kind == interval && s.unstated {
			d.level = 2
		}
		if s.missing != present {
			d.level = max(d.level, 1)
		}
	}
	switch r.kind {
	case single:
		note(r.ends.from)
		from := r.ends.from
		d.bounds = Bounds{from.first, from.last, from.first, from.last}
	case interval:
		note(r.ends.from)
		note(r.ends.to)
		d.bounds = r.ends.bounds()
	case oneOf:
		first, last := OpenFuture, OpenPast
		for _, m := range r.members {
			note(m.from)
			note(m.to)
			b := m.bounds()
			first, last = min(first, b.Earliest), max(last, b.Latest)
		}
		d.level = 2
		d.bounds = Bounds{first, last, first, last}
	}
	return d
}

// bounds gives the days on which a range may begin and end.
func (m member) bounds() Bounds {
	b := Bounds{m.from.first, m.from.last, m.to.first, m.to.last}
	switch m.from.missing {
	case unknown:
		b.Earliest, b.LatestBegin = OpenPast, OpenFuture
	case open:
		b.Earliest, b.LatestBegin = OpenPast, OpenPast
	}
	switch m.to.missing {
	case unknown:
		b.EarliestEnd, b.Latest = OpenPast, OpenFuture
	case open:
		b.EarliestEnd, b.Latest = OpenFuture, OpenFuture
	}
	b.LatestBegin = min(b.LatestBegin, b.Latest)
	b.EarliestEnd = max(b.EarliestEnd, b.Earliest)
	return b
}

// spans gives the days on which d may begin and those on which it may end, in
// order and without overlap.
func (d Date) spans() (begins, ends []span) {
	if d.kind != oneOf {
		b := d.bounds
		return []span{{b.Earliest, b.LatestBegin}}, []span{{b.EarliestEnd, b.Latest}}
	}
	r, fault := read(d.text, gregorian)
	if fault != nil {
		return nil, nil // no Date is made of a text that cannot be read
	}
	days := make([]span, 0, len(r.members))
	for _, m := range r.members {
		b := m.bounds()
		// The set has some day before or after, not the open end itself: an
		// interval that never ends does not end on one of these days.
		days = append(days, span{max(b.Earliest, OpenPast+1), min(b.Latest, OpenFuture-1)})
	}
	days = merge(days)
	return days, days
}

func merge(days []span) []span {
	slices.SortFunc(days, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	merged := days[:1]
	for _, next := range days[1:] {
		if last := &merged[len(merged)-1]; next.first <= last.last+1 {
			last.last = max(last.last, next.last)
		} else {
			merged = append(merged, next)
		}
	}
	return merged
}

// within reports whether every day of a is one of b. Both are merged.
func within(a, b []span) bool {
	for _, s := range a {
		for len(b) > 0 && b[0].last < s.first {
			b = b[1:]
		}
		if len(b) == 0 || s.first < b[0].first || s.last > b[0].last {
			return false
		}
	}
	return true
}

// meet reports whether a and b have a day in common. Both are merged.
func meet(a, b []span) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].last < b[0].first:
			a = a[1:]
		case b[0].last < a[0].first:
			b = b[1:]
		default:
			return true
		}
	}
	return false
}
