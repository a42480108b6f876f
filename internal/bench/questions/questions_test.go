package questions_test

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	store "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/graph"
	"annals.example/graph/cayley"
	"annals.example/graph/snapshot"
	"annals.example/internal/bench/events"
	"annals.example/internal/bench/questions"
	"annals.example/internal/bench/stores"
)

// small is a graph that a slice can be asked about, and what to ask.
func small(t *testing.T) ([]quad.Quad, events.Drawn) {
	t.Helper()
	draw := events.NewDraw(20, 1)
	quads := slices.Collect(events.Graph{Size: 10_000, Seed: 1}.Quads())
	for _, q := range quads {
		draw.Look(q)
	}
	return quads, draw.Drawn()
}

func sure(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// Every engine answers every question as looking through all quads does.
func TestAnswersAreEqual(t *testing.T) {
	quads, drawn := small(t)
	engines := map[string]questions.Engine{
		"ranges": questions.OnRanges(compiled(t, quads)),
		"graph":  questions.OnView(viewed(t, quads)),
	}
	for name, qs := range map[string]store.QuadStore{
		"snapshot": cayley.QuadStore(compiled(t, quads)),
		"memstore": memstore(t, quads),
		"bolt":     onDisk(t, stores.Bolt, quads),
		"pebble":   onDisk(t, stores.Pebble, quads),
	} {
		engines[name+", paths"] = questions.OnPaths(qs)
		engines[name+", Gizmo"] = questions.OnGizmo(qs)
		warmed := questions.OnGizmo(qs)
		if err := warmed.Warm(t.Context()); err != nil {
			t.Fatal(err)
		}
		engines[name+", Gizmo warmed"] = warmed
	}
	for _, q := range questions.All() {
		rows, count := 0, 0
		for i, p := range questions.Of(drawn, q.ID) {
			if testing.Short() && i == 3 {
				break
			}
			full := naive(quads, q.ID, p).Plain()
			rows, count = rows+len(full.Rows), count+full.Count
			for name, engine := range engines {
				if i > 1 && name != "ranges" && name != "graph" && !strings.HasPrefix(name, "memstore") {
					continue // they scan
				}
				got, err := engine.Ask(t.Context(), q.ID, p)
				if err != nil {
					t.Fatalf("%s, %v of %v: %v", name, q.ID, p, err)
				}
				if diff := got.Plain().Differs(q.ID, full); diff != "" {
					t.Errorf("%s, %v of %v: %s", name, q.ID, p, diff)
				}
			}
		}
		if rows+count == 0 {
			t.Errorf("%v: nothing was drawn that has an answer", q.ID)
		}
	}
}

func compiled(t *testing.T, quads []quad.Quad) *snapshot.Snapshot {
	t.Helper()
	b, err := snapshot.Bytes(t.Context(), slices.Values(quads))
	if err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.OpenBytes(b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func viewed(t *testing.T, quads []quad.Quad) *graph.View {
	t.Helper()
	d, err := graph.OpenQuads(quads, "events")
	if err != nil {
		t.Fatal(err)
	}
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(v.Close(), d.Close()); err != nil {
			t.Error(err)
		}
	})
	return v
}

func memstore(t *testing.T, quads []quad.Quad) store.QuadStore {
	t.Helper()
	qs, err := stores.Memstore(sure(quads))
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

func onDisk(t *testing.T, k stores.Kind, quads []quad.Quad) store.QuadStore {
	t.Helper()
	dir := t.TempDir() + "/" + string(k)
	if err := stores.Load(k, dir, sure(quads)); err != nil {
		t.Fatal(err)
	}
	qs, err := stores.Open(k, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { qs.Close() })
	return qs
}

func TestDiffers(t *testing.T) {
	full := questions.Plain{Rows: []string{"<a>", "<b>", "<c>"}}
	for _, c := range []struct {
		about string
		id    questions.ID
		given questions.Plain
		want  string
	}{
		{"equal", questions.Signed, full, ""},
		{"a row too few", questions.Signed, questions.Plain{Rows: []string{"<a>", "<b>"}}, "has 2 rows, not these 3: lacks <c>"},
		{"a row too many", questions.Signed, questions.Plain{Rows: []string{"<a>", "<b>", "<c>", "<d>"}}, "has 4 rows, not these 3: has <d>"},
		{"another row", questions.Signed, questions.Plain{Rows: []string{"<a>", "<b>", "<x>"}}, "has 3 rows, not these 3: <x> where <c> is right"},
		{"another count", questions.Claims, questions.Plain{Count: 2, Rows: full.Rows}, "counts 2, not 0"},
		{"fewer than the limit, though there are more", questions.InYear, questions.Plain{Rows: []string{"<a>", "<b>"}}, "has 2 rows, not 3"},
		{"what is no answer", questions.InYear, questions.Plain{Rows: []string{"<a>", "<b>", "<x>"}}, "has <x>, which is no answer"},
		{"one twice", questions.InYear, questions.Plain{Rows: []string{"<a>", "<b>", "<b>"}}, "has <b> twice"},
	} {
		if diff := cmp.Diff(c.want, c.given.Differs(c.id, full)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.about, diff)
		}
	}
}
