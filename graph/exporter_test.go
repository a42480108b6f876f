package graph

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/bench/events"
	"annals.example/internal/rdfio/nquads"
)

// nasty is what is hard to write from bytes: every kind of term, texts with all that
// is escaped, terms longer than what is kept, and more terms than are kept.
func nasty() string {
	var b strings.Builder
	text := "\x00\x07\t\b\n\r\f\"\\ \x7F\u0080\uFFFD\uFFFE\uFFFF\U0001F600 Чойбалсан"
	var objects []quad.Value
	for n := range 20 {
		s := quad.String(strings.Repeat("x", n) + text + strings.Repeat("y", 20-n))
		objects = append(objects, s, quad.LangString{Value: s, Lang: "mn-CYRL"}, quad.TypedString{Value: s, Type: "http://e.org/t"},
			quad.String(strings.Repeat("z", n)), quad.BNode(fmt.Sprint("ж.", n)))
	}
	for _, year := range []string{"-0430", "1936", "1936-03-12", "1936?", "not a date"} {
		objects = append(objects, quad.TypedString{Value: quad.String(year), Type: "http://id.loc.gov/datatypes/edtf/EDTF"})
	}
	for _, number := range []string{"01", "1", "-0", "1e9", ""} {
		for _, of := range []quad.IRI{"integer", "double", "string"} {
			objects = append(objects, quad.TypedString{Value: quad.String(number), Type: "http://www.w3.org/2001/XMLSchema#" + of})
		}
	}
	for n := range recentLen + 10 {
		objects = append(objects, quad.IRI("http://e.org/"+strings.Repeat("й", n)))
	}
	for n := range 3 * recentTerms {
		objects = append(objects, quad.IRI(fmt.Sprintf("http://e.org/thing/%d", n*7919%(3*recentTerms))))
	}
	for i, o := range objects {
		var line []byte
		var err error
		for _, q := range []quad.Quad{
			{Subject: quad.IRI("http://e.org/thing/1"), Predicate: quad.IRI(fmt.Sprint("http://e.org/p", i%3)), Object: o},
			{Subject: quad.IRI(fmt.Sprintf("http://e.org/thing/%d", i%50)), Predicate: quad.IRI("http://e.org/p"), Object: o, Label: quad.BNode(fmt.Sprint("g", i%3))},
			{Subject: quad.BNode(fmt.Sprint(i % 70)), Predicate: quad.IRI("http://e.org/p"), Object: o, Label: quad.IRI(fmt.Sprint("http://e.org/", i))},
		} {
			if line, err = nquads.AppendQuad(line, q); err != nil {
				panic(err)
			}
		}
		b.Write(line)
	}
	return b.String()
}

func generated(t *testing.T) string {
	var b strings.Builder
	if _, err := (events.Graph{Size: events.Least, Seed: 3}).Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is written on all cores from the bytes of the file is what is written one
// value after the other.
func TestExportIsTheSameFromBytesAsFromValues(t *testing.T) {
	embedded, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer embedded.Close()
	for name, d := range map[string]*Dataset{
		"embedded": embedded, "generated": open(t, generated(t)), "nasty": open(t, nasty()), "emperors": open(t, emperors), "empty": open(t, ""),
	} {
		for _, format := range []string{NQuads, NTriples} {
			for _, base := range []string{"", "https://museum.example/mongolia/"} {
				var want, got bytes.Buffer
				if err := errors.Join(d.exportAll(t.Context(), &want, format, base), d.Export(t.Context(), &got, format, base)); err != nil {
					t.Fatal(err)
				}
				if (name != "empty") != (got.Len() > 0) || !bytes.Equal(want.Bytes(), got.Bytes()) {
					t.Errorf("%s as %s with base %q: %d bytes, and from values %d", name, format, base, got.Len(), want.Len())
				}
			}
		}
	}
}

// A damaged file is said to be that, rather than that it has a term which cannot be
// written.
func TestExportSaysWhatIsDamaged(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.annals")
	from := filepath.Join(t.TempDir(), "emperors.nq")
	if err := errors.Join(os.WriteFile(from, []byte(emperors), 0o600), Build(t.Context(), good, []string{from}, BuildOptions{})); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.annals")
	at := bytes.Index(file, []byte("http://e.org/"))
	file[at-1] = 0xFF // how long the first term is
	if err := os.WriteFile(bad, file, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), bad)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Export(t.Context(), &bytes.Buffer{}, NQuads, ""); !errors.Is(err, snapshot.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}
