package graph

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// emperors is data of others: no vocabulary of ours, a statement outside any
// graph, a blank node, a date as EDTF, labels in several languages.
const emperors = `<http://e.org/galba> <http://e.org/followed> <http://e.org/nero> <http://e.org/suetonius> .
<http://e.org/nero> <http://e.org/died> "0068-06-09"^^<http://id.loc.gov/datatypes/edtf/EDTF> <http://e.org/suetonius#nero-57> .
<http://e.org/nero> <http://e.org/reigned> "014"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e.org/nero> <http://www.w3.org/2000/01/rdf-schema#label> "Nero"@en <http://e.org/wiki> .
<http://e.org/nero> <http://www.w3.org/2000/01/rdf-schema#label> "Néron"@fr <http://e.org/wiki> .
_:b <http://e.org/mentions> <http://e.org/nero> .
`

func open(t *testing.T, nquads string) *Dataset {
	t.Helper()
	d, err := OpenReader(t.Context(), strings.NewReader(nquads), "emperors.nq")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestDataOfOthersComesBackAsItWas(t *testing.T) {
	var out bytes.Buffer
	if err := open(t, emperors).Export(t.Context(), &out, "nquads", "https://elsewhere.example/"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(emperors, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestThingsOfOthersHaveTheirLabels(t *testing.T) {
	d := open(t, emperors)
	for v, want := range map[quad.Value]string{
		quad.IRI("http://e.org/nero"):  "Nero",
		quad.IRI("http://e.org/galba"): "http://e.org/galba",
		quad.BNode("b"):                "_:b",
		unlabelled:                     "emperors.nq",
	} {
		if got := d.Label(v); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
	nero, err := d.Resolve(t.Context(), "NERON")
	if err != nil || nero.ID != quad.IRI("http://e.org/nero") {
		t.Errorf("by its French name without accent: %v, %v", nero, err)
	}
}

func TestQuestionsHoldOnDataOfOthers(t *testing.T) {
	d := open(t, emperors)
	answer, err := d.Ask(t.Context(), Request{Question: "chronology", Args: map[string]string{"about": "http://e.org/nero"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Rows) != 1 || answer.Rows[0][0].(Date).EDTF != "0068-06-09" {
		t.Errorf("got %v, want the death alone", answer.Rows)
	}
	answer, err = d.Ask(t.Context(), Request{Question: "sources-of", Args: map[string]string{"entity": "Nero"},
		Trust: Trust{Without: []string{"http://e.org/wiki"}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range answer.Rows {
		got = append(got, row[0].(Citation).Label+" "+string(row[2].(Number)))
	}
	if want := []string{"emperors.nq 2", "http://e.org/suetonius 2"}; !cmp.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMistakeLoadsNothing(t *testing.T) {
	_, err := OpenReader(t.Context(), strings.NewReader(emperors+"<http://e.org/otho> .\nworse\n"), "bad.nq")
	var unreadable *UnreadableError
	if !errors.As(err, &unreadable) || unreadable.More != 1 || !strings.HasPrefix(err.Error(), "bad.nq:7:") {
		t.Errorf("got %v", err)
	}
}

func TestADatasetOfOursComesBackFromNQuads(t *testing.T) {
	ours, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	var out bytes.Buffer
	if err := ours.Export(t.Context(), &out, "nquads", ""); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	again := open(t, text)
	if again.Base() != ours.Base() {
		t.Errorf("base %q, want %q", again.Base(), ours.Base())
	}
	request := Request{Question: "who-signed", Args: map[string]string{"agreement": "agreement/1936-protocol"}}
	want, err := ours.Ask(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	got, err := again.Ask(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want.Rows) == 0 {
		t.Errorf("%d rows; %s", len(want.Rows), diff)
	}
	var rebased bytes.Buffer
	if err := ours.Export(t.Context(), &rebased, "nquads", "https://history.example/mn/"); err != nil {
		t.Fatal(err)
	}
	if want := strings.ReplaceAll(text, "<"+ours.Base(), "<https://history.example/mn/"); rebased.String() != want {
		t.Error("another base changes more than the base")
	}
}
