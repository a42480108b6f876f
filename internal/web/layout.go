package web

import (
	"slices"
	"strings"
)

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
	text := strings.Join([]string{v.Kind, v.Text, v.Tag, v.Href, v.Out, v.Editors, v.Date.Written, v.Date.Original}, "\x00")
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

// within are the columns that do not change while the key does not. What stands behind
// the source tells of the source, and goes with it.
func (l *layout) within(key []int) []int {
	var found []int
	changing := false // a source that changes within the key was met
	for _, i := range l.columns {
		steady := !changing
		for n := 1; n < len(l.rows) && steady; n++ {
			steady = !l.same(n, key) || l.same(n, []int{i})
		}
		if steady {
			found = append(found, i)
		}
		changing = changing || !steady && l.kind(i) == "source"
	}
	return found
}

func (l *layout) kind(column int) string { return l.rows[0][column].Column.Kind }

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

// choose takes the key that spares most cells; one that brings several columns together
// is worth more, because the rows of a group then belong together: a source with its
// date and place, above those whom it names.
func (l *layout) choose(order []string) {
	best := 0
	for _, key := range l.keys(order) {
		outer := l.within(key)
		if spared := l.spared(key, outer) * len(outer); spared > best && len(outer) < len(l.columns) {
			best, l.key, l.outer = spared, key, outer
		}
	}
}

// keys are the columns by which rows may be grouped: the first by which they are ordered,
// the first two and so on, since what is equal there stands together to be compared; of
// rows in another order each column, and each two. Texts and numbers that are the same in
// two rows say nothing.
func (l *layout) keys(order []string) [][]int {
	var keys [][]int
	var prefix []int
	for _, name := range order {
		i := slices.IndexFunc(l.columns, func(i int) bool { return l.rows[0][i].Column.Name == name })
		if i < 0 {
			continue // all rows have the same there
		}
		if !l.groups(l.columns[i]) {
			break
		}
		prefix = append(prefix, l.columns[i])
		keys = append(keys, slices.Clone(prefix))
	}
	if len(keys) > 0 {
		return keys
	}
	for _, a := range l.columns {
		if l.groups(a) {
			keys = append(keys, []int{a})
		}
		for _, b := range l.columns {
			if a < b && l.groups(a) && l.groups(b) {
				keys = append(keys, []int{a, b})
			}
		}
	}
	return keys
}

func (l *layout) groups(column int) bool {
	return !slices.Contains([]string{"text", "number", "any"}, l.kind(column))
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
