package graph_test

import (
	"errors"
	"fmt"
	"log"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/graph/snapshot"
)

func iri(name string) quad.IRI { return quad.IRI("http://example.org/" + name) }

func date(edtf string) quad.Value {
	return quad.TypedString{Value: quad.String(edtf), Type: "http://id.loc.gov/datatypes/edtf/EDTF"}
}

// Battles, with who fought in them and who says so.
func battles(t testing.TB) *graph.Dataset {
	d, err := graph.OpenQuads([]quad.Quad{
		{Subject: iri("marathon"), Predicate: iri("date"), Object: date("-0489"), Label: iri("herodotus")},
		{Subject: iri("hastings"), Predicate: iri("date"), Object: date("1066-10-14"), Label: iri("chronicle")},
		{Subject: iri("hastings"), Predicate: iri("date"), Object: date("1066"), Label: iri("tapestry")},
		{Subject: iri("hastings"), Predicate: iri("fought"), Object: iri("harold"), Label: iri("chronicle")},
		{Subject: iri("hastings"), Predicate: iri("fought"), Object: iri("william"), Label: iri("tapestry")},
		{Subject: iri("stamford"), Predicate: iri("date"), Object: date("1066-09-25"), Label: iri("chronicle")},
		{Subject: iri("stamford"), Predicate: iri("fought"), Object: iri("harold"), Label: iri("chronicle")},
		{Subject: iri("bouvines"), Predicate: iri("date"), Object: date("1214-07-27"), Label: iri("chronicle")},
	}, "battles")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// viewed gives a view, which is to be closed.
func viewed(t *testing.T, d *graph.Dataset) *graph.View {
	t.Helper()
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestViewAgreesWithClaims(t *testing.T) {
	d := battles(t)
	defer d.Close()
	v := viewed(t, d)
	var values []quad.Value
	for c := range d.Claims(t.Context(), graph.Claim{}) {
		for _, value := range []quad.Value{c.Subject, c.Property, c.Value, c.Source} {
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
	}
	values = append(values, nil, iri("nowhere"))
	ref := func(value quad.Value) graph.Ref {
		if value == nil {
			return 0
		}
		return v.Ref(value)
	}
	compared := 0
	for _, s := range values {
		for _, p := range values {
			for _, o := range values {
				for _, g := range []quad.Value{nil, iri("chronicle")} {
					var want, got []graph.Claim
					for c, err := range d.Claims(t.Context(), graph.Claim{Subject: s, Property: p, Value: o, Source: g}) {
						if err != nil {
							t.Fatal(err)
						}
						want = append(want, c)
					}
					pattern := graph.Pattern{Subject: ref(s), Property: ref(p), Value: ref(o), Source: ref(g)}
					for l := range v.Links(pattern) {
						got = append(got, graph.Claim{Subject: v.Value(l.Subject), Property: v.Value(l.Property), Value: v.Value(l.Value), Source: v.Value(l.Source)})
					}
					subjects, objects := slices.Collect(v.Subjects(pattern)), slices.Collect(v.Values(pattern))
					if !slices.Equal(got, want) || v.Count(pattern) != len(want) || len(subjects) != len(want) || len(objects) != len(want) {
						t.Fatalf("%v %v %v %v: links %v, %d subjects, %d values, count %d; claims %v", s, p, o, g, got, len(subjects), len(objects), v.Count(pattern), want)
					}
					for i := range got {
						if v.Value(subjects[i]) != got[i].Subject || v.Value(objects[i]) != got[i].Value {
							t.Fatalf("%v %v %v: subjects and values are not those of the links", s, p, o)
						}
					}
					compared += len(got)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

func TestSpansAreInTheOrderOfTime(t *testing.T) {
	d := battles(t)
	defer d.Close()
	v := viewed(t, d)
	defer v.Close()
	for _, c := range []struct {
		from, to quad.Value
		want     int
	}{
		{date("1066"), date("1067"), 3},
		{date("1066-10"), date("1067"), 1},
		{date("-0489"), date("1300"), 5},
		{date("-0488"), date("1066"), 0},
		{date("1300"), date("1066"), 0},
		{date("1066"), quad.String("1067"), 0}, // no two of a sort
	} {
		pattern := graph.Pattern{Property: v.Ref(iri("date")), In: v.Span(c.from, c.to)}
		if got := v.Count(pattern); got != c.want {
			t.Errorf("from %v to %v: %d, want %d", c.from, c.to, got, c.want)
		}
		if got := len(slices.Collect(v.Subjects(pattern))); got != c.want {
			t.Errorf("from %v to %v: %d subjects, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestAViewKeepsItsDatasetOpen(t *testing.T) {
	d := battles(t)
	v := viewed(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if n := v.Count(graph.Pattern{}); n != 8 {
		t.Errorf("%d claims, want 8", n)
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	if err := v.Close(); !errors.Is(err, snapshot.ErrClosed) {
		t.Errorf("closed twice: %v", err)
	}
	if _, err := d.View(); !errors.Is(err, snapshot.ErrClosed) {
		t.Errorf("a closed dataset is read: %v", err)
	}
}

func TestRefSet(t *testing.T) {
	d := battles(t)
	defer d.Close()
	v := viewed(t, d)
	defer v.Close()
	set := v.NewRefSet()
	harold := v.Ref(iri("harold"))
	if !set.Add(harold) || set.Add(harold) || set.Add(graph.Unknown) || set.Add(graph.Unknown+1) {
		t.Error("one of them is new, and that once")
	}
	if !set.Has(harold) || set.Has(harold+1) || set.Has(graph.Unknown) || set.Len() != 1 {
		t.Errorf("%d in the set", set.Len())
	}
	if got := slices.Collect(set.All()); !slices.Equal(got, []graph.Ref{harold}) {
		t.Errorf("got %v", got)
	}
}

// Who fought beside whom: a walk by numbers, of which only the ends are made texts.
func ExampleDataset_View() {
	d := battles(nil)
	defer d.Close()
	v, err := d.View()
	if err != nil {
		log.Fatal(err)
	}
	fought := v.Ref(iri("fought"))
	seen := v.NewRefSet()
	for battle := range v.Subjects(graph.Pattern{Property: fought, Value: v.Ref(iri("harold"))}) {
		for who := range v.Values(graph.Pattern{Subject: battle, Property: fought}) {
			seen.Add(who)
		}
	}
	for who := range seen.All() {
		fmt.Println(v.Value(who))
	}
	if err := v.Close(); err != nil { // damaged: there may be more
		log.Fatal(err)
	}
	// Output:
	// <http://example.org/harold>
	// <http://example.org/william>
}
