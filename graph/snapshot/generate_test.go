package snapshot

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"github.com/cayleygraph/quad"
)

// events generates a graph of events, their times, places and actors, and of
// agreements and who signed them, in the words of a few hundred sources, with
// some entities and sources far more common than others. It stops at about n
// quads, 170 bytes of N-Quads each.
func events(n int, seed uint64) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		g := generator{rand: rand.New(rand.NewPCG(seed, 1)), yield: yield, left: n, size: n}
		for g.left > 0 {
			if g.rand.IntN(10) == 0 {
				g.agreement()
			} else {
				g.event()
			}
		}
	}
}

type generator struct {
	rand       *rand.Rand
	yield      func(quad.Quad) bool
	left, size int
	count      int
}

const (
	genBase  = "http://example.org/history/"
	genTerms = "http://example.org/vocabulary#"
)

func (g *generator) say(s quad.IRI, p string, o quad.Value, source quad.IRI) {
	if g.left > 0 && !g.yield(quad.Quad{Subject: s, Predicate: quad.IRI(genTerms + p), Object: o, Label: source}) {
		g.left = 0
	}
	g.left--
}

// some picks one of n by a power law.
func (g *generator) some(what string, n int) quad.IRI {
	f := g.rand.Float64()
	return quad.IRI(fmt.Sprintf("%s%s/%d", genBase, what, int(f*f*f*float64(n))))
}

func (g *generator) day() quad.Value {
	return quad.TypedString{Type: xsd + "dateTime", Value: quad.String(fmt.Sprintf("%04d-%02d-%02dT%02d:00:00Z",
		1800+g.rand.IntN(200), 1+g.rand.IntN(12), 1+g.rand.IntN(28), g.rand.IntN(24)))}
}

func (g *generator) event() {
	g.count++
	id := quad.IRI(fmt.Sprintf("%sevent/%d", genBase, g.count))
	source := g.some("source", 300)
	g.say(id, "type", g.some("class", 30), source)
	g.say(id, "label", quad.LangString{Value: quad.String(fmt.Sprintf("Event number %d of the list", g.count)), Lang: "en"}, source)
	g.say(id, "label", quad.LangString{Value: quad.String(fmt.Sprintf("Событие номер %d", g.count)), Lang: "ru"}, source)
	g.say(id, "begin", g.day(), source)
	g.say(id, "end", g.day(), source)
	g.say(id, "place", g.some("place", g.size/50), source)
	for i := range 2 + g.rand.IntN(4) {
		role := quad.IRI(fmt.Sprintf("%s/role/%d", string(id), i))
		g.say(id, "participation", role, source)
		g.say(role, "actor", g.some("actor", g.size/20), source)
		g.say(role, "roleType", g.some("role", 12), source)
	}
	if g.rand.IntN(20) == 0 {
		g.say(id, "sameAs", quad.IRI(fmt.Sprintf("http://other.example.com/entity/Q%d", g.rand.IntN(1<<30))), source)
	}
}

func (g *generator) agreement() {
	g.count++
	id := quad.IRI(fmt.Sprintf("%sagreement/%d", genBase, g.count))
	source := g.some("source", 300)
	g.say(id, "type", quad.IRI(genBase+"class/agreement"), source)
	g.say(id, "label", quad.LangString{Value: quad.String(fmt.Sprintf("Agreement %d", g.count)), Lang: "en"}, source)
	for i := range 2 + g.rand.IntN(2) {
		signature := quad.IRI(fmt.Sprintf("%s/signature/%d", string(id), i))
		g.say(id, "signature", signature, source)
		g.say(signature, "signer", g.some("actor", g.size/20), source)
		g.say(signature, "onBehalfOf", g.some("state", 100), source)
		g.say(signature, "instrument", id, source)
		g.say(signature, "date", g.day(), source)
		g.say(signature, "place", g.some("place", g.size/50), source)
	}
}
