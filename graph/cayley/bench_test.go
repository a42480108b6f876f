package cayley

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// history generates agreements and events, some of whose actors and sources are
// far more common than others.
func history(n int) (quads []quad.Quad) {
	r := rand.New(rand.NewPCG(1, 7))
	some := func(what string, n int) quad.IRI {
		f := r.Float64()
		return quad.IRI(fmt.Sprintf("h:%s/%d", what, int(f*f*f*float64(n))))
	}
	day := func() quad.Value {
		return quad.TypedString{Type: xsd + "date", Value: quad.String(fmt.Sprintf("%04d-%02d-%02d", 1800+r.IntN(200), 1+r.IntN(12), 1+r.IntN(28)))}
	}
	for i := 0; len(quads) < n; i++ {
		source := some("source", 300)
		say := func(s quad.IRI, p string, o quad.Value) {
			quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("v:" + p), Object: o, Label: source})
		}
		if id := quad.IRI(fmt.Sprintf("h:agreement/%d", i)); i%10 == 0 {
			say(id, "type", quad.IRI("v:Agreement"))
			for j := range 2 + r.IntN(2) {
				s := quad.IRI(fmt.Sprintf("%s/signature/%d", string(id), j))
				say(s, "instrument", id)
				say(s, "signer", some("actor", n/20))
				say(s, "onBehalfOf", some("state", 100))
				say(s, "date", day())
			}
			continue
		}
		id := quad.IRI(fmt.Sprintf("h:event/%d", i))
		say(id, "type", some("class", 30))
		say(id, "begin", day())
		say(id, "place", some("place", n/50))
		for j := range 2 + r.IntN(4) {
			role := quad.IRI(fmt.Sprintf("%s/role/%d", string(id), j))
			say(id, "participation", role)
			say(role, "actor", some("actor", n/20))
		}
	}
	return quads
}

const window = `gte(typed("1936-01-01", "http://www.w3.org/2001/XMLSchema#date")), lt(typed("1937-01-01", "http://www.w3.org/2001/XMLSchema#date"))`

// BenchmarkGizmo asks this store and memstore the same texts: "ready" with a
// session that was made before, as where questions do not come one upon the
// other; "busy" with questions that do.
func BenchmarkGizmo(b *testing.B) {
	quads := history(200_000)
	s, oracle := storeOf(b, quads), memstoreOf(quads)
	for _, q := range []struct{ name, text string }{
		{"Q1-about-an-event", `g.V(iri("h:event/101")).tag("e").labelContext(g.V(), "by").out(g.V(), "p").all()`},
		{"Q2-who-signed", `g.V(iri("h:agreement/500")).in(iri("v:instrument")).tag("s").save(iri("v:signer"), "who").save(iri("v:date"), "date").save(iri("v:onBehalfOf"), "for").all()`},
		{"Q3-co-signatories", `g.V(iri("h:actor/7")).in(iri("v:signer")).out(iri("v:instrument")).in(iri("v:instrument")).out(iri("v:signer")).unique().all()`},
		{"Q4-events-of-an-actor-in-a-year", `g.V(iri("h:actor/7")).in(iri("v:actor")).in(iri("v:participation")).has(iri("v:begin"), ` + window + `).all()`},
		{"Q5-events-in-a-year", `g.V().has(iri("v:begin"), ` + window + `).all()`},
		{"Q6-claims-by-a-source", `g.V().labelContext(iri("h:source/3")).out().count()`},
		{"Q7-three-hops", `g.V(iri("h:actor/7")).both().unique().both().unique().both().unique().count()`},
	} {
		b.Run(q.name+"/ready", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s.Prepare()
				b.StartTimer()
				drainStore(b, s, q.text)
			}
		})
		b.Run(q.name+"/busy", func(b *testing.B) {
			for b.Loop() {
				drainStore(b, s, q.text)
			}
		})
		b.Run(q.name+"/memstore", func(b *testing.B) {
			for b.Loop() {
				drainCayley(b, oracle, q.text)
			}
		})
	}
}

func drainStore(b *testing.B, s *Store, text string) {
	for _, err := range s.Query(b.Context(), FreeQuery{Language: "gizmo", Text: text}) {
		if err != nil {
			b.Fatal(err)
		}
	}
}

func drainCayley(b *testing.B, qs graph.QuadStore, text string) {
	it, err := gizmo.NewSession(qs).Execute(b.Context(), text, query.Options{Collation: query.JSON})
	if err != nil {
		b.Fatal(err)
	}
	for it.Next(b.Context()) {
		it.Result()
	}
	if err := it.Err(); err != nil {
		b.Fatal(err)
	}
	_ = it.Close()
}
