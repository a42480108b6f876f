package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
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

// TestGraphQLAndMQL wants what memstore answers.
func TestGraphQLAndMQL(t *testing.T) {
	s, oracle := storeOf(t, statements(battles)), memstoreOf(statements(battles))
	for _, c := range []struct {
		text         string
		ours, theirs query.Session
	}{
		{`{ nodes(id: <bouvines>) { id, year: <year>, place: <place> } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`{ nodes(<year>: 1214) { id, <place> { id } } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`{ nodes(id: <bouvines>) { * } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`[{"id": "<bouvines>", "<year>": null, "<place>": null}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
		{`[{"id": null, "<year>": 1066}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
		{`[{"id": "<flanders>", "!<place>": [{"id": null, "<year>": null}]}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
	} {
		run := func(session query.Session) (all []string) {
			it, err := session.Execute(t.Context(), c.text, query.Options{Collation: query.JSON})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = it.Close() }()
			for it.Next(t.Context()) {
				b, err := json.Marshal(it.Result())
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, string(b))
			}
			if err := it.Err(); err != nil {
				t.Fatal(err)
			}
			slices.Sort(all)
			return all
		}
		ours, theirs := run(c.ours), run(c.theirs)
		if len(theirs) == 0 || !slices.Equal(ours, theirs) {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, ours, theirs)
		}
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
