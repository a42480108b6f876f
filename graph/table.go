package graph

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/edtf"
	"annals.example/queries"
)

// table makes the answer of the records: a row for each, or several where a
// column that holds one thing has several; sorted, and none twice.
func (d *Dataset) table(ctx context.Context, q Question, records []record, keys []string) (*Answer, error) {
	answer := &Answer{}
	for _, c := range q.Columns {
		answer.Columns = append(answer.Columns, Column(c))
	}
	var rows []sortableRow
	seen := map[string]bool{}
	for _, r := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, cells := range d.rows(q.Columns, r) {
			row := d.sortable(q.Columns, cells, keys)
			if !seen[row.text] {
				seen[row.text] = true
				rows = append(rows, row)
			}
		}
	}
	if len(keys) > 0 {
		slices.SortStableFunc(rows, compareRows)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	for _, row := range rows {
		answer.Rows = append(answer.Rows, row.cells)
	}
	return answer, nil
}

// rows gives every choice of one value for each column that holds one.
func (d *Dataset) rows(columns []queries.Column, r record) [][]Cell {
	rows := [][]Cell{nil}
	for _, c := range columns {
		choices := d.choices(c, r)
		var longer [][]Cell
		for _, row := range rows {
			for _, choice := range choices {
				longer = append(longer, append(slices.Clip(row), choice))
			}
		}
		rows = longer
	}
	return rows
}

// choices are the cells that a record can have in a column: nil where it says
// nothing, one for all values of a text or a list, else one for each.
func (d *Dataset) choices(c queries.Column, r record) []Cell {
	if c.Kind == "source" {
		return []Cell{d.citation(r.passage)}
	}
	vs := r.fields[c.Name]
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
	if e, ok := cell.(Entity); ok {
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

// A sortableRow is a row with what it is sorted by.
type sortableRow struct {
	cells []Cell
	keys  []Cell
	order []int // of a term, in the vocabulary
	text  string
}

func (d *Dataset) sortable(columns []queries.Column, cells []Cell, keys []string) sortableRow {
	row := sortableRow{cells: cells}
	for _, k := range keys {
		i := slices.IndexFunc(columns, func(c queries.Column) bool { return c.Name == k })
		row.keys = append(row.keys, cells[i])
		order := 0
		if e, ok := cells[i].(Entity); ok && columns[i].Kind == "term" {
			order = d.Term(e.ID).Order
		}
		row.order = append(row.order, order)
	}
	// %v of cells is no text for people, but tells any two rows apart.
	row.text = fmt.Sprintf("%v", cells)
	return row
}

func compareRows(a, b sortableRow) int {
	for i := range a.keys {
		if c := cmp.Or(cmp.Compare(a.order[i], b.order[i]), compareCells(a.keys[i], b.keys[i])); c != 0 {
			return c
		}
	}
	return strings.Compare(a.text, b.text)
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
	return strings.Compare(cellText(a), cellText(b))
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

func cellText(c Cell) string {
	switch c := c.(type) {
	case Entity:
		return c.Label + "\n" + valueText(c.ID)
	case []Entity:
		var all []string
		for _, e := range c {
			all = append(all, cellText(e))
		}
		return strings.Join(all, "\n")
	case Date:
		return c.EDTF
	case Citation:
		return c.Label + "\n" + valueText(c.ID)
	case Text:
		return c.Text
	case Number:
		return string(c)
	}
	return ""
}
