package cayley

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestEveryPatternAgainstASlice asks for all 16 combinations of what is known.
func TestEveryPatternAgainstASlice(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	quads := distinct(randomQuads(r, 120, false))
	s := storeOf(t, quads)
	for i := range 16 * 20 {
		pattern := quads[r.IntN(len(quads))]
		for j, d := range quad.Directions {
			if i>>j&1 == 0 {
				pattern.Set(d, nil)
			}
		}
		want := map[quad.Quad]bool{}
		for _, q := range quads {
			if matchesPattern(q, pattern) {
				want[q] = true
			}
		}
		if i%2 == 0 {
			pattern.Object = native(pattern.Object) // as programs in Go may write it
		}
		got := map[quad.Quad]bool{}
		for q, err := range s.Quads(t.Context(), pattern) {
			if err != nil {
				t.Fatal(err)
			}
			got[q] = true
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v: got %v, want %v", pattern, got, want)
		}
	}
}

func matchesPattern(q, pattern quad.Quad) bool {
	for _, d := range quad.Directions {
		if v := pattern.Get(d); v != nil && q.Get(d) != v {
			return false
		}
	}
	return true
}

func TestQuadsEndWithTheirContext(t *testing.T) {
	s := storeOf(t, manyQuads(2000))
	for _, after := range []int{0, 1, 1000} {
		ctx, cancel := context.WithCancel(t.Context())
		if after == 0 {
			cancel()
		}
		n := 0
		var last error
		for _, err := range s.Quads(ctx, quad.Quad{}) {
			if last = err; err == nil {
				n++
			}
			if n == after {
				cancel()
			}
		}
		if !errors.Is(last, context.Canceled) || n < after || n > after+256 {
			t.Errorf("cancelled after %d: %d quads, %v", after, n, last)
		}
		cancel()
	}
}

func TestNothingIsWritten(t *testing.T) {
	s := storeOf(t, manyQuads(1))
	if _, err := s.qs.NewQuadWriter(); !errors.Is(err, errReadOnly) {
		t.Error(err)
	}
	if err := s.qs.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, errReadOnly) {
		t.Error(err)
	}
}
