package edtf

import "strings"

// Compare orders dates by their earliest possible begin, and where that is the
// same by the bytes of their texts. It is 0 only for equal texts.
func Compare(a, b Date) int {
	switch {
	case a.bounds.Earliest < b.bounds.Earliest:
		return -1
	case a.bounds.Earliest > b.bounds.Earliest:
		return 1
	}
	return strings.Compare(a.text, b.text)
}

// Refines reports whether a says the same as b or more: every day on which a
// may begin is one on which b may begin, and likewise their ends. 1936-03-12
// refines 1936-03 and 1936; every date refines itself. Between intervals, and
// between an interval and a date, begin and end are judged each by itself, so
// 1936-03/1936-05 refines 1936, and 1936 does not refine 1935/1937. Doubt ("?",
// "~", "%") and times of day have no part in it.
func Refines(a, b Date) bool {
	if a.kind != oneOf && b.kind != oneOf {
		return b.bounds.Earliest <= a.bounds.Earliest && a.bounds.LatestBegin <= b.bounds.LatestBegin &&
			b.bounds.EarliestEnd <= a.bounds.EarliestEnd && a.bounds.Latest <= b.bounds.Latest
	}
	beginsA, endsA := a.spans()
	beginsB, endsB := b.spans()
	return within(beginsA, beginsB) && within(endsA, endsB)
}

// Compatible reports whether a and b may mean the same: some day on which a
// may begin is one on which b may begin, and likewise their ends. It is the
// same both ways round. Doubt has no part in it: 1936-03~ and 1936-04-01 are
// not compatible.
func Compatible(a, b Date) bool {
	if a.kind != oneOf && b.kind != oneOf {
		return a.bounds.Earliest <= b.bounds.LatestBegin && b.bounds.Earliest <= a.bounds.LatestBegin &&
			a.bounds.EarliestEnd <= b.bounds.Latest && b.bounds.EarliestEnd <= a.bounds.Latest
	}
	beginsA, endsA := a.spans()
	beginsB, endsB := b.spans()
	return meet(beginsA, beginsB) && meet(endsA, endsB)
}
