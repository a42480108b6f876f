package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/graph"
	"annals.example/graph/edtf"
)

var update = flag.Bool("update", false, "write what is rendered into testdata")

func entity(id, label string) graph.Entity {
	return graph.Entity{ID: quad.IRI("https://a.example/" + id), Label: label}
}

func byEditors(e graph.Entity) graph.Entity {
	e.Source = quad.IRI("https://a.example/source/catalogue")
	return e
}

func cite(key, label, passage string) graph.Citation {
	source := quad.IRI("https://a.example/source/" + key)
	if passage == "" {
		return graph.Citation{ID: source, Source: source, Label: label}
	}
	return graph.Citation{ID: source + quad.IRI("#"+passage), Source: source, Label: label, Passage: passage}
}

func date(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Date{EDTF: text, Earliest: d.Bounds().Earliest, Latest: d.Bounds().Latest}
}

// versailles is who signed two treaties, by three sources: wide, with cells that
// are empty, repeated, by the editors, and hostile.
func versailles(t *testing.T) *graph.Answer {
	treaty, germany := entity("versailles", "Treaty of Peace with Germany, Versailles"), entity("germany", "German Reich")
	written := date(t, "1919-06-28")
	written.Written = "the twenty-eighth of June, one thousand nine hundred and nineteen"
	gazette := cite("gazette", "London Gazette, supplement 31510, extraordinary number", "p-1")
	return &graph.Answer{
		Columns: []graph.Column{{Name: "agreement", Kind: "entity"}, {Name: "signer", Kind: "entity"},
			{Name: "on_behalf_of", Kind: "entity"}, {Name: "capacity", Kind: "text"}, {Name: "instrument", Kind: "entity"},
			{Name: "date", Kind: "date"}, {Name: "source", Kind: "source"}},
		Rows: [][]graph.Cell{
			{treaty, entity("muller", "Hermann Müller"), byEditors(germany), graph.Text{Text: "Minister for Foreign Affairs of the Empire"},
				treaty, written, gazette},
			{treaty, entity("bell", "Johannes Bell"), byEditors(germany), graph.Text{Text: "Minister | of \"Transport\"\tand\x1b[31m Posts"},
				treaty, written, gazette},
			{treaty, entity("saionji", "西園寺公望"), entity("japan", "大日本帝国"), nil, treaty, written, gazette},
			{treaty, nil, nil, nil, nil, date(t, "1919"), cite("almanac", "An almanac", "")},
		},
	}
}

// TestTables holds every layout against what was looked at: -update writes it.
func TestTables(t *testing.T) {
	answers := map[string]*graph.Answer{
		"versailles": versailles(t),
		"ledger":     salamis(),
		"one-row":    {Columns: versailles(t).Columns, Rows: versailles(t).Rows[:1]},
		"narrow": {Columns: []graph.Column{{Name: "id", Kind: "word"}, {Name: "claims", Kind: "number"}},
			Rows: [][]graph.Cell{{graph.Text{Text: "source/a"}, graph.Number("12")}, {graph.Text{Text: "source/b"}, nil}}},
		"stacked": {Columns: []graph.Column{{Name: "date", Kind: "date"}, {Name: "thing", Kind: "entity"}, {Name: "account", Kind: "text"},
			{Name: "source", Kind: "source"}},
			Rows: [][]graph.Cell{
				{date(t, "-0430-03"), entity("plataea", "Attack on Plataea"), graph.Text{Text: strings.Repeat("The Thebans came in by night. ", 5)},
					cite("thucydides", "Thucydides", "2-2")},
				{date(t, "-0430-03"), entity("plataea", "Attack on Plataea"), nil, cite("diodorus", "Diodorus of Sicily, Historical Library", "12-41")},
				{date(t, "1066-10-14"), entity("hastings", "Battle of Hastings"), graph.Text{Text: "Harold fell."}, cite("asc", "Anglo-Saxon Chronicle", "d")},
			}},
	}
	for name, answer := range answers {
		for _, wide := range []int{40, 80, 200} {
			var out bytes.Buffer
			if err := Answer(&out, answer, Options{Format: Table, Width: wide}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				if Width(strings.TrimRight(line, "\n")) > wide {
					t.Errorf("%s at %d: too wide: %s", name, wide, line)
				}
			}
			if strings.ContainsRune(out.String(), '\x1b') {
				t.Errorf("%s at %d: an escape of the data reaches the terminal", name, wide)
			}
			golden(t, name+"-"+string(rune('0'+wide/40))+"x40.txt", out.Bytes())
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestBoldOnlyWhereATerminalCan(t *testing.T) {
	for _, bold := range []bool{false, true} {
		var out bytes.Buffer
		if err := Answer(&out, versailles(t), Options{Format: Table, Bold: bold}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "\x1b[1m"); got != bold {
			t.Errorf("bold %v, wanted %v", got, bold)
		}
	}
}

func TestJSON(t *testing.T) {
	open := date(t, "../1936")
	original := date(t, "1912-11-03")
	original.Original, original.Calendar = "1912-10-21", "julian"
	for _, test := range []struct {
		cell graph.Cell
		want string
	}{
		{nil, `null`},
		{entity("a", "A <b> & \"c\""), `{"id":"https://a.example/a","label":"A <b> & \"c\""}`},
		{byEditors(entity("a", "A")), `{"id":"https://a.example/a","label":"A","source":"https://a.example/source/catalogue"}`},
		{graph.Entity{ID: quad.BNode("b0"), Label: "_:b0"}, `{"id":"_:b0","label":"_:b0"}`},
		{[]graph.Entity{entity("a", "A"), entity("b", "B")}, `[{"id":"https://a.example/a","label":"A"},{"id":"https://a.example/b","label":"B"}]`},
		{[]graph.Entity{}, `[]`},
		{open, `{"edtf":"../1936","earliest":null,"latest":"1936-12-31"}`},
		{original, `{"edtf":"1912-11-03","earliest":"1912-11-03","latest":"1912-11-03","original":"1912-10-21","calendar":"julian"}`},
		{cite("k", "K", "p-1"), `{"id":"https://a.example/source/k","label":"K","passage":"p-1"}`},
		{cite("k", "K", ""), `{"id":"https://a.example/source/k","label":"K","passage":null}`},
		{graph.Text{Text: "слово", Language: "ru"}, `"слово"`},
		{graph.Number("123456789012345678901234567890"), `123456789012345678901234567890`},
		{graph.Number("+007"), `7`},
		{graph.Number("3.10"), `3.10`},
		{graph.Number("INF"), `"INF"`},
		{graph.Number("null"), `"null"`},
	} {
		answer := &graph.Answer{Columns: []graph.Column{{Name: "z"}, {Name: "a"}}, Rows: [][]graph.Cell{{test.cell, nil}}}
		var out bytes.Buffer
		if err := Answer(&out, answer, Options{Format: JSON}); err != nil {
			t.Fatal(err)
		}
		if want := "[\n{\"z\":" + test.want + ",\"a\":null}\n]\n"; out.String() != want {
			t.Errorf("got  %s\nwant %s", out.String(), want)
		}
		if !json.Valid(out.Bytes()) {
			t.Errorf("no JSON: %s", out.String())
		}
	}
}

// TestCSV reads back what was written, with a reader that nobody here wrote.
func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := Answer(&out, versailles(t), Options{Format: CSV}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"agreement", "agreement_id", "signer", "signer_id", "on_behalf_of", "on_behalf_of_id", "capacity",
		"instrument", "instrument_id", "date", "date_written", "source", "source_id"}
	if !reflect.DeepEqual(rows[0], header) {
		t.Errorf("header %q, want %q", rows[0], header)
	}
	bell := []string{"Treaty of Peace with Germany, Versailles", "https://a.example/versailles", "Johannes Bell", "https://a.example/bell",
		"German Reich", "https://a.example/germany", "Minister | of \"Transport\"\tand\x1b[31m Posts",
		"Treaty of Peace with Germany, Versailles", "https://a.example/versailles", "1919-06-28",
		"the twenty-eighth of June, one thousand nine hundred and nineteen",
		"London Gazette, supplement 31510, extraordinary number", "https://a.example/source/gazette#p-1"}
	if diff := cmp.Diff(bell, rows[2]); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
}

func TestTSVHasOneLineForARow(t *testing.T) {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "a", Kind: "text"}, {Name: "b", Kind: "entities"}},
		Rows: [][]graph.Cell{{graph.Text{Text: "x\ty\r\nz\n\"q\""}, []graph.Entity{entity("a", "A"), entity("b", "B")}}}}
	var out bytes.Buffer
	if err := Answer(&out, answer, Options{Format: TSV}); err != nil {
		t.Fatal(err)
	}
	if want := "a\tb\tb_id\nx y z \"q\"\tA; B\thttps://a.example/a https://a.example/b\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestMarkdown(t *testing.T) {
	var out bytes.Buffer
	if err := Answer(&out, versailles(t), Options{Format: Markdown}); err != nil {
		t.Fatal(err)
	}
	golden(t, "versailles.md", out.Bytes())
}

func TestNoRows(t *testing.T) {
	empty := &graph.Answer{Columns: []graph.Column{{Name: "signer", Kind: "entity"}}}
	for format, want := range map[Format]string{Table: "", JSON: "[]\n", CSV: "signer,signer_id\n", TSV: "signer\tsigner_id\n",
		Markdown: "| signer |\n| --- |\n"} {
		var out bytes.Buffer
		if err := Answer(&out, empty, Options{Format: format}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s: got %q, want %q", format, out.String(), want)
		}
	}
}
