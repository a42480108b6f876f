package graph

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/edtf"
	"annals.example/queries"
)

// table makes the answer of the records, and uses them up: a row for each, or several
// where a column that holds one thing has several; sorted, and none twice.
func (d *Dataset) table(q Question, records []record, keys []string) *Answer {
	answer := &Answer{}
	for _, c := range q.Columns {
		answer.Columns = append(answer.Columns, Column(c))
	}
	rows := make([]*row, 0, len(records))
	for i := range records {
		if d.ended() {
			return nil
		}
		rows = d.rows(rows, q.Columns, records[i])
		records[i] = record{} // there may be as much again in the rows
	}
	if len(keys) > 0 {
		o := d.orderOf(q.Columns, keys)
		sorted(d, rows, o.compare)
		rows = slices.CompactFunc(rows, func(a, b *row) bool { return o.compare(a, b) == 0 })
	} else { // in the order of the steps
		seen := map[string]bool{}
		rows = without(d, rows, func(r *row) bool {
			again := seen[r.all()]
			seen[r.all()] = true
			return again
		})
	}
	answer.Rows = make([][]Cell, len(rows))
	for i, r := range rows {
		answer.Rows[i] = r.cells
	}
	return answer
}

// rows adds every choice of one value for each column that holds one.
func (d *Dataset) rows(to []*row, columns []queries.Column, r record) []*row {
	first := len(to)
	to = append(to, &row{cells: make([]Cell, len(columns))})
	for i, c := range columns {
		choices := d.choices(c, r)
		for _, one := range to[first:] {
			one.cells[i] = choices[0]
		}
		same := to[first:]
		for choice := range while(d, choices[1:]) {
			for one := range while(d, same) {
				other := &row{cells: slices.Clone(one.cells)}
				other.cells[i] = choice
				to = append(to, other)
			}
		}
	}
	return to
}

// choices are the cells that a record can have in a column: nil where it says
// nothing, one for all values of a text or a list, else one for each.
func (d *Dataset) choices(c queries.Column, r record) []Cell {
	if c.Kind == "source" {
		return []Cell{d.cited(r.passage)}
	}
	vs := r.all(c.Name)
	if len(vs) == 0 {
		return []Cell{nil}
	}
	switch c.Kind {
	case "text":
		return []Cell{joinTexts(vs)}
	case "entities":
		list := make([]Entity, len(vs))
		for i, v := range vs {
			list[i] = d.Entity(v.Value)
		}
		slices.SortFunc(list, func(a, b Entity) int { return strings.Compare(a.Label, b.Label) })
		return []Cell{list}
	}
	cells := make([]Cell, len(vs))
	for i, v := range vs {
		cells[i] = d.choice(c.Kind, v)
	}
	return cells
}

func (d *Dataset) choice(kind string, v value) Cell {
	switch {
	case v.date != nil:
		return *v.date
	case kind == "date":
		date, _ := dateOf(v.Value)
		return date
	case kind == "number":
		return Number(valueText(v.Value))
	case kind == "term":
		return Entity{ID: v.Value, Label: d.Term(v.Value).Label}
	}
	cell := d.cell(v.Value)
	if e, ok := cell.(Entity); ok && v.by != nil {
		e.Source = v.by
		return e
	}
	return cell
}

// joinTexts puts several texts into one cell, in the order of their bytes.
func joinTexts(vs []value) Cell {
	texts := make([]string, len(vs))
	for i, v := range vs {
		texts[i] = valueText(v.Value)
	}
	slices.Sort(texts)
	t := Text{Text: strings.Join(texts, "; ")}
	if l, ok := vs[0].Value.(quad.LangString); ok && len(vs) == 1 {
		t.Language = l.Lang
	}
	return t
}

// compareCells puts dates by their earliest day, numbers by their value and everything
// else by its text; what nobody says stands last.
func compareCells(a, b Cell) int {
	if a == nil || b == nil {
		return cmp.Compare(boolToInt(a == nil), boolToInt(b == nil))
	}
	if da, ok := a.(Date); ok {
		if db, ok := b.(Date); ok {
			return cmp.Or(cmp.Compare(startOf(da), startOf(db)), strings.Compare(da.EDTF, db.EDTF))
		}
	}
	if na, ok := a.(Number); ok {
		if nb, ok := b.(Number); ok {
			return compareNumbers(string(na), string(nb))
		}
	}
	textA, idA := cellTexts(a)
	textB, idB := cellTexts(b)
	return cmp.Or(strings.Compare(textA, textB), strings.Compare(idA, idB))
}

// compareNumbers compares two numbers as they are written, exactly; what is no
// number stands behind those that are.
func compareNumbers(a, b string) int {
	ra, okA := decimal(a)
	rb, okB := decimal(b)
	if !okA || !okB {
		return cmp.Or(cmp.Compare(boolToInt(!okA), boolToInt(!okB)), strings.Compare(a, b))
	}
	return ra.Cmp(rb)
}

// longestNumber is how many digits are compared by value: a text that calls itself a
// number may come from outside.
const longestNumber = 1000

// decimal reads digits with a point. Exponents are none of xsd:decimal's, and a short
// text with one can be a number that fills the memory.
func decimal(text string) (*big.Rat, bool) {
	if len(text) > longestNumber || strings.Trim(text, "+-.0123456789") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// startOf is the first day that a date can mean; a text that is no date stands
// after all that are.
func startOf(d Date) edtf.Day {
	if _, ok := edtf.Try(d.EDTF); !ok {
		return edtf.OpenFuture
	}
	return d.Earliest
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cellText tells cells apart.
func cellText(c Cell) string {
	text, id := cellTexts(c)
	return text + "\n" + id
}

// cellTexts gives what a cell is put in order by: what people read, then the address, or
// the language: a name may be written alike in two.
func cellTexts(c Cell) (text, id string) {
	switch c := c.(type) {
	case Entity:
		return c.Label, valueText(c.ID)
	case []Entity:
		var all []string
		for _, e := range c {
			all = append(all, e.Label, valueText(e.ID))
		}
		return strings.Join(all, "\n"), ""
	case Date:
		return c.EDTF, ""
	case Citation:
		return c.Label, valueText(c.ID)
	case Text:
		return c.Text, c.Language
	case Number:
		return string(c), ""
	}
	return "", ""
}
