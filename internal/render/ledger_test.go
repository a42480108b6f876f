package render

import (
	"bytes"
	"strings"
	"testing"

	"annals.example/graph"
)

// salamis is who gives which number of ships and men, counted of whom: rows below
// few sides, most of them of one battle, with remarks on few.
func salamis() *graph.Answer {
	greeks, persians := []graph.Entity{entity("greeks", "Greek allies")}, []graph.Entity{entity("persia", "Achaemenid Empire")}
	ships, killed := entity("ships", "ships of war engaged"), entity("killed", "killed")
	battle, storm := entity("salamis", "Battle of Salamis, in the straits"), entity("artemisium", "Storm off Artemisium")
	herodotus := cite("herodotus", "Herodotus, Histories, in the translation of Rawlinson", "8-48")
	diodorus := cite("diodorus", "Diodorus of Sicily, Historical Library, book eleven", "11-19")
	aeschylus := cite("aeschylus", "Aeschylus, The Persians, spoken by the messenger", "339")
	ctesias := cite("ctesias", "Ctesias, Persica, in the extract of Photius", "30")
	row := func(side []graph.Entity, counts graph.Cell, number, least graph.Cell, written string, event graph.Entity, source graph.Citation) []graph.Cell {
		cells := []graph.Cell{nil, counts, number, least, nil, event, source}
		if side != nil {
			cells[0] = side
		}
		if written != "" {
			cells[4] = graph.Text{Text: written}
		}
		return cells
	}
	return &graph.Answer{
		Columns: []graph.Column{{Name: "side", Kind: "entities"}, {Name: "counts", Kind: "term"}, {Name: "number", Kind: "number"},
			{Name: "at_least", Kind: "number"}, {Name: "number_written", Kind: "text"}, {Name: "event", Kind: "entity"},
			{Name: "source", Kind: "source"}},
		Rows: [][]graph.Cell{
			row(persians, ships, graph.Number("1207"), nil, "a thousand, and those excelling in speed twice a hundred, and seven", battle, aeschylus),
			row(persians, ships, graph.Number("1207"), nil, "", battle, herodotus),
			row(persians, ships, nil, graph.Number("1000"), "", battle, ctesias),
			row(persians, ships, graph.Number("200"), nil, "", storm, herodotus),
			row(persians, killed, nil, graph.Number("500"), "", battle, ctesias),
			row(persians, nil, graph.Number("7"), nil, "", battle, ctesias),
			row(greeks, ships, graph.Number("310"), nil, "ten times thirty, and ten apart", battle, aeschylus),
			row(greeks, ships, graph.Number("378"), nil, "", battle, herodotus),
			row(greeks, ships, graph.Number("700"), nil, "", battle, ctesias),
			row(greeks, killed, graph.Number("40"), nil, "", battle, diodorus),
			row(nil, ships, graph.Number("1585"), nil, "", battle, diodorus),
		},
	}
}

// TestALedgerLeavesNoDoubt: what it leaves out can be told from what nobody says.
func TestALedgerLeavesNoDoubt(t *testing.T) {
	const once = "where no other is named"
	at := func(answer *graph.Answer) string {
		t.Helper()
		var out bytes.Buffer
		if err := Answer(&out, answer, Options{Format: Table, Width: 100}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	table := at(salamis())
	for _, want := range []string{
		"event: Battle of Salamis, in the straits, " + once,
		"  event: Storm off Artemisium\n", // where another is
		"\n  —   ",                        // a cell that is empty, and not as above
		"\n(no side named)\n",
	} {
		if strings.Count(table, want) != 1 {
			t.Errorf("wanted once %q in\n%s", want, table)
		}
	}
	if n := strings.Count(table, "1207"); n != 2 {
		t.Errorf("a number stands %d times, wanted as often as it is given, 2, in\n%s", n, table)
	}

	silent := salamis()
	silent.Rows[1][5] = nil // a source that names no event must not seem to name the usual one
	if table := at(silent); strings.Contains(table, once) {
		t.Errorf("an event is said to be the usual, though a row names none:\n%s", table)
	}
}

func TestFiguresOfNumbersStandBelowEachOther(t *testing.T) {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "n", Kind: "number"}, {Name: "of", Kind: "text"}},
		Rows: [][]graph.Cell{{graph.Number("7"), graph.Text{Text: "a"}}, {graph.Number("1207"), graph.Text{Text: "b"}}}}
	var out bytes.Buffer
	if err := Answer(&out, answer, Options{Format: Table}); err != nil {
		t.Fatal(err)
	}
	if want := "   n  of\n────  ──\n   7  a\n1207  b\n"; out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
