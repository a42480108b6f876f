package snapshot

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

func agrees(q, pattern quad.Quad) bool {
	for _, d := range quad.Directions {
		if v := pattern.Get(d); v != nil && q.Get(d) != v {
			return false
		}
	}
	return true
}

// bound keeps of a quad the directions of a mask.
func bound(q quad.Quad, mask int) quad.Quad {
	for i, d := range quad.Directions {
		if mask>>i&1 == 0 {
			q.Set(d, nil)
		}
	}
	return q
}

// mixed is a quad of the values of several: it may be in the file or not.
func mixed(r *rand.Rand, quads []quad.Quad) (q quad.Quad) {
	from := quads[r.IntN(len(quads))]
	for _, d := range quad.Directions {
		if r.IntN(3) == 0 {
			from = quads[r.IntN(len(quads))]
		}
		q.Set(d, from.Get(d))
	}
	return q
}

// TestEveryPatternAgainstASlice asks random graphs all 16 combinations of bound
// directions, and holds everything that Rows gives against a look through all
// the quads.
func TestEveryPatternAgainstASlice(t *testing.T) {
	for seed, n := range []int{0, 1, 2, 30, 400, 4000} {
		quads := randomQuads(n, uint64(seed))
		s := mustOpen(t, quads)
		quads = distinct(quads)
		if s.Len() != len(quads) {
			t.Fatalf("%d quads, want %d", s.Len(), len(quads))
		}
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		for i := range 16 * 12 {
			pattern := quad.Quad{Subject: quad.IRI("http://nobody/")}
			if n > 0 {
				pattern = mixed(r, quads)
			}
			pattern = bound(pattern, i%16)
			var want []quad.Quad
			for _, q := range quads {
				if agrees(q, pattern) {
					want = append(want, q)
				}
			}
			ids, known := s.Find(pattern)
			if !known {
				if len(want) > 0 {
					t.Fatalf("%v: a value is not found, and has %d quads", pattern, len(want))
				}
				continue
			}
			holdRows(t, s, s.Range(ids), want, pattern)
		}
	}
}

func holdRows(t *testing.T, s *Snapshot, rows Rows, want []quad.Quad, about any) {
	t.Helper()
	missing := map[quad.Quad]bool{}
	for _, q := range want {
		missing[q] = true
	}
	if got := rows.Len(); got != len(want) || rows.Max() < got || rows.Exact() && rows.Max() != got {
		t.Errorf("%v: %d quads, at most %d, want %d", about, got, rows.Max(), len(want))
	}
	in := map[Row]bool{}
	for c := rows.Cursor(); c.Next(); {
		q := s.Quad(c.Row())
		if !missing[q] {
			t.Errorf("%v: %v is not to be given, or was before", about, q)
		}
		delete(missing, q)
		in[c.Row()] = true
		if got := (Quad{c.Subject(), c.Predicate(), c.Object(), c.Label()}); got != s.At(c.Row()) || got != c.Quad() {
			t.Errorf("%v: a cursor gives %v of the quad %v", about, got, s.At(c.Row()))
		}
	}
	if len(missing) > 0 {
		t.Errorf("%v: %d quads are not given", about, len(missing))
	}
	for row := range Row(s.Len()) + 2 {
		if rows.Contains(row) != in[row] {
			t.Errorf("%v: it says %v of row %d", about, !in[row], row)
		}
	}
	if got := slices.Collect(rows.Quads()); len(got) != len(want) {
		t.Errorf("%v: Quads gives %d, want %d", about, len(got), len(want))
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
}

// TestObjectsInARange wants quads whose object is one of a range of ids, with
// every combination of the other directions.
func TestObjectsInARange(t *testing.T) {
	quads := randomQuads(1500, 11)
	s := mustOpen(t, quads)
	quads = distinct(quads)
	r := rand.New(rand.NewPCG(1, 4))
	for i := range 8 * 20 {
		pattern := bound(mixed(r, quads), i%8&3|i%8&4<<1) // never the object
		objects := IDs{ID(r.IntN(s.Terms()) + 1), 0}
		objects.Hi = objects.Lo + ID(r.IntN(s.Terms()-int(objects.Lo)+2))
		var want []quad.Quad
		for _, q := range quads {
			if agrees(q, pattern) && objects.Has(s.ID(q.Object)) {
				want = append(want, q)
			}
		}
		ids, ok := s.Find(pattern)
		if !ok {
			t.Fatalf("%v is not found", pattern)
		}
		holdRows(t, s, s.RangeIn(ids, objects), want, pattern)
	}
}

func TestUnlabelledQuadsAreFoundAsSuch(t *testing.T) {
	quads := randomQuads(300, 12)
	s := mustOpen(t, quads)
	want := slices.DeleteFunc(distinct(quads), func(q quad.Quad) bool { return q.Label != nil })
	holdRows(t, s, s.Range(Quad{G: NoLabel}), want, "no label")
}

func TestNoIDOfThisFile(t *testing.T) {
	s := mustOpen(t, randomQuads(300, 13))
	beyond := ID(s.Terms() + 1)
	for _, id := range []ID{beyond, beyond + 1, NoLabel - 1, NoLabel} {
		if v := s.Term(id); v != nil {
			t.Errorf("id %d is %v", id, v)
		}
		for _, p := range []Quad{{S: id}, {P: id}, {O: id}, {S: id, P: id, O: id, G: id}} {
			if n := s.Range(p).Len(); n != 0 {
				t.Errorf("%v has %d quads", p, n)
			}
		}
	}
	if s.Kind(0) != 0 || s.Term(0) != nil || s.ID(nil) != 0 || s.ID(quad.Int(3)) != 0 {
		t.Error("what is no term is one")
	}
}

func TestStatsAreCounts(t *testing.T) {
	quads := randomQuads(2000, 14)
	s := mustOpen(t, quads)
	quads = distinct(quads)
	different := func(of ...func(quad.Quad) quad.Value) int {
		seen := map[quad.Value]bool{}
		for _, q := range quads {
			for _, f := range of {
				seen[f(q)] = true
			}
		}
		return len(seen)
	}
	get := func(d quad.Direction) func(quad.Quad) quad.Value {
		return func(q quad.Quad) quad.Value { return q.Get(d) }
	}
	want := Stats{
		Quads:    len(quads),
		Subjects: different(get(quad.Subject)), Predicates: different(get(quad.Predicate)),
		Objects: different(get(quad.Object)), Labels: different(get(quad.Label)),
		Terms: different(get(quad.Subject), get(quad.Predicate), get(quad.Object), get(quad.Label)) - 1, // nil
	}
	if got := s.Stats(); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	iris := s.IDs(KindIRI)
	for id := iris.Lo; id < iris.Hi; id++ {
		subjects, objects, n := map[quad.Value]bool{}, map[quad.Value]bool{}, 0
		for _, q := range quads {
			if q.Predicate == s.Term(id) {
				subjects[q.Subject], objects[q.Object], n = true, true, n+1
			}
		}
		if got, want := s.Predicate(id), (Predicate{id, n, len(subjects), len(objects)}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	labelled := 0
	for id, n := range s.Labels() {
		labelled += n
		if n != s.Range(Quad{G: id}).Len() {
			t.Errorf("label %d has %d quads", id, n)
		}
	}
	if labelled != len(quads) {
		t.Errorf("labels have %d quads of %d", labelled, len(quads))
	}
}

func TestZeroRowsAreNone(t *testing.T) {
	var rows Rows
	c := rows.Cursor()
	if c.Next() || rows.Len() != 0 || rows.Max() != 0 || rows.Contains(0) || len(slices.Collect(rows.Quads())) != 0 {
		t.Error("there is something in them")
	}
}

// TestRowsOfAnotherFile are no damage of this one.
func TestRowsOfAnotherFile(t *testing.T) {
	s := mustOpen(t, randomQuads(20, 15))
	if (s.At(Row(s.Len())) != Quad{}) || (s.Quad(1<<31) != quad.Quad{}) || s.Range(Quad{}).Contains(1<<31) || s.Err() != nil {
		t.Errorf("it has them, or %v", s.Err())
	}
}
