package cayley

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// TestDamagedFilesEndNothing turns bits of a file: what is asked of it then may
// fail, but ends.
func TestDamagedFilesEndNothing(t *testing.T) {
	whole, err := snapshot.Bytes(t.Context(), slices.Values(randomQuads(rand.New(rand.NewPCG(3, 3)), 60, true)))
	if err != nil {
		t.Fatal(err)
	}
	opened, said := 0, 0
	for i := 0; i < len(whole); i += 11 {
		b := slices.Clone(whole)
		b[i] ^= 1 << (i % 8)
		snap, err := snapshot.OpenBytes(b)
		if err != nil {
			continue
		}
		opened++
		s := Open(snap)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		failed := false
		for _, text := range []string{
			`g.V().tag("x").both().unique().order().limit(500).all()`, `g.V().has(iri("u:p1"), gt(0)).save(iri("u:p2"), "o").count()`,
		} {
			for _, err := range s.Query(ctx, FreeQuery{Language: "gizmo", Text: text}) {
				failed = failed || err != nil
			}
		}
		for _, err := range s.Quads(ctx, quad.Quad{}) {
			failed = failed || err != nil
		}
		if failed {
			said++
		}
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			t.Errorf("with bit %d of byte %d turned, it does not end", i%8, i)
		}
		cancel()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if opened < 50 || said == 0 {
		t.Errorf("%d files opened, of which %d were found damaged", opened, said)
	}
}
