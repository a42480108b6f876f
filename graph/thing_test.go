package graph

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/rdfiotest"
)

// naive gathers the data of a thing as DataOf says it, from all claims and without any
// index.
func naive(all []quad.Quad, thing string) []quad.Quad {
	own := func(v quad.Value) bool {
		return valueText(v) == thing || strings.HasPrefix(valueText(v), thing+"#")
	}
	node := func(v quad.Value) bool {
		switch v.(type) {
		case quad.IRI, quad.BNode:
			return true
		}
		return false
	}
	isMinted := map[quad.Value]bool{}
	for _, q := range all {
		class, _ := q.Object.(quad.IRI)
		isMinted[q.Subject] = isMinted[q.Subject] || q.Predicate == rdfType && minted[class] != nil
		_, blank := q.Subject.(quad.BNode)
		isMinted[q.Subject] = isMinted[q.Subject] || blank
	}
	parts := map[quad.Value]bool{}
	for range 5 { // blank nodes hang on blank nodes
		for _, q := range all {
			_, blank := q.Object.(quad.BNode)
			parts[q.Subject] = parts[q.Subject] || node(q.Object) && own(q.Object) && isMinted[q.Subject] && !own(q.Subject)
			parts[q.Object] = parts[q.Object] || blank && (own(q.Subject) || parts[q.Subject])
		}
	}
	var found []quad.Quad
	for _, q := range all {
		if own(q.Subject) || node(q.Object) && own(q.Object) || parts[q.Subject] || q.Label != nil && own(q.Label) {
			found = append(found, q)
		}
	}
	return found
}

func TestDataOfAThing(t *testing.T) {
	blank := open(t, `<http://e.org/nero> <http://e.org/born> _:birth <http://e.org/suetonius> .
_:birth <http://e.org/at> _:place .
_:place <http://e.org/name> "Antium" .
_:list <http://e.org/has> <http://e.org/nero> .
_:list <http://e.org/has> <http://e.org/galba> .
<http://e.org/galba> <http://e.org/name> "Galba" .
<http://e.org/nero#death> <http://e.org/in> "68" .
<http://e.org/neros> <http://e.org/in> "68" .
`)
	for _, test := range []struct {
		d     *Dataset
		thing string
		least int // claims; a naive count is held against the rest
	}{
		{embedded(t), "agreement/1936-protocol", 100},
		{embedded(t), "person/genden", 50},
		{embedded(t), "signature/1936-protocol-genden", 5},
		{embedded(t), "source/bold-limited-war", 50},
		{embedded(t), "source/catalogue", 1000},
		{embedded(t), "place/ulaanbaatar", 10},
		{blank, "http://e.org/nero", 6},
		{blank, "http://e.org/suetonius", 1},
	} {
		thing := quad.IRI(test.d.Base() + test.thing)
		data, err := test.d.DataOf(t.Context(), thing)
		if err != nil {
			t.Fatal(err)
		}
		all := read(t, NQuads, exported(t, test.d, NQuads, ""))
		want := naive(all, string(thing))
		if data.Claims != len(want) || data.Claims < test.least || !data.Complete {
			t.Errorf("%s: %d claims, complete %v; want %d and at least %d", test.thing, data.Claims, data.Complete, len(want), test.least)
		}
		for _, format := range Formats() {
			var b bytes.Buffer
			if err := test.d.ExportThing(t.Context(), &b, thing, format); err != nil {
				t.Fatal(err)
			}
			expected := want
			if format == NTriples || format == Turtle {
				expected = rdfiotest.Triples(want)
			}
			rdfiotest.Same(t, expected, read(t, format, b.String()))
		}
	}
}

// Whoever gets the protocol of 1936 sees who signed it, as what, and who says so.
func TestTheDataOfAnAgreementNameItsSigners(t *testing.T) {
	d := embedded(t)
	var b bytes.Buffer
	if err := d.ExportThing(t.Context(), &b, quad.IRI(d.Base()+"agreement/1936-protocol"), TriG); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n<https://annals.example/soviet-mongolian/source/bold-limited-war#web-29> {\n",
		"    signature:1936-protocol-genden\n        annals:capacity \"prime minister and foreign minister\"@en ;\n",
		"        annals:signer person:genden",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%.3000s", want, b.String())
		}
	}
}

// A hub of data of others is cut off, the claims about itself last.
func TestTheDataOfAHubHaveALimit(t *testing.T) {
	var text strings.Builder
	for i := range MostClaims + 10 {
		fmt.Fprintf(&text, "<http://e.org/%06d> <http://e.org/in> <http://e.org/hub> .\n", i)
	}
	text.WriteString("<http://e.org/hub> <http://e.org/name> \"hub\" .\n")
	d := open(t, text.String())
	data, err := d.DataOf(t.Context(), quad.IRI("http://e.org/hub"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := data.Export(t.Context(), &b, NTriples); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(b.String(), "\n"); data.Claims != MostClaims || data.Complete || lines != MostClaims ||
		!strings.Contains(b.String(), `"hub"`) {
		t.Errorf("%d claims, complete %v, %d lines", data.Claims, data.Complete, lines)
	}
}

func TestWhatIsKnown(t *testing.T) {
	d, others := embedded(t), open(t, emperors)
	for _, id := range []string{"person/genden", "source/bold-limited-war", "source/bold-limited-war#web-29"} {
		if !d.Knows(quad.IRI(d.Base() + id)) {
			t.Errorf("%s is not known", id)
		}
	}
	for _, v := range []quad.Value{quad.IRI("http://e.org/nero"), quad.IRI("http://e.org/suetonius"), quad.IRI("http://e.org/died"), quad.BNode("b")} {
		if !others.Knows(v) {
			t.Errorf("%v is not known", v)
		}
	}
	for _, v := range []quad.Value{nil, quad.IRI(""), quad.IRI("http://e.org/ner"), quad.String("http://e.org/nero"), unlabelled, quad.Int(1)} {
		if others.Knows(v) {
			t.Errorf("%v is known", v)
		}
		var unknown *UnknownError
		if _, err := others.DataOf(t.Context(), v); !errors.As(err, &unknown) {
			t.Errorf("%v: got %v", v, err)
		}
	}
}
