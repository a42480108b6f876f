package turtle_test

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio/nquads"
	"annals.example/internal/rdfio/rdfiotest"
	"annals.example/internal/rdfio/turtle"
)

var prefixes = []turtle.Prefix{
	{Name: "a", IRI: rdfiotest.Prefix},
	{Name: "xsd", IRI: "http://www.w3.org/2001/XMLSchema#"},
	{Name: "foaf", IRI: "http://xmlns.com/foaf/0.1/"},
	{Name: "no-end", IRI: "http://e.org/a"},
}

func written(t testing.TB, quads []quad.Quad, graphs bool) string {
	t.Helper()
	var b bytes.Buffer
	w := turtle.NewWriter(&b, prefixes)
	if graphs {
		w = turtle.NewTriGWriter(&b, prefixes)
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatalf("%v: %v", q, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What follows one another is written together, and a term is short only where it is
// safe.
func TestStatementsStandTogether(t *testing.T) {
	iri := func(s string) quad.IRI { return quad.IRI(rdfiotest.Prefix + s) }
	rdfType := quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	quads := []quad.Quad{
		quad.Make(iri("protocol"), rdfType, iri("Agreement"), nil),
		quad.Make(iri("protocol"), iri("signer"), iri("genden"), nil),
		quad.Make(iri("protocol"), iri("signer"), iri("tairov."), nil),
		quad.Make(iri("protocol"), iri("date"), quad.TypedString{Value: "1936-03-12", Type: "http://www.w3.org/2001/XMLSchema#date"}, iri("cable")),
		quad.Make(quad.BNode("b"), iri("name"), quad.LangString{Value: `"Протокол"`, Lang: "ru"}, iri("cable")),
		quad.Make(iri("pact"), iri("name"), quad.String("pact"), nil),
	}
	want := `@prefix a: <http://e.org/a/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix no-end: <http://e.org/a> .

a:protocol
    a a:Agreement ;
    a:signer a:genden ,
        <http://e.org/a/tairov.> .

a:cable {
    a:protocol
        a:date "1936-03-12"^^xsd:date .

    _:b
        a:name "\"Протокол\""@ru .
}

a:pact
    a:name "pact" .
`
	if diff := cmp.Diff(want, written(t, quads, true)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestW3C(t *testing.T) {
	rdfiotest.W3C(t, "../../..", func(t *testing.T, quads []quad.Quad) {
		rdfiotest.Same(t, quads, rdfiotest.TriG(t, written(t, quads, true)))
		rdfiotest.Same(t, rdfiotest.Triples(quads), rdfiotest.Turtle(t, written(t, rdfiotest.Triples(quads), false)))
	})
}

func TestWhatIsHardToWrite(t *testing.T) {
	for seed := range uint64(300) {
		quads := rdfiotest.Nasty(seed, 30)
		rdfiotest.Same(t, quads, rdfiotest.TriG(t, written(t, quads, true)))
		rdfiotest.Same(t, rdfiotest.Triples(quads), rdfiotest.Turtle(t, written(t, rdfiotest.Triples(quads), false)))
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

// A C library reads the same, where it is at hand: Debian's package serdi.
func TestSerdReadsTheSame(t *testing.T) {
	serdi, err := exec.LookPath("serdi")
	if err != nil {
		t.Skip("serdi not found: install Debian's package serdi")
	}
	var all []quad.Quad
	for seed := range uint64(100) {
		all = append(all, rdfiotest.Nasty(seed, 30)...)
	}
	for i, q := range all { // serd keeps to the letter of RFC 3986 in IRIs, and to ASCII in blank nodes
		all[i] = tame(q, i)
	}
	for _, graphs := range []bool{true, false} {
		quads, syntax := all, "trig"
		if !graphs {
			quads, syntax = rdfiotest.Triples(all), "turtle"
		}
		cmd := exec.Command(serdi, "-i", syntax, "-o", "nquads", "-") //nolint:gosec // the tests' own
		cmd.Stdin = strings.NewReader(written(t, quads, graphs))
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("serdi: %v\n%s", err, complaint.String())
		}
		read, wrong := rdfiotest.Read(t, "serdi", out)
		if wrong {
			t.Fatalf("serdi writes no N-Quads:\n%.2000s", out)
		}
		rdfiotest.Same(t, quads, read)
	}
}

func tame(q quad.Quad, i int) quad.Quad {
	for _, v := range []*quad.Value{&q.Subject, &q.Object, &q.Label} {
		if _, blank := (*v).(quad.BNode); blank {
			*v = quad.BNode(fmt.Sprint("n", i%7))
		}
	}
	return q
}

// What cannot be written leaves no trace, and the rest is right.
func TestWhatCannotBeWritten(t *testing.T) {
	good := quad.Make(quad.IRI("http://e.org/s"), quad.IRI("http://e.org/p"), quad.String("o"), nil)
	bad := []quad.Quad{
		{}, quad.Make(quad.String("s"), quad.IRI("http://e.org/p"), quad.String("o"), nil),
		quad.Make(quad.IRI("http://e.org/s"), quad.BNode("p"), quad.String("o"), nil),
		quad.Make(quad.IRI("http://e.org/s"), quad.IRI("http://e.org/p"), quad.String("\xff"), nil),
		quad.Make(quad.IRI("http://e.org/s"), quad.IRI("http://e.org/p"), quad.Int(1), nil),
		quad.Make(quad.IRI("http://e.org/s2"), quad.IRI("http://e.org/p"), quad.IRI("relative"), nil),
		quad.Make(quad.IRI("http://e.org/s2"), quad.IRI("http://e.org/p"), quad.String("o"), quad.LangString{Value: "g", Lang: "en"}),
		quad.Make(quad.IRI("http://e.org/s2"), quad.IRI("http://e.org/p"), quad.TypedString{Value: "o", Type: "a b"}, nil),
	}
	var b bytes.Buffer
	w := turtle.NewTriGWriter(&b, nil)
	for _, q := range bad {
		if err := w.Write(good); err != nil {
			t.Fatal(err)
		}
		if err := w.Write(q); !errors.Is(err, nquads.ErrValue) {
			t.Errorf("%#v: %v", q, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	rdfiotest.Same(t, []quad.Quad{good}, rdfiotest.TriG(t, b.String()))

	good.Label = quad.IRI("http://e.org/g")
	if err := turtle.NewWriter(&b, nil).Write(good); !errors.Is(err, turtle.ErrGraph) {
		t.Errorf("a named graph in Turtle: %v", err)
	}
	for _, p := range [][]turtle.Prefix{{{Name: "a b", IRI: "http://e.org/"}}, {{Name: "a", IRI: "x y"}},
		{{Name: "a", IRI: "http://e.org/"}, {Name: "a", IRI: "http://e.com/"}}} {
		if err := turtle.NewWriter(&b, p).Close(); err == nil {
			t.Errorf("%v: taken for good", p)
		}
	}
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestTheDestinationsErrorIsFinal(t *testing.T) {
	w := turtle.NewWriter(full{}, nil)
	var err error
	for i := 0; err == nil && i < 1e6; i++ {
		err = w.Write(quad.Make(quad.IRI("http://e.org/s"), quad.IRI("http://e.org/p"), quad.String("o"), nil))
	}
	if !errors.Is(err, errFull) || !errors.Is(w.Close(), errFull) {
		t.Errorf("got %v, %v", err, w.Close())
	}
}

func TestNothingIsADocumentToo(t *testing.T) {
	if got := rdfiotest.TriG(t, written(t, nil, true)); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
