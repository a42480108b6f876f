package snapshot

import "math/bits"

// A tally counts, while the quads come by subject, which predicates and labels
// there are, and how many subjects each predicate has.
type tally struct {
	subjects  *region // of uint32, by the id of the predicate
	labels    *region // of uint64: a bit for each id
	unlabeled bool
}

// newTally counts ids up to most.
func newTally(most uint64) (*tally, error) {
	t := &tally{}
	var err error
	if t.subjects, _, err = newRegion[uint32](int(most)+1, 0); err != nil {
		return nil, err
	}
	if t.labels, _, err = newRegion[uint64](int(most)/64+1, 0); err != nil {
		t.release()
		return nil, err
	}
	return t, nil
}

func (t *tally) release() {
	if t != nil {
		t.subjects.release()
		t.labels.release()
	}
}

// add counts a quad; last is the one before.
func (t *tally) add(r, last record) {
	if r[0] != last[0] {
		view[uint32](t.subjects)[uint32(r[0])]++
	}
	label := uint32(r[1])
	if label == noTerm {
		t.unlabeled = true
		return
	}
	view[uint64](t.labels)[label/64] |= 1 << (label % 64)
}

// subjectsOf gives how many subjects have a predicate.
func (t *tally) subjectsOf(predicate ID) uint32 { return view[uint32](t.subjects)[predicate] }

func (t *tally) count() (predicates, labels uint64) {
	for _, n := range view[uint32](t.subjects) {
		if n > 0 {
			predicates++
		}
	}
	for _, w := range view[uint64](t.labels) {
		labels += uint64(bits.OnesCount64(w))
	}
	if t.unlabeled {
		labels++
	}
	return predicates, labels
}
