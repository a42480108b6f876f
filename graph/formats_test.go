package graph

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio/rdfiotest"
)

func exported(t *testing.T, d *Dataset, format, base string) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.Export(t.Context(), &b, format, base); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

// read reads a format back by a reader that nobody here wrote; CSV by its columns.
func read(t *testing.T, format, text string) []quad.Quad {
	t.Helper()
	switch format {
	case Turtle:
		return rdfiotest.Turtle(t, text)
	case TriG:
		return rdfiotest.TriG(t, text)
	case JSONLD:
		return rdfiotest.JSONLD(t, text)
	case CSV:
		return readTable(t, text)
	}
	quads, wrong := rdfiotest.Read(t, format, []byte(text))
	if wrong {
		t.Fatalf("%s cannot be read:\n%.2000s", format, text)
	}
	return quads
}

func readTable(t *testing.T, text string) []quad.Quad {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tableHeader(), rows[0]); diff != "" {
		t.Error(diff)
	}
	var quads []quad.Quad
	for _, row := range rows[1:] {
		in := func(column string) string { return row[slices.Index(rows[0], column)] }
		node := func(column string) quad.Value {
			if blank, ok := strings.CutPrefix(in(column), "_:"); ok {
				return quad.BNode(blank)
			}
			return quad.IRI(in(column))
		}
		q := quad.Quad{Subject: node("subject_id"), Predicate: node("property_id")}
		switch {
		case in("value_id") != "":
			q.Object = node("value_id")
		case in("language") != "":
			q.Object = quad.LangString{Value: quad.String(in("value")), Lang: in("language")}
		case in("datatype") != "":
			q.Object = quad.TypedString{Value: quad.String(in("value")), Type: quad.IRI(in("datatype"))}
		default:
			q.Object = quad.String(in("value"))
		}
		if in("source_id") != "" {
			q.Label = node("source_id")
		}
		if in("passage") != "" && !strings.HasSuffix(in("source_id"), "#"+in("passage")) {
			t.Errorf("%s has the passage %q", in("source_id"), in("passage"))
		}
		quads = append(quads, q)
	}
	return quads
}

func embedded(t testing.TB) *Dataset {
	t.Helper()
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// holdFormats wants what is written to say the same in every format, and Turtle to have
// some texts in it.
func holdFormats(t *testing.T, quads []quad.Quad, write func(w io.Writer, format string) error, inTurtle ...string) {
	t.Helper()
	for _, format := range Formats() {
		var b bytes.Buffer
		if err := write(&b, format); err != nil {
			t.Fatal(err)
		}
		rdfiotest.Same(t, quads, read(t, format, b.String()))
		for _, want := range inTurtle {
			if format == Turtle && !strings.Contains(b.String(), want) {
				t.Errorf("there is no %q in\n%.3000s", want, b.String())
			}
		}
	}
}

// Every format says the same, to readers of others, of the dataset that comes with the
// program, of data of others, and of what is hard to write.
func TestEveryFormatSaysTheSame(t *testing.T) {
	// A carriage return in a field of CSV is read as part of a line end, by Go's reader.
	plain := slices.DeleteFunc(rdfiotest.Nasty(1, 2000), func(q quad.Quad) bool { return strings.Contains(valueText(q.Object), "\r") })
	plain = slices.DeleteFunc(plain, func(q quad.Quad) bool { // JSON-LD's readers drop what breaks RFC 3987
		return strings.ContainsAny(q.NQuad(), "[") || strings.Contains(q.NQuad(), "%>") || strings.Contains(q.NQuad(), "#JSON>")
	})
	nasty, err := OpenQuads(plain, "nasty")
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*Dataset{"embedded": embedded(t), "emperors": open(t, emperors), "nasty": nasty} {
		for _, base := range []string{"", "https://history.example.org/#"} {
			want := read(t, NQuads, exported(t, d, NQuads, base))
			if len(want) == 0 {
				t.Fatal("nothing is exported")
			}
			for _, format := range Formats() {
				t.Run(name+"/"+format+"/"+base, func(t *testing.T) {
					text := exported(t, d, format, base)
					if text != exported(t, d, format, base) {
						t.Error("other bytes the second time")
					}
					if format == NTriples || format == Turtle {
						rdfiotest.Same(t, rdfiotest.Triples(want), read(t, format, text))
					} else {
						rdfiotest.Same(t, want, read(t, format, text))
					}
				})
			}
		}
	}
}

// With another base, prefixes are of the new addresses, and labels are found by the old.
func TestFormatsWithAnotherBase(t *testing.T) {
	d := embedded(t)
	const base = "https://history.example.org/"
	for _, format := range Formats() {
		text := exported(t, d, format, base)
		if strings.Contains(text, d.Base()) {
			t.Errorf("%s still has the dataset's own base", format)
		}
	}
	if text := exported(t, d, TriG, base); !strings.Contains(text, "@prefix agreement: <https://history.example.org/agreement/> .") {
		t.Errorf("trig has no prefix for agreements:\n%.1000s", text)
	}
	if text := exported(t, d, CSV, base); !strings.Contains(text, "\nPeljidiin Genden,https://history.example.org/person/genden,") {
		t.Errorf("csv does not call Genden by his name:\n%.1000s", text)
	}
}

// In TriG and JSON-LD each passage stands once, with all that it says.
func TestEachPassageStandsOnce(t *testing.T) {
	d := embedded(t)
	labels := 0
	for range d.snap.Labels() {
		labels++
	}
	if got := strings.Count(exported(t, d, TriG, ""), " {\n"); got != labels {
		t.Errorf("%d graphs in TriG, want %d", got, labels)
	}
	if got := strings.Count(exported(t, d, JSONLD, ""), `"@graph"`); got != labels {
		t.Errorf("%d graphs in JSON-LD, want %d", got, labels)
	}
}

func TestEveryFormatEndsWhereItsWriterDoes(t *testing.T) {
	d := open(t, many())
	for _, format := range Formats() {
		if err := d.Export(t.Context(), &full{1 << 17}, format, ""); !errors.Is(err, errFull) {
			t.Errorf("%s: got %v", format, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := d.Export(ctx, &bytes.Buffer{}, format, ""); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", format, err)
		}
	}
	var unknown *FormatError
	if err := d.Export(t.Context(), &bytes.Buffer{}, "turtel", ""); !errors.As(err, &unknown) {
		t.Errorf("got %v", err)
	}
}
