package graph

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// Shapes that no editor makes, and that would take for ever, or the whole stack.

const ourWords = "<https://annals.example/vocabulary#"

func TestSignaturesInACircleHaveLabels(t *testing.T) {
	var facts strings.Builder
	for thing, joined := range map[string]string{"u:a": "u:b", "u:b": "u:a"} {
		fmt.Fprintf(&facts, "<%s> %s "+ourWords+"Signature> <u:s> .\n", thing, rdfType)
		fmt.Fprintf(&facts, "<%s> "+ourWords+"instrument> <%s> <u:s> .\n", thing, joined)
	}
	d := open(t, facts.String())
	for _, d := range []*Dataset{d, d.answering(t.Context())} {
		for _, thing := range []quad.Value{quad.IRI("u:a"), quad.IRI("u:b")} {
			if got := d.Label(thing); got != "u:a" && got != "u:b" {
				t.Errorf("%v: %q", thing, got)
			}
		}
	}
}

// Each place lies in two, as far up as there are any: 2 to the power of 64 ways.
func TestPlacesWithinPlaces(t *testing.T) {
	const levels = 64
	var facts strings.Builder
	for level := range levels {
		for _, way := range []string{"a a", "a b", "b a", "b b"} {
			fmt.Fprintf(&facts, "<u:%c%d> "+ourWords+"locatedIn> <u:%c%d> <u:s> .\n", way[0], level, way[2], level+1)
		}
	}
	d := open(t, facts.String())
	lowest := quad.IRI("u:a0")
	if highest := quad.IRI(fmt.Sprintf("u:b%d", levels)); !d.compatible(lowest, highest) || !d.compatible(highest, lowest) {
		t.Errorf("%v does not lie in %v", lowest, highest)
	}
	if beside := quad.IRI("u:b0"); d.compatible(lowest, beside) {
		t.Errorf("%v lies in %v", lowest, beside)
	}
}

// Each source copies the one before: they are one witness, however many.
func TestALongLineOfCopies(t *testing.T) {
	const n = 20_000
	var facts strings.Builder
	for i := range n {
		fmt.Fprintf(&facts, "<u:%d> "+ourWords+"dependsOn> <u:%d> <u:s> .\n", i+1, i)
	}
	s := open(t, facts.String()).believable()
	first := s.witnessOf(quad.IRI("u:0"))
	for i := range n {
		if got := s.witnessOf(quad.IRI(fmt.Sprintf("u:%d", i+1))); got != first {
			t.Fatalf("u:%d stands with %v, and u:0 with %v", i+1, got, first)
		}
	}
	if s.witnessOf(quad.IRI("u:another")) == first {
		t.Error("another is the same witness")
	}
}
