package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A ledger is a layout of rows whose first columns repeat: each of these a heading
// where it changes, and below it the rows side by side. What few rows say, and what
// nearly all say alike, stands below the row that says it, by name.
type ledger struct {
	heads int   // how many of the first columns are headings
	notes []int // the columns that stand below their rows
}

// nothing stands where a cell is empty and a blank would mean: as above.
const nothing = "—"

// ledgers are those by which rows may be shown, if on average a heading stands
// above two rows at least.
func (s *sheet) ledgers() []ledger {
	if 2*len(s.runs([]int{0})) > len(s.rows) {
		return nil
	}
	said := make([]int, len(s.columns)) // in how many rows it would be a note
	for i := range s.columns {
		usual := s.usual(i)
		for _, text := range s.column(i) {
			if text != usual {
				said[i]++
			}
		}
	}
	var found []ledger
	for heads := 1; heads < len(s.columns); heads++ {
		var notes []int
		for i := heads; i < len(s.columns); i++ {
			if !s.compared(i) && s.columns[i].Kind != "source" && 2*said[i] < len(s.rows) {
				notes = append(notes, i)
			}
		}
		slices.SortStableFunc(notes, func(a, b int) int { return said[a] - said[b] })
		for n := range len(notes) + 1 {
			if heads+n < len(s.columns) {
				found = append(found, ledger{heads, notes[:n]})
			}
		}
	}
	return found
}

// compared tells whether people run down a column with their eyes.
func (s *sheet) compared(column int) bool {
	return slices.Contains([]string{"number", "date"}, s.columns[column].Kind)
}

// usual is what nearly all rows say in a column, so that it needs to be said only
// once; empty where there is no such text, or where a row says nothing, which must
// not be read as the usual.
func (s *sheet) usual(column int) string {
	const most = 4. / 5
	count := map[string]int{}
	best := ""
	for _, text := range s.column(column) {
		if text == "" {
			return ""
		}
		if count[text]++; count[text] > count[best] {
			best = text
		}
	}
	if float64(count[best]) < most*float64(len(s.rows)) {
		return ""
	}
	return best
}

// ledger writes rows below the headings that they share.
func (p *page) ledger(s *sheet, l ledger) {
	inRow := func(i int) bool { return i >= l.heads && !slices.Contains(l.notes, i) }
	own := s.only(inRow)
	for n, row := range s.withDittos() {
		texts := []string{}
		for i, text := range row {
			if inRow(i) {
				texts = append(texts, text)
			}
		}
		own.rows[n] = texts
	}
	g := own.grid(strings.Repeat(" ", gutter*l.heads), p.width)
	g.stretch(p.width)
	usual := p.usuals(s, l)
	for i, c := range s.columns[:l.heads] {
		p.strong(strings.Repeat(" ", gutter*i) + c.Name)
	}
	p.strong(g.lines(own.names())...)
	p.plain(g.rule())
	for n, row := range own.rows {
		p.headings(s, l.heads, n)
		p.row(g, row)
		p.remarks(s, l.notes, usual, n, g.last()+gutter)
	}
}

// usuals says once what is usual in the columns of the notes.
func (p *page) usuals(s *sheet, l ledger) map[int]string {
	usual := map[int]string{}
	for _, i := range l.notes {
		if text := s.usual(i); text != "" {
			usual[i] = text
			p.indented(0, fmt.Sprintf("%s: %s, where no other is named", s.columns[i].Name, text))
		}
	}
	if len(usual) > 0 {
		p.plain("")
	}
	return usual
}

// headings writes those that change with a row, each with all below it.
func (p *page) headings(s *sheet, heads, n int) {
	changed := n == 0
	for i := range heads {
		text := s.rows[n][i]
		if changed = changed || text != s.rows[n-1][i]; !changed {
			continue
		}
		if i == 0 && n > 0 {
			p.plain("")
		}
		indent := strings.Repeat(" ", gutter*i)
		for _, line := range Wrap(cmp.Or(text, "(no "+s.columns[i].Name+")"), p.width-len(indent)) {
			p.strong(indent + line)
		}
	}
}

// remarks writes what else a row says.
func (p *page) remarks(s *sheet, columns []int, usual map[int]string, n, indent int) {
	var texts []string
	for i, text := range s.rows[n] {
		if slices.Contains(columns, i) && text != usual[i] {
			texts = append(texts, s.columns[i].Name+": "+text)
		}
	}
	if len(texts) > 0 {
		p.indented(indent, strings.Join(texts, " · "))
	}
}

// withDittos gives the rows without what they share with the row above, in the
// first columns as far as these are things.
func (s *sheet) withDittos() [][]string {
	rows := make([][]string, len(s.rows))
	for n, row := range s.rows {
		rows[n] = slices.Clone(row)
		changed := n == 0
		for i, c := range s.columns {
			if !slices.Contains([]string{"entity", "entities", "term"}, c.Kind) {
				break
			}
			changed = changed || row[i] != s.rows[n-1][i]
			rows[n][i] = ""
			if changed {
				rows[n][i] = cmp.Or(row[i], nothing)
			}
		}
	}
	return rows
}
