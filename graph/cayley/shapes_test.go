package cayley

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// randomShape puts shapes together as no path would.
func (w *walker) randomShape(depth int) shape.Shape {
	if depth == 0 {
		switch w.r.IntN(4) {
		case 0:
			return shape.AllNodes{}
		case 1:
			return shape.Null{}
		}
		return shape.Lookup(w.nodes())
	}
	sub := func() shape.Shape { return w.randomShape(depth - 1) }
	some := func() []shape.Shape {
		parts := make([]shape.Shape, 1+w.r.IntN(3))
		for i := range parts {
			parts[i] = sub()
		}
		return parts
	}
	switch w.r.IntN(12) {
	case 0, 1:
		return shape.Intersect(some())
	case 2:
		return shape.IntersectOpt{Sub: some(), Opt: some()[:1]}
	case 3, 4:
		return shape.Union(some())
	case 5:
		return shape.Except{From: shape.AllNodes{}, Exclude: shape.Save{From: sub(), Tags: []string{w.tag()}}}
	case 6:
		w.with.unique = true
		return shape.Unique{From: sub()}
	case 7:
		return shape.Save{From: sub(), Tags: []string{w.tag(), w.tag()}}
	case 8:
		f, _ := w.filter()
		return shape.Filter{From: sub(), Filters: []shape.ValueFilter{f}}
	}
	d := quad.Directions[w.r.IntN(4)]
	if w.r.IntN(4) == 0 {
		return shape.NodesFrom{Dir: d, Quads: shape.Union{w.randomQuadShape(depth), w.randomQuadShape(depth)}}
	}
	return shape.NodesFrom{Dir: d, Quads: w.randomQuadShape(depth)}
}

func (w *walker) randomQuadShape(depth int) shape.Shape {
	var q shape.Quads
	for _, d := range quad.Directions {
		switch w.r.IntN(4) {
		case 0:
			q = append(q, shape.QuadFilter{Dir: d, Values: shape.Lookup(w.nodes())})
		case 1:
			q = append(q, shape.QuadFilter{Dir: d, Values: w.randomShape(depth - 1)})
		case 2:
			q = append(q, shape.QuadFilter{Dir: d, Values: shape.Save{From: shape.AllNodes{}, Tags: []string{w.tag()}}})
		}
	}
	return q
}

// optimized is a shape as the store alone optimizes it. Cayley's own
// optimizer, which goes before, is not bag algebra; see
// TestWhatCayleyGetsWrongItself.
func optimized(tb testing.TB, qs *quadStore, s shape.Shape) shape.Shape {
	s, _ = s.Optimize(tb.Context(), qs)
	if shape.IsNull(s) {
		return shape.Null{}
	}
	if _, ok := s.(planned); !ok {
		tb.Errorf("%#v is not planned", s)
	}
	return s
}

// TestRandomShapes builds trees of and, or, not and the like, of small graphs
// and of some so large that plans are made otherwise.
func TestRandomShapes(t *testing.T) {
	asked, most := 0, 24
	if testing.Short() {
		most = 8
	}
	for seed := range uint64(most) {
		r := rand.New(rand.NewPCG(seed, 2))
		quads := randomQuads(r, []int{2, 20, 60, 600}[seed%4], seed%3 > 0)
		s := storeOf(t, quads)
		n := &naive{quads: distinct(quads), most: 2000}
		w := &walker{r: r, quads: n.quads}
		for range 150 {
			w.with = traits{}
			of := w.randomShape(1 + r.IntN(3))
			want, ok := n.answer(of)
			if !ok {
				continue
			}
			asked++
			got := rowsOf(t, s.qs, optimized(t, s.qs, shape.Save{From: of, Tags: []string{endTag}}).BuildIterator(s.qs))
			same := slices.Equal(idsOf(got), idsOf(want)) && (w.with.unique || slices.Equal(lines(got), lines(want)))
			if !same {
				t.Fatalf("graph %d: %#v\ngot  %q\nwant %q", seed, of, lines(got), lines(want))
			}
			if len(want) > 0 {
				holdLookups(t, s.qs, of, want)
			}
		}
	}
	if asked < 50*most {
		t.Errorf("only %d shapes were asked", asked)
	}
}

// holdLookups asks an index for every node in turn, and for its rows twice.
func holdLookups(t *testing.T, qs *quadStore, of shape.Shape, want []naiveRow) {
	t.Helper()
	rows := map[quad.Value]int{}
	for _, r := range want {
		rows[r.value]++
	}
	built, _ := optimized(t, qs, of).(planned)
	x := built.lookup()
	defer x.close()
	for id := range everything(qs.snap).Hi {
		v := qs.snap.Term(id)
		for range 2 {
			n := 0
			if x.contains(t.Context(), node{id: id}) {
				for n = 1; x.path(t.Context()); n++ {
				}
				for n = 1; x.path(t.Context()); n++ { // it stood at the first again
				}
			}
			if v != nil && n != rows[v] {
				t.Fatalf("%#v: %v has %d rows, want %d", of, v, n, rows[v])
			}
		}
	}
	if err := x.err(); err != nil {
		t.Error(err)
	}
}

// TestPagesCountsAndOrdersWithinQueries asks for what is a choice, and so is not
// asked at random.
func TestPagesCountsAndOrdersWithinQueries(t *testing.T) {
	s := storeOf(t, statements(battles))
	places := shape.NodesFrom{Dir: quad.Subject, Quads: shape.Quads{{Dir: quad.Predicate, Values: shape.Lookup{quad.IRI("place")}}}}
	number := func(n int) shape.Shape { return shape.Lookup{quad.Int(n)} }
	for about, c := range map[string]struct {
		of   shape.Shape
		rows int
	}{
		"all":                        {places, 3},
		"the first two":              {shape.Page{From: places, Limit: 2}, 2},
		"all but one":                {shape.Page{From: places, Skip: 1}, 2},
		"beyond the end":             {shape.Page{From: places, Skip: 5, Limit: 2}, 0},
		"two, looked up":             {shape.Intersect{shape.Lookup{quad.IRI("hastings"), quad.IRI("bouvines")}, shape.Page{From: places, Limit: 2}}, 2},
		"in order, looked up":        {shape.Intersect{shape.Lookup{quad.IRI("hastings")}, shape.Sort{From: places}}, 2},
		"how many":                   {shape.Count{Values: places}, 1},
		"the number that is counted": {shape.Intersect{shape.Count{Values: shape.Count{Values: places}}, number(1)}, 0},
		"the year that is counted":   {shape.Intersect{shape.Count{Values: fill(1066)}, number(1066)}, 1},
		"other tags":                 {shape.FixedTags{On: places, Tags: map[string]refs.Ref{"t": term(1)}}, 3},
		"held in memory":             {shape.Materialize{Values: places}, 3},
		"one action": {shape.QuadsAction{Result: quad.Object, Save: map[quad.Direction][]string{quad.Label: {"by"}},
			Filter: map[quad.Direction]refs.Ref{quad.Predicate: mustRef(t, s.qs, quad.IRI("name"))}}, 2},
	} {
		got := rowsOf(t, s.qs, optimized(t, s.qs, shape.Save{From: c.of, Tags: []string{endTag}}).BuildIterator(s.qs))
		if len(got) != c.rows {
			t.Errorf("%s: %q, want %d", about, lines(got), c.rows)
		}
	}
}

// fill is so many rows.
func fill(n int) shape.Shape {
	same := make(shape.Lookup, n)
	for i := range same {
		same[i] = quad.IRI("hastings")
	}
	return same
}

func mustRef(tb testing.TB, qs *quadStore, v quad.Value) refs.Ref {
	tb.Helper()
	ref, err := qs.ValueOf(v)
	if err != nil {
		tb.Fatal(err)
	}
	return ref
}

// TestQuadsAreAnAnswer asks for quads themselves, alone and with what Cayley
// does with them.
func TestQuadsAreAnAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	quads := randomQuads(r, 60, false)
	s := storeOf(t, quads)
	n := &naive{quads: distinct(quads), most: 5000}
	w := &walker{r: r, quads: n.quads}
	for range 300 {
		of := w.randomQuadShape(2)
		want := map[quad.Quad]int{}
		for _, q := range n.evalQuads(of) {
			want[q.quad]++
		}
		got := map[quad.Quad]int{}
		planned, _ := of.Optimize(t.Context(), s.qs)
		if shape.IsNull(planned) {
			planned = shape.Null{}
		}
		it := planned.BuildIterator(s.qs)
		x := it.Lookup()
		err := iterator.Iterate(t.Context(), it).Each(func(ref graph.Ref) error {
			q, err := s.qs.Quad(ref)
			q.Object = exact(q.Object)
			got[q]++
			if !x.Contains(t.Context(), ref) {
				t.Errorf("%#v gives %v, but does not contain it", of, q)
			}
			return err
		})
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%#v:\ngot  %v, %v\nwant %v", of, got, err, want)
		}
	}
}

// TestFollowRecursive goes where Cayley keeps the store's plans from, and holds
// it against memstore, of which the nodes are right.
func TestFollowRecursive(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		quads := randomQuads(r, 60, true)
		s, oracle := storeOf(t, quads), memstoreOf(quads)
		w := &walker{r: r, quads: quads}
		for range 20 {
			w.with = traits{}
			via, more := literal(randomPredicate(r)), w.query(r.IntN(2), 0)
			text := fmt.Sprintf("g.V(%s).followRecursive(%s)", literal(randomThing(r)), via)
			if r.IntN(2) == 0 {
				text = fmt.Sprintf("g.V(%s).out().followRecursive(g.M().out(%s).both()).in(%[2]s)", literal(randomThing(r)), via)
			}
			for _, text := range []string{text, text + ".and(" + more.text + ")", more.text + ".except(" + text + ")"} {
				if w.with.compares || more.text == "g.V()" {
					continue
				}
				ours, _ := runGizmo(t, s.qs, text+".all()")
				theirs, _ := runGizmo(t, oracle, text+".all()")
				if a, b := slices.Compact(idsOf(ours)), slices.Compact(idsOf(theirs)); !slices.Equal(a, b) {
					t.Fatalf("%s:\ngot  %q\nwant %q", text, a, b)
				}
			}
		}
	}
}
