package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// Addresses are read as browsers show them, and lead to where they were written. What is
// escaped because it would mislead stays escaped.
func TestAddressesAreReadable(t *testing.T) {
	shown := map[string]string{
		"https://ru.wikipedia.org/wiki/%D0%90%D0%BC%D0%B0%D1%80": "https://ru.wikipedia.org/wiki/Амар",
		"https://ja.wikipedia.org/wiki/%E8%92%99%E5%8F%A4_1936":  "https://ja.wikipedia.org/wiki/蒙古_1936",
		"https://e.org/a%2Fb%3Fc%20d":                            "https://e.org/a%2Fb%3Fc%20d",
		"https://e.org/%E2%80%AEgro":                             "https://e.org/%E2%80%AEgro", // turns the line around
		"https://e.org/%E3%80%80":                                "https://e.org/%E3%80%80",    // an ideographic space
		"https://e.org/%FF%FE":                                   "https://e.org/%FF%FE",
		"https://e.org/%EF%BC%8F":                                "https://e.org/%EF%BC%8F", // a solidus of full width
	}
	thing, source := quad.IRI("http://e.org/person/p"), quad.IRI("http://e.org/source/s")
	var quads []quad.Quad
	for address := range shown {
		for _, value := range []quad.Value{quad.String(address), quad.IRI(address)} {
			quads = append(quads, quad.Quad{Subject: thing, Predicate: quad.IRI(graph.VocabularyIRI + "address"), Object: value, Label: source})
		}
	}
	d, err := graph.OpenQuads(quads, "addresses")
	if err != nil {
		t.Fatal(err)
	}
	page := newSite(t, d).check(t, "/entity?iri="+url.QueryEscape(string(thing)))
	links := map[string]int{}
	for _, n := range elements(parse(t, page)) {
		href := attribute(n, "href")
		want, ok := shown[href]
		if !ok {
			continue
		}
		links[href]++
		if got := textOf(n); got != want {
			t.Errorf("%s is shown as %s, want %s", href, got, want)
		}
	}
	for address := range shown {
		if links[address] == 0 {
			t.Errorf("no link leads to %s", address)
		}
	}
}

// A text that is cut for a line of a list says so.
func TestCutTextsSaySo(t *testing.T) {
	thing, source := quad.IRI("http://e.org/person/p"), quad.IRI("http://e.org/source/s")
	about := strings.Repeat("на ", 100)
	d, err := graph.OpenQuads([]quad.Quad{
		{Subject: thing, Predicate: rdfType, Object: quad.IRI(graph.VocabularyIRI + "Person"), Label: source},
		{Subject: thing, Predicate: quad.IRI(graph.VocabularyIRI + "description"), Object: quad.String(about), Label: source},
	}, "long")
	if err != nil {
		t.Fatal(err)
	}
	page := newSite(t, d).check(t, "/person")
	if !strings.Contains(page, strings.Repeat("на ", 79)+"на…<") {
		t.Errorf("it is cut in silence:\n%s", page)
	}
}
