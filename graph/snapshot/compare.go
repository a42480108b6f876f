package snapshot

import (
	"bytes"

	"github.com/cayleygraph/quad"
)

// A Comparison is how a term is to stand to a value.
type Comparison uint8

// The comparisons.
const (
	Less Comparison = iota
	LessOrEqual
	Greater
	GreaterOrEqual
)

// Compared gives the ids of the terms that stand so to a value, which need not
// be in the file. Dates are compared with dates, by the instant of their
// earliest possible begin: 1936 and 1936-01-01 are equal, whatever their
// datatypes. Numbers are compared with numbers, by the value that their digits
// write. IRIs, blank nodes and plain strings are compared with their like, by
// bytes.
//
// It reports false for other values: their ids are in no such order.
func (s *Snapshot) Compared(c Comparison, v quad.Value) (IDs, bool) {
	var buf [256]byte
	key, err := appendKey(buf[:0], v)
	if err != nil {
		return IDs{}, false
	}
	kind := Kind(key[0])
	switch kind {
	case KindLang, KindTyped:
		return IDs{}, false
	case KindDate, KindNumber:
		key = key[:comparedLen(key)]
	}
	ids := s.IDs(kind)
	// From here on, all are greater; or equal, where these are to be on this side.
	orEqual := c == Less || c == GreaterOrEqual
	border := s.firstWhere(kind, func(k []byte) bool {
		if kind >= KindDate {
			k = k[:comparedLen(k)]
		}
		d := bytes.Compare(k, key)
		return d > 0 || orEqual && d == 0
	})
	if c == Less || c == LessOrEqual {
		return IDs{ids.Lo, border}, true
	}
	return IDs{border, ids.Hi}, true
}

// comparedLen is how much of the key of a date or number counts in
// comparisons.
func comparedLen(key []byte) int {
	if Kind(key[0]) == KindDate {
		return instantLen(key)
	}
	return numberLen(key)
}
