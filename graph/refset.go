package graph

import (
	"iter"
	"math/bits"
)

// A RefSet is a set of Refs of one View. It has a bit for each, in pages that are made
// where they are needed, so that a walk through much of a dataset takes little memory,
// and one through little of it next to none. It is not for two callers at a time.
type RefSet struct {
	pages []*page
	count int
}

type page [64]uint64

const pageRefs = 64 * 64

// NewRefSet gives an empty set.
func (v *View) NewRefSet() *RefSet {
	return &RefSet{pages: make([]*page, v.snap.Terms()/pageRefs+1)}
}

// Add adds a Ref, and reports whether it is new. Unknown is never.
func (s *RefSet) Add(r Ref) bool {
	p := int(r / pageRefs)
	if p >= len(s.pages) {
		return false
	}
	if s.pages[p] == nil {
		s.pages[p] = new(page)
	}
	word, bit := &s.pages[p][r%pageRefs/64], uint64(1)<<(r%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	s.count++
	return true
}

// Has reports whether a Ref is in the set.
func (s *RefSet) Has(r Ref) bool {
	p := int(r / pageRefs)
	return p < len(s.pages) && s.pages[p] != nil && s.pages[p][r%pageRefs/64]>>(r%64)&1 != 0
}

// Len is how many there are.
func (s *RefSet) Len() int { return s.count }

// All gives them in the order of their values: see Span.
func (s *RefSet) All() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for p, page := range s.pages {
			if page == nil {
				continue
			}
			for w, word := range page {
				for ; word != 0; word &= word - 1 {
					if !yield(Ref(p*pageRefs + w*64 + bits.TrailingZeros64(word))) {
						return
					}
				}
			}
		}
	}
}
