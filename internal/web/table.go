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

// table lays an answer out.
func (v *view) table(answer *graph.Answer) *table {
	t := &table{Rows: len(answer.Rows), Shown: min(len(answer.Rows), mostRows)}
	rows := make([][]sharedCell, t.Shown)
	for n, row := range answer.Rows[:t.Shown] {
		rows[n] = make([]sharedCell, len(row))
		for i, cell := range row {
			c := answer.Columns[i]
			rows[n][i] = sharedCell{Column: column{c.Name, strings.ReplaceAll(c.Name, "_", " "), c.Kind}, Value: v.value(cell)}
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
	l.choose()
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

// A layout finds the columns by which rows are best grouped.
type layout struct {
	rows    [][]sharedCell
	text    [][]string // of each cell, for comparison
	empty   []bool     // of each column
	columns []int      // that are shown in rows
	key     []int      // whose change begins a group; nil where each row stands alone
	outer   []int      // that do not change within a group
}

func newLayout(rows [][]sharedCell) *layout {
	l := &layout{rows: rows, empty: make([]bool, len(rows[0]))}
	for i := range l.empty {
		l.empty[i] = true
	}
	for _, row := range rows {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = sameText(cell.Value)
			l.empty[i] = l.empty[i] && cell.Value.Kind == "none"
		}
		l.text = append(l.text, texts)
	}
	return l
}

func sameText(v value) string {
	text := strings.Join([]string{v.Kind, v.Text, v.Lang, v.Href, v.Out, v.Editors, v.Date.Written, v.Date.Original}, "\x00")
	for _, one := range v.List {
		text += "\x00" + sameText(one)
	}
	return text
}

// same tells whether a row has the same in some columns as the row above.
func (l *layout) same(n int, columns []int) bool {
	return len(columns) > 0 && !slices.ContainsFunc(columns, func(i int) bool { return l.text[n][i] != l.text[n-1][i] })
}

func (l *layout) runs(columns []int) int {
	count := 1
	for n := 1; n < len(l.rows); n++ {
		if !l.same(n, columns) {
			count++
		}
	}
	return count
}

// within are the columns that do not change while the key does not.
func (l *layout) within(key []int) []int {
	var found []int
	for _, i := range l.columns {
		steady := true
		for n := 1; n < len(l.rows) && steady; n++ {
			steady = !l.same(n, key) || l.same(n, []int{i})
		}
		if steady {
			found = append(found, i)
		}
	}
	return found
}

// companion tells whether a column says one and the same wherever a column to the left
// says something, and nothing elsewhere: what was signed, beside each signer.
func (l *layout) companion(column int) (beside string, cell sharedCell, ok bool) {
	for _, row := range l.rows {
		if row[column].Value.Kind != "none" {
			cell = row[column]
			break
		}
	}
	text := sameText(cell.Value)
	for _, other := range l.columns {
		if other >= column {
			break
		}
		fits := true
		for n, row := range l.rows {
			said := row[column].Value.Kind != "none"
			fits = fits && (!said || l.text[n][column] == text) && said == (row[other].Value.Kind != "none")
		}
		if fits {
			return l.rows[0][other].Column.Label, cell, true
		}
	}
	return "", cell, false
}

// choose takes the key, of one column or two, that spares most cells; a key that brings
// several columns together is worth more, because the rows of a group then belong
// together: a source with its date and place, above those whom it names. Texts and
// numbers that are the same in two rows say nothing, and empty cells spare nothing.
func (l *layout) choose() {
	best := 0
	var things []int
	for _, i := range l.columns {
		if !slices.Contains([]string{"text", "number", "any"}, l.rows[0][i].Column.Kind) {
			things = append(things, i)
		}
	}
	try := func(key []int) {
		outer := l.within(key)
		if spared := l.spared(key, outer) * len(outer); spared > best && len(outer) < len(l.columns) {
			best, l.key, l.outer = spared, key, outer
		}
	}
	for _, a := range things {
		try([]int{a})
		for _, b := range things {
			if a < b {
				try([]int{a, b})
			}
		}
	}
}

// spared is how many cells need not be written again below a key.
func (l *layout) spared(key, outer []int) int {
	count := 0
	for n := 1; n < len(l.rows); n++ {
		if !l.same(n, key) {
			continue
		}
		for _, i := range outer {
			if l.rows[n][i].Value.Kind != "none" {
				count++
			}
		}
	}
	return count
}

// inner are the columns that are not shared in groups.
func (l *layout) inner() []int {
	var found []int
	for _, i := range l.columns {
		if !slices.Contains(l.outer, i) {
			found = append(found, i)
		}
	}
	return found
}
