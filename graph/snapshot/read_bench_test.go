package snapshot

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// An asking asks for something about a quad, whose object is v, and counts what it
// finds.
type asking struct {
	name string
	ask  func(q Quad, v quad.Value) int
}

// BenchmarkAsk opens the generated graph and asks what questions are made of.
func BenchmarkAsk(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.annals")
	if err := Build(b.Context(), path, allBut(benchQuads, none), Options{}); err != nil {
		b.Fatal(err)
	}
	s := openFile(b, path)
	r := rand.New(rand.NewPCG(1, 1))
	some := make([]Quad, 4096)
	values := make([]quad.Value, len(some))
	for i := range some {
		some[i] = s.At(Row(r.IntN(s.Len())))
		values[i] = s.Term(some[i].O)
	}
	for _, a := range slices.Concat(askTerms(b, s, path), askRanges(s), askYears(s)) {
		b.Run(a.name, func(b *testing.B) {
			b.ReportAllocs()
			i, n := 0, 0
			for b.Loop() {
				n += a.ask(some[i], values[i])
				i = (i + 1) % len(some)
			}
			b.ReportMetric(float64(n)/float64(b.N), "found/op")
		})
	}
}

func askTerms(b *testing.B, s *Snapshot, path string) []asking {
	return []asking{
		{"open", func(Quad, quad.Value) int {
			s, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			return s.Len()
		}},
		{"id", func(_ Quad, v quad.Value) int { return int(s.ID(v)) & 1 }},
		{"term", func(q Quad, _ quad.Value) int {
			if s.Term(q.O) == nil {
				return 0
			}
			return 1
		}},
	}
}

func askRanges(s *Snapshot) []asking {
	return []asking{
		{"range S", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S}).Max() }},
		{"range S,P", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, P: q.P}).Len() }},
		{"range P", func(q Quad, _ quad.Value) int { return s.Range(Quad{P: q.P}).Max() }},
		{"range P,O", func(q Quad, _ quad.Value) int { return s.Range(Quad{P: q.P, O: q.O}).Len() }},
		{"range S,P,G", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, P: q.P, G: q.G}).Len() }},
		{"range S,G", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, G: q.G}).Len() }},
		{"range S,P,O,G", func(q Quad, _ quad.Value) int { return s.Range(q).Len() }},
		{"range G", func(q Quad, _ quad.Value) int { return s.Range(Quad{G: q.G}).Max() }},
		{"read S", func(q Quad, _ quad.Value) int { return count(s.Range(Quad{S: q.S})) }},
		{"read O", func(q Quad, _ quad.Value) int { return count(s.Range(Quad{O: q.O})) }},
		{"scan all", func(Quad, quad.Value) int { return count(s.Range(Quad{})) }},
	}
}

// askYears asks for what began in 1850.
func askYears(s *Snapshot) []asking {
	begin := s.ID(quad.IRI(genTerms + "begin"))
	window := func() IDs {
		from, _ := s.Compared(GreaterOrEqual, quad.TypedString{Value: "1850", Type: xsd + "gYear"})
		to, _ := s.Compared(Less, quad.TypedString{Value: "1851", Type: xsd + "gYear"})
		return IDs{from.Lo, to.Hi}
	}
	within := window()
	return []asking{
		{"ids of a year", func(Quad, quad.Value) int { return window().Len() }},
		{"begun in a year", func(Quad, quad.Value) int { return s.RangeIn(Quad{P: begin}, within).Max() }},
		{"read begun in a year", func(Quad, quad.Value) int { return count(s.RangeIn(Quad{P: begin}, within)) }},
	}
}

func count(rows Rows) (n int) {
	for c := rows.Cursor(); c.Next(); {
		if c.Subject() != 0 {
			n++
		}
	}
	return n
}
