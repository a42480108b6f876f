package cayley

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// manyQuads are quads whose joins take long.
func manyQuads(n int) []quad.Quad {
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{
			Subject: quad.IRI(fmt.Sprintf("u:s%d", i)), Predicate: quad.IRI("u:p"),
			Object: quad.IRI(fmt.Sprintf("u:o%d", i%3)), Label: quad.IRI("u:g"),
		}
	}
	return quads
}

// TestLongScansEndWithTheirContext asks what has no row to show for a long time:
// Gizmo's interrupt is only seen by JavaScript, so plans must look themselves.
func TestLongScansEndWithTheirContext(t *testing.T) {
	s := storeOf(t, manyQuads(3000))
	ended := 0
	for _, text := range []string{
		`g.V().out().in().out().in().out().in().count()`,
		`g.V().in().in().in().or(g.V().out().in().out().in().filter(regex("nothing"))).all()`,
		`g.V().out().in().out().in().except(g.V()).all()`,
		`g.V().out().in().out().in().unique().has(iri("u:nothing")).and(g.V().out().in().out().in().out().in()).all()`,
		`g.V().out().in().out().in().out().order().all()`,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		begin := time.Now()
		var last error
		for _, err := range s.Query(ctx, FreeQuery{Language: "gizmo", Text: text}) {
			last = err
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s: it ended after %v", text, took)
		}
		if last != nil && !errors.Is(last, context.DeadlineExceeded) {
			t.Errorf("%s: %v", text, last)
		}
		if last != nil {
			ended++
		}
		cancel()
	}
	if ended == 0 {
		t.Error("all had an answer in time: ask for more")
	}
	// What Gizmo started must have ended, too, for the snapshot to be given back.
	waitClosed(t, s)
}

// waitClosed closes a store and waits until nobody reads it any more.
func waitClosed(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for begin := time.Now(); s.qs.snap.Retain(); time.Sleep(time.Millisecond) {
		if err := s.qs.snap.Close(); err != nil {
			t.Fatal(err)
		}
		if time.Since(begin) > 10*time.Second {
			t.Fatal("somebody still reads")
		}
	}
}

func TestClosedStoreSaysSo(t *testing.T) {
	s := storeOf(t, manyQuads(10))
	waitClosed(t, s)
	for _, err := range s.Quads(t.Context(), quad.Quad{}) {
		if !errors.Is(err, snapshot.ErrClosed) {
			t.Errorf("Quads: %v", err)
		}
	}
	for _, err := range s.Run(t.Context(), nil, "g.V().all()") {
		if !errors.Is(err, snapshot.ErrClosed) {
			t.Errorf("Run: %v", err)
		}
	}
	for _, err := range s.Query(t.Context(), FreeQuery{Language: "gizmo", Text: "g.V().all()"}) {
		if !errors.Is(err, snapshot.ErrClosed) {
			t.Errorf("Query: %v", err)
		}
	}
}

// TestCloseWaitsForReaders closes a store in the middle of an answer.
func TestCloseWaitsForReaders(t *testing.T) {
	s := storeOf(t, manyQuads(1000))
	n := 0
	for _, err := range s.Query(t.Context(), FreeQuery{Language: "gizmo", Text: "g.V().out().all()"}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1 {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n != 1000 {
		t.Errorf("%d rows, want 1000", n)
	}
	if s.qs.snap.Retain() {
		t.Error("it is open still")
	}
}

// TestReadersDoNotDisturbEachOther asks everything at the same time: with the
// race detector, this is what shows that no turns need be taken.
func TestReadersDoNotDisturbEachOther(t *testing.T) {
	s := storeOf(t, randomQuads(rand.New(rand.NewPCG(9, 9)), 200, true))
	questions := []string{
		`g.V().has(iri("u:p1")).save(iri("u:p2"), "a").all()`, `g.V().filter(gt(1)).in().unique().count()`,
		`g.V(iri("u:n1")).followRecursive(iri("u:p1")).all()`, `g.V().tag("x").both().order().limit(50).all()`,
		`g.V().labelContext(g.V(), "who").out(null, "p").except(g.V(iri("u:n1"))).all()`,
	}
	want := make([]int, len(questions))
	ask := func(i int) (n int) {
		for _, err := range s.Query(t.Context(), FreeQuery{Language: "gizmo", Text: questions[i]}) {
			if err != nil {
				t.Error(err)
			}
			n++
		}
		return n
	}
	for i := range questions {
		want[i] = ask(i)
	}
	var wait sync.WaitGroup
	for g := range 64 {
		wait.Go(func() {
			for k := range 6 {
				i := (g + k) % len(questions)
				if n := ask(i); n != want[i] {
					t.Errorf("%s: %d rows, want %d", questions[i], n, want[i])
				}
				rows := 0
				for _, err := range s.Run(t.Context(), map[string]any{"n": "u:n1"}, `g.V(g.IRI(args.n)).out().tag("o").all()`) {
					if err != nil {
						t.Error(err)
					}
					rows++
				}
				if rows == 0 {
					t.Error("no rows")
				}
				for _, err := range s.Quads(t.Context(), quad.Quad{Subject: quad.IRI("u:n1")}) {
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wait.Wait()
	waitClosed(t, s)
}
