package cayley

import (
	"context"
	"reflect"
)

// shared is a set of nodes that two parts of a query go through: both() goes
// from the same nodes forward and backward, and both().both().both() would find
// the first of them eight times.
type shared struct {
	unique
	found []node
	whole bool // all of it was found
}

// share finds such sets in the parts of an or.
func share(parts []plan) {
	for i := range parts {
		a, ok := parts[i].(nodes)
		if !ok {
			continue
		}
		for j := i + 1; j < len(parts); j++ {
			if b, ok := parts[j].(nodes); ok {
				shareFilters(a.q, b.q)
			}
		}
	}
}

func shareFilters(a, b *quads) {
	for i := range a.filters {
		of, ok := a.filters[i].plan.(unique)
		if !ok || of.cost().tags {
			continue // to keep what is tagged takes more than to find it again
		}
		for j := range b.filters {
			// They are alike as far as they were planned alike: nothing has run.
			if reflect.DeepEqual(b.filters[j].plan, of) {
				both := &shared{unique: of}
				a.filters[i].plan, b.filters[j].plan = both, both
				return
			}
		}
	}
}

func (s *shared) scan() scanner {
	if s.whole {
		return fixed(s.found).scan()
	}
	return &sharedScan{scanner: s.unique.scan(), of: s}
}

// A sharedScan takes down what it finds.
type sharedScan struct {
	scanner
	of    *shared
	found []node
}

func (s *sharedScan) next(ctx context.Context) bool {
	if s.scanner.next(ctx) {
		s.found = append(s.found, s.node())
		return true
	}
	if s.err() == nil {
		s.of.found, s.of.whole = s.found, true
	}
	return false
}
