package snapshot

import "iter"

// Stats counts what is in a file.
type Stats struct {
	Quads                                 int
	Subjects, Predicates, Objects, Labels int // different ones; no label counts as one
	Terms                                 int
}

// Stats are known at once.
func (s *Snapshot) Stats() Stats {
	n := &s.head.counts
	return Stats{
		Quads:      int(n[countQuads]),
		Subjects:   int(n[countSubjects]),
		Predicates: int(n[countPredicates]),
		Objects:    int(n[countObjects]),
		Labels:     int(n[countLabels]),
		Terms:      int(s.head.terms()),
	}
}

// A Predicate is a predicate, how many quads have it, and how many different
// subjects and objects are in these.
type Predicate struct {
	ID                       ID
	Quads, Subjects, Objects int
}

// Predicate gives the counts for one predicate; none where no quad has it.
func (s *Snapshot) Predicate(id ID) Predicate {
	i := firstRecord(s.predicates, predicateIn, id)
	if i*predicateIn < len(s.predicates) {
		if p := s.predicateAt(i); p.ID == id {
			return p
		}
	}
	return Predicate{ID: id}
}

func (s *Snapshot) predicateAt(i int) Predicate {
	b := s.predicates[i*predicateIn:]
	id := ID(le.Uint32(b))
	return Predicate{
		ID:       id,
		Quads:    s.Range(Quad{P: id}).Max(),
		Subjects: int(le.Uint32(b[8:])),
		Objects:  int(le.Uint32(b[12:])),
	}
}

// Labels gives all labels with the number of their quads, in the order of
// their ids. NoLabel, if there is one, comes last.
func (s *Snapshot) Labels() iter.Seq2[ID, int] {
	return func(yield func(ID, int) bool) {
		for i := range len(s.labels) / labelIn {
			id := ID(at32(s.labels, 2*i))
			if !yield(id, s.Range(Quad{G: id}).Max()) {
				return
			}
		}
	}
}
