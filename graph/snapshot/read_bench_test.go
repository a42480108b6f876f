package snapshot

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
)

// BenchmarkAsk opens the generated graph and asks what questions are made of.
func BenchmarkAsk(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.annals")
	err := Build(b.Context(), path, func(yield func(quad.Quad, error) bool) {
		for q := range events(benchQuads, 1) {
			if !yield(q, nil) {
				return
			}
		}
	}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(1, 1))
	some := make([]Quad, 4096)
	values := make([]quad.Value, len(some))
	for i := range some {
		some[i] = s.At(Row(r.IntN(s.Len())))
		values[i] = s.Term(some[i].O)
	}
	begin := s.ID(quad.IRI(genTerms + "begin"))
	year := func(n int) quad.Value {
		return quad.TypedString{Value: quad.String([]string{"1850", "1851"}[n]), Type: xsd + "gYear"}
	}
	window := func() IDs {
		from, _ := s.Compared(GreaterOrEqual, year(0))
		to, _ := s.Compared(Less, year(1))
		return IDs{from.Lo, to.Hi}
	}
	within := window()
	run := func(name string, f func(q Quad, v quad.Value) int) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i, n := 0, 0
			for b.Loop() {
				n += f(some[i], values[i])
				i = (i + 1) % len(some)
			}
			b.ReportMetric(float64(n)/float64(b.N), "found/op")
		})
	}
	count := func(rows Rows) (n int) {
		for c := rows.Cursor(); c.Next(); {
			if c.Subject() != 0 {
				n++
			}
		}
		return n
	}
	run("open", func(Quad, quad.Value) int {
		s, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		return s.Len()
	})
	run("id", func(_ Quad, v quad.Value) int { return int(s.ID(v)) & 1 })
	run("term", func(q Quad, _ quad.Value) int {
		if s.Term(q.O) == nil {
			return 0
		}
		return 1
	})
	run("range S", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S}).Max() })
	run("range S,P", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, P: q.P}).Len() })
	run("range P", func(q Quad, _ quad.Value) int { return s.Range(Quad{P: q.P}).Max() })
	run("range P,O", func(q Quad, _ quad.Value) int { return s.Range(Quad{P: q.P, O: q.O}).Len() })
	run("range S,P,G", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, P: q.P, G: q.G}).Len() })
	run("range S,G", func(q Quad, _ quad.Value) int { return s.Range(Quad{S: q.S, G: q.G}).Len() })
	run("range S,P,O,G", func(q Quad, _ quad.Value) int { return s.Range(q).Len() })
	run("range G", func(q Quad, _ quad.Value) int { return s.Range(Quad{G: q.G}).Max() })
	run("read S", func(q Quad, _ quad.Value) int { return count(s.Range(Quad{S: q.S})) })
	run("read O", func(q Quad, _ quad.Value) int { return count(s.Range(Quad{O: q.O})) })
	run("ids of a year", func(Quad, quad.Value) int { return window().Len() })
	run("begun in a year", func(Quad, quad.Value) int { return s.RangeIn(Quad{P: begin}, within).Max() })
	run("read begun in a year", func(Quad, quad.Value) int { return count(s.RangeIn(Quad{P: begin}, within)) })
	run("scan all", func(Quad, quad.Value) int { return count(s.Range(Quad{})) })
}
