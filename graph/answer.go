package graph

import (
	"github.com/cayleygraph/quad"

	"annals.example/graph/edtf"
)

// An Answer is a table: what a question gives.
type Answer struct {
	Columns []Column
	Rows    [][]Cell
}

// A Column is a column of an answer. Its kind says what its cells hold: entity,
// entities, text, date, term, number, source, or any; Reading, that an entity may be
// the editors' reading, and then says so itself.
type Column struct {
	Name, Kind string
	Reading    bool
}

// A Cell is one value of an answer: nil where nobody says anything, an Entity, a
// []Entity, a Date, a Citation, a Text, or a Number.
type Cell any

// A Text is words. Language is that of a value that has one, a BCP 47 tag.
type Text struct{ Text, Language string }

// A Number is a number as it was written: exact, whatever its size.
type Number string

// A Date is a date as an answer shows it.
type Date struct {
	EDTF     string // proleptic Gregorian
	Earliest edtf.Day
	Latest   edtf.Day
	Written  string // the words of the source, where they say more
	Original string // year, month and day in Calendar
	Calendar string
}

// A Citation is who says something: a source, and where in it.
type Citation struct {
	ID      quad.Value // the passage's address, or the source's where there is no finer place
	Source  quad.Value
	Label   string // of the source
	Passage string // what follows the # in the passage's address
}

// Cite cites a passage.
func (d *Dataset) Cite(passage quad.Value) Citation { return d.citation(passage) }

// Cell shows a value as an answer does.
func (d *Dataset) Cell(v quad.Value) Cell { return d.cell(v) }

// citation cites a passage.
func (d *Dataset) citation(passage quad.Value) Citation {
	source := SourceOf(passage)
	return Citation{ID: passage, Source: source, Label: d.Label(source), Passage: passageName(passage)}
}

// cited is citation, once for all rows of an answer.
func (d *Dataset) cited(passage quad.Value) Cell {
	if d.known == nil {
		return d.citation(passage)
	}
	c, ok := d.known.cited[passage]
	if !ok {
		c = d.citation(passage)
		d.known.cited[passage] = c
	}
	return c
}

// dateOf reads a date; ok is false where the text is no EDTF, and then the date
// holds only the text.
func dateOf(v quad.Value) (date Date, ok bool) {
	text := valueText(v)
	date = Date{EDTF: text, Earliest: edtf.OpenPast, Latest: edtf.OpenFuture}
	parsed, ok := edtf.Try(text)
	if !ok {
		return date, false
	}
	bounds := parsed.Bounds()
	date.Earliest, date.Latest = bounds.Earliest, bounds.Latest
	return date, true
}

// cell shows a value that nothing else is known of.
func (d *Dataset) cell(v quad.Value) Cell {
	switch v := v.(type) {
	case nil:
		return nil
	case quad.IRI, quad.BNode:
		return d.thing(v)
	case quad.LangString:
		return Text{Text: string(v.Value), Language: v.Lang}
	case quad.TypedString:
		if v.Type == edtfType {
			date, _ := dateOf(v)
			return date
		}
		if v.Type == xsdInteger {
			return Number(v.Value)
		}
	}
	return Text{Text: valueText(v)}
}

// thing shows a thing or a word, once for all rows of an answer.
func (d *Dataset) thing(v quad.Value) Cell {
	if d.known != nil {
		if c, ok := d.known.cells[v]; ok {
			return c
		}
	}
	e := Entity{ID: v}
	if t, ok := d.words().terms[v]; ok {
		e.Label = t.Label
	} else {
		e.Label = d.Label(v)
	}
	if d.known != nil {
		d.known.cells[v] = e
	}
	return e
}
