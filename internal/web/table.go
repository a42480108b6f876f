package web

import (
	"slices"
	"strings"

	"annals.example/graph"
)

// A table is an answer as a page shows it: what all rows share above it, and what some
// rows share once for all of them.
type table struct {
	Columns []column
	Shared  []sharedCell
	Groups  []rowGroup
	Rows    int // of the answer
	Shown   int
	Editors bool // a cell is the editors' reading
}

type column struct{ Name, Label, Kind string }

type sharedCell struct {
	Column column
	Value  value
	Beside string // the column beside which it is said, and only there; "" for in every row
}

// A rowGroup is rows that share their first cells.
type rowGroup struct {
	Shared []sharedCell
	Rows   [][]sharedCell
}

// table lays an answer out, whose rows are in the order of some columns.
func (v *view) table(answer *graph.Answer, order []string) *table {
	t := &table{Rows: len(answer.Rows), Shown: min(len(answer.Rows), mostRows)}
	rows := make([][]sharedCell, t.Shown)
	languages := slices.IndexFunc(answer.Columns, func(c graph.Column) bool { return c.Name == "language" })
	for n, row := range answer.Rows[:t.Shown] {
		rows[n] = make([]sharedCell, len(row))
		for i, cell := range row {
			c := answer.Columns[i]
			rows[n][i] = sharedCell{Column: column{c.Name, strings.ReplaceAll(c.Name, "_", " "), c.Kind}, Value: v.value(cell)}
			if tag, ok := cell.(graph.Text); ok && i == languages {
				rows[n][i].Value = v.language(tag.Text)
			} else if languages >= 0 {
				rows[n][i].Value.Lang = "" // it has a column
			}
			t.Editors = t.Editors || rows[n][i].Value.Editors != ""
		}
	}
	if t.Shown == 0 {
		return t
	}
	l := newLayout(rows)
	whole := t.Shown == t.Rows && t.Rows > 1
	for i, cell := range rows[0] {
		switch {
		case l.empty[i]:
		case whole && l.runs([]int{i}) == 1:
			t.Shared = append(t.Shared, cell)
		default:
			l.columns = append(l.columns, i)
		}
	}
	for _, i := range slices.Clone(l.columns) {
		if beside, cell, ok := l.companion(i); whole && ok {
			cell.Beside = beside
			t.Shared = append(t.Shared, cell)
			l.columns = slices.DeleteFunc(l.columns, func(c int) bool { return c == i })
		}
	}
	l.choose(order)
	for _, i := range append(slices.Clone(l.outer), l.inner()...) {
		t.Columns = append(t.Columns, rows[0][i].Column)
	}
	for n := range rows {
		if n == 0 || !l.same(n, l.key) {
			t.Groups = append(t.Groups, rowGroup{Shared: pick(rows[n], l.outer)})
		}
		last := &t.Groups[len(t.Groups)-1]
		last.Rows = append(last.Rows, pick(rows[n], l.inner()))
	}
	return t
}

func pick(row []sharedCell, columns []int) []sharedCell {
	cells := make([]sharedCell, len(columns))
	for i, c := range columns {
		cells[i] = row[c]
	}
	return cells
}
