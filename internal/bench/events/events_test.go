package events

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// The bytes of the graph are the same on every machine and with every version of
// Go: figures of different days are about the same graph. Whoever changes the
// generator changes these, knowing that.
func TestBytesAreFixed(t *testing.T) {
	for _, c := range []struct {
		graph Graph
		quads int
		sum   string
	}{
		{Graph{10_000, 1}, 10_013, "c952e9384a70665a"},
		{Graph{10_000, 2}, 10_001, "324b147b0cae4552"},
		{Graph{100_000, 1}, 100_006, "79ee2e7c8d8a1d07"},
	} {
		h := sha256.New()
		n, err := c.graph.Write(h, nil)
		if err != nil {
			t.Fatal(err)
		}
		if sum := hex.EncodeToString(h.Sum(nil)[:8]); sum != c.sum || n != c.quads {
			t.Errorf("%+v: %d quads with SHA-256 %s, not %d with %s", c.graph, n, sum, c.quads, c.sum)
		}
	}
}

func TestQuadsCanBeLeftEarly(t *testing.T) {
	n := 0
	for range (Graph{10_000, 1}).Quads() {
		if n++; n == 5000 {
			break
		}
	}
	if n != 5000 {
		t.Errorf("gave %d quads", n)
	}
}

// graph is one graph, seen in several ways.
type graph struct {
	quads    []quad.Quad
	by       map[quad.Value][]quad.Quad // predicate
	subjects map[quad.Value]map[quad.Value]int
}

func look(size int) graph {
	g := graph{quads: slices.Collect(Graph{size, 1}.Quads()), by: map[quad.Value][]quad.Quad{}, subjects: map[quad.Value]map[quad.Value]int{}}
	for _, q := range g.quads {
		g.by[q.Predicate] = append(g.by[q.Predicate], q)
		if g.subjects[q.Subject] == nil {
			g.subjects[q.Subject] = map[quad.Value]int{}
		}
		g.subjects[q.Subject][q.Predicate]++
	}
	return g
}

func TestShape(t *testing.T) {
	g := look(50_000)
	if n := len(g.quads); n < 50_000 || n > 50_050 {
		t.Errorf("%d quads for 50,000", n)
	}
	seen := map[quad.Quad]bool{}
	for _, q := range g.quads {
		if seen[q] {
			t.Errorf("twice: %v", q)
		}
		seen[q] = true
		if q.Label == nil {
			t.Errorf("nobody says %v", q)
		}
	}
	for _, q := range g.by[Type] {
		has := g.subjects[q.Subject]
		if has[Label] != 2 {
			t.Errorf("%v has %d labels", q.Subject, has[Label])
		}
		switch {
		case q.Object == ClassAgreement:
			between(t, q.Subject, "signatures", has[Signature], 2, 4)
		case has[Begin] > 0:
			between(t, q.Subject, "begins", has[Begin], 1, 2)
			between(t, q.Subject, "ends", has[End], 1, 1)
			between(t, q.Subject, "participations", has[Participation], 2, 5)
		}
	}
	for _, q := range g.by[Signature] {
		for _, p := range []quad.IRI{Signer, OnBehalfOf, Instrument, Date, Place} {
			between(t, q.Object, string(p), g.subjects[q.Object][p], 1, 1)
		}
	}
	for _, q := range g.by[Participation] {
		between(t, q.Object, "actors", g.subjects[q.Object][Actor], 1, 1)
	}
}

func between(t *testing.T, of quad.Value, what string, got, low, high int) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%v has %d %s, not %d to %d", of, got, what, low, high)
	}
}

// Some are in much of history and most in little: the tenth that comes most
// often has more than a third of all, but nobody has a great part alone.
func TestPowerLaw(t *testing.T) {
	g := look(200_000)
	for _, c := range []struct {
		about string
		of    func(quad.Quad) quad.Value
		in    []quad.Quad
	}{
		{"actors", func(q quad.Quad) quad.Value { return q.Object }, g.by[Actor]},
		{"places", func(q quad.Quad) quad.Value { return q.Object }, g.by[Place]},
		{"sources of events", func(q quad.Quad) quad.Value { return q.Label }, g.by[Participation]},
	} {
		count := map[quad.Value]int{}
		for _, q := range c.in {
			count[c.of(q)]++
		}
		counts := slices.SortedFunc(maps.Values(count), func(a, b int) int { return b - a })
		tenth, first := 0, counts[0]
		for _, n := range counts[:len(counts)/10] {
			tenth += n
		}
		if share := 100 * tenth / len(c.in); share < 35 || share > 80 {
			t.Errorf("%s: the first tenth of %d has %d%% of all", c.about, len(counts), share)
		}
		if share := 1000 * first / len(c.in); share < 8 || share > 50 {
			t.Errorf("%s: the first has %d‰ of all", c.about, share)
		}
	}
}

// Of what two sources say, some is the same and some is not.
func TestSourcesMeet(t *testing.T) {
	g := look(50_000)
	sources, days := map[quad.Quad]int{}, map[quad.Value]map[quad.Value]bool{}
	for _, q := range g.by[Begin] {
		if days[q.Subject] == nil {
			days[q.Subject] = map[quad.Value]bool{}
		}
		days[q.Subject][q.Object] = true
		q.Label = nil
		sources[q]++
	}
	agree, disagree := 0, 0
	for _, n := range sources {
		if n > 1 {
			agree++
		}
	}
	for _, d := range days {
		if len(d) > 1 {
			disagree++
		}
	}
	if agree < 2*disagree || disagree == 0 {
		t.Errorf("of %d events, two sources agree on the begin of %d and disagree on that of %d", len(days), agree, disagree)
	}
}

func TestDrawn(t *testing.T) {
	draw := func(seed uint64) Drawn {
		d := NewDraw(50, seed)
		for q := range (Graph{20_000, 1}).Quads() {
			d.Look(q)
		}
		return d.Drawn()
	}
	first := draw(1)
	if !reflect.DeepEqual(first, draw(1)) {
		t.Error("the same seed draws otherwise")
	}
	if reflect.DeepEqual(first, draw(2)) {
		t.Error("another seed draws the same")
	}
	g := look(20_000)
	objects := map[quad.Value]map[quad.Value]bool{}
	for _, q := range g.quads {
		for _, what := range []struct{ kind, of quad.Value }{{q.Predicate, q.Object}, {quad.String("label"), q.Label}} {
			if objects[what.kind] == nil {
				objects[what.kind] = map[quad.Value]bool{}
			}
			objects[what.kind][what.of] = true
		}
	}
	for i := range 50 {
		if g.subjects[first.Events[i].Entity][Begin] == 0 {
			t.Errorf("%v is no event", first.Events[i].Entity)
		}
		if g.subjects[first.Agreements[i].Entity][Signature] == 0 {
			t.Errorf("%v is no agreement", first.Agreements[i].Entity)
		}
		if !objects[Signer][first.Signers[i].Entity] || !objects[Actor][first.Actors[i].Entity] || !objects[quad.String("label")][first.Sources[i].Entity] {
			t.Errorf("one of %v, %v, %v does nothing", first.Signers[i], first.Actors[i], first.Sources[i])
		}
		if from, to := quad.ToString(first.Years[i].From), quad.ToString(first.Years[i].To); from >= to {
			t.Errorf("a year from %s to %s", from, to)
		}
	}
}
