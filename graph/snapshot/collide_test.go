package snapshot

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestTermsThatCollide has a hundred terms with one home, so that some have no
// slot: all are found nevertheless, and nothing else is.
func TestTermsThatCollide(t *testing.T) {
	const colliding, others = 100, 2 // others: predicate and label
	homes := homesOf(colliding + others)
	var same []quad.IRI
	var quads []quad.Quad
	for i := 0; len(same) < colliding+20; i++ {
		iri := quad.IRI(fmt.Sprintf("u:%d", i))
		if homeOf(termHash(KindIRI, string(iri)), homes) == 7 {
			same = append(same, iri)
		}
	}
	for i := range colliding {
		quads = append(quads, quad.Quad{Subject: same[i], Predicate: quad.IRI("p"), Object: same[(i+1)%colliding], Label: quad.IRI("g")})
	}
	s := mustOpen(t, quads)
	if s.Terms() != colliding+others || s.head.counts[countDropped] < colliding-maxProbes {
		t.Fatalf("of %d terms, %d have no slot", s.Terms(), s.head.counts[countDropped])
	}
	for i, iri := range same {
		if id := s.ID(iri); (id != 0) != (i < colliding) || id != 0 && s.Term(id) != iri {
			t.Errorf("%s is found as %d, which is %v", iri, id, s.Term(id))
		}
	}
}
