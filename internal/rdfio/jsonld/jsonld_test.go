package jsonld_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio/jsonld"
	"annals.example/internal/rdfio/nquads"
	"annals.example/internal/rdfio/rdfiotest"
)

func written(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	w := jsonld.NewWriter(&b)
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatalf("%v: %v", q, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Fatalf("no JSON:\n%.2000s", b.String())
	}
	return b.String()
}

const (
	rdfType = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	e       = "http://e.org/"
)

// A number keeps how it was written, and no key stands twice in an object.
func TestNodesAndGraphs(t *testing.T) {
	quads := []quad.Quad{
		quad.Make(quad.IRI(e+"s"), rdfType, quad.IRI(e+"C"), nil),
		quad.Make(quad.IRI(e+"s"), rdfType, quad.BNode("c"), nil),
		quad.Make(quad.IRI(e+"s"), rdfType, quad.String("no node"), nil),
		quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.TypedString{Value: "01", Type: "http://www.w3.org/2001/XMLSchema#integer"}, nil),
		quad.Make(quad.IRI(e+"s"), quad.IRI(e+"q"), quad.LangString{Value: "</a>", Lang: "en-GB"}, nil),
		quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.IRI(e+"o"), nil),
		quad.Make(quad.BNode("b"), quad.IRI(e+"p"), quad.String("o"), quad.IRI(e+"g")),
	}
	want := `[
{"@id":"http://e.org/s","@type":["http://e.org/C","_:c"],"http://www.w3.org/1999/02/22-rdf-syntax-ns#type":[{"@value":"no node"}],` +
		`"http://e.org/p":[{"@value":"01","@type":"http://www.w3.org/2001/XMLSchema#integer"}],` +
		`"http://e.org/q":[{"@value":"\u003c/a>","@language":"en-GB"}]},
{"@id":"http://e.org/s","http://e.org/p":[{"@id":"http://e.org/o"}]},
{"@id":"http://e.org/g","@graph":[
{"@id":"_:b","http://e.org/p":[{"@value":"o"}]}
]}
]
`
	got := written(t, quads)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	rdfiotest.Same(t, quads, rdfiotest.JSONLD(t, got))
	if empty := rdfiotest.JSONLD(t, written(t, nil)); len(empty) != 0 {
		t.Errorf("of nothing there is %v", empty)
	}
}

func TestW3C(t *testing.T) {
	rdfiotest.W3C(t, "../../..", func(t *testing.T, quads []quad.Quad) {
		rdfiotest.Same(t, quads, rdfiotest.JSONLD(t, written(t, quads)))
	})
}

func TestWhatIsHardToWrite(t *testing.T) {
	for seed := range uint64(300) {
		quads := slices.DeleteFunc(rdfiotest.Nasty(seed, 30), isDropped)
		rdfiotest.Same(t, quads, rdfiotest.JSONLD(t, written(t, quads)))
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

// isDropped says whether json-gold cannot read a statement: JSON-LD has it drop one with
// an address that is not well-formed by RFC 3987, and it rewrites JSON in a literal.
func isDropped(q quad.Quad) bool {
	return slices.ContainsFunc([]quad.Value{q.Subject, q.Predicate, q.Object, q.Label}, func(v quad.Value) bool {
		if typed, ok := v.(quad.TypedString); ok {
			v = typed.Type
		}
		iri, _ := v.(quad.IRI)
		return strings.HasSuffix(string(iri), "%") || strings.Contains(string(iri), "[") || strings.HasSuffix(string(iri), "#JSON")
	})
}

func TestWhatCannotBeWritten(t *testing.T) {
	good := quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.String("o"), nil)
	var b bytes.Buffer
	w := jsonld.NewWriter(&b)
	for _, bad := range []quad.Quad{{}, quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.Int(1), nil),
		quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.String("\xff"), nil), quad.Make(quad.IRI("s"), quad.IRI(e+"p"), quad.String("o"), nil)} {
		if err := w.Write(bad); !errors.Is(err, nquads.ErrValue) {
			t.Errorf("%#v: %v", bad, err)
		}
		if err := w.Write(good); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	rdfiotest.Same(t, []quad.Quad{good}, rdfiotest.JSONLD(t, b.String()))
	if err := w.Write(good); err == nil {
		t.Error("written after the end")
	}
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestTheDestinationsErrorIsFinal(t *testing.T) {
	w := jsonld.NewWriter(full{})
	var err error
	for i := 0; err == nil && i < 1e6; i++ {
		err = w.Write(quad.Make(quad.IRI(e+"s"), quad.IRI(e+"p"), quad.String("o"), nil))
	}
	if !errors.Is(err, errFull) || !errors.Is(w.Close(), errFull) {
		t.Errorf("got %v, %v", err, w.Close())
	}
}
