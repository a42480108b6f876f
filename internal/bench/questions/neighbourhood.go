package questions

import (
	"math/bits"
	"slices"

	"annals.example/graph/snapshot"
)

// neighbourhood counts what stands three steps from something, whichever way
// each link points. That is what is found by going three steps, so what is one
// step away is counted too.
func (r *Ranges) neighbourhood(start snapshot.ID) int {
	here := []snapshot.ID{start}
	for range 2 {
		there := newSet(r.s.Terms())
		r.step(here, there)
		here = there.members()
	}
	last := newSet(r.s.Terms())
	r.step(here, last)
	return last.len()
}

func (r *Ranges) step(from []snapshot.ID, to set) {
	for _, id := range from {
		for c := r.s.Range(snapshot.Quad{S: id}).Cursor(); c.Next(); {
			if slices.Contains(r.links, c.Predicate()) {
				to.add(c.Object())
			}
		}
		for c := r.s.Range(snapshot.Quad{O: id}).Cursor(); c.Next(); {
			if slices.Contains(r.links, c.Predicate()) {
				to.add(c.Subject())
			}
		}
	}
}

// A set has a bit for each term of the file.
type set []uint64

func newSet(terms int) set { return make(set, terms/64+1) }

func (s set) add(id snapshot.ID) { s[id/64] |= 1 << (id % 64) }

func (s set) len() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s set) members() (ids []snapshot.ID) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			ids = append(ids, snapshot.ID(i*64+bits.TrailingZeros64(word)))
		}
	}
	return ids
}
