package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A ledger is a layout of rows whose first columns repeat: each of these a heading
// where it changes, and below it the rows, with what people compare side by side.
// Texts, what few rows say, and what differs from what most rows say, stand below
// the row that says it, by name.
type ledger struct {
	heads int   // how many of the first columns are headings
	notes []int // the columns that stand below their rows
}

// nothing stands where a cell is empty and a blank would mean: as above.
const nothing = "—"

// ledgers are those by which rows may be shown. Headings are things; there are none
// where the outer one would not stand above two rows at least, on average.
func (s *sheet) ledgers() []ledger {
	if !s.things(0) || 2*len(s.runs([]int{0})) > len(s.rows) {
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
	for heads := 1; heads < len(s.columns) && s.things(heads-1); heads++ {
		notes := s.remarkable(heads, said)
		for n := range len(notes) + 1 {
			if heads+n < len(s.columns) {
				found = append(found, ledger{heads, notes[:n]})
			}
		}
	}
	return found
}

// remarkable are the columns that may stand below their rows, what fewest rows say
// first: texts, and things that few rows say. Not those that come before all that is
// said, for these tell what is said of; nor those behind the source, for these tell
// of the source.
func (s *sheet) remarkable(from int, said []int) []int {
	for from < len(s.columns) && s.things(from) {
		from++
	}
	var found []int
	for i := from; i < len(s.columns) && s.columns[i].Kind != "source"; i++ {
		if s.columns[i].Kind == "text" || s.things(i) && 2*said[i] < len(s.rows) {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return said[a] - said[b] })
	return found
}

// things tells whether a column holds what is spoken of, and not what is said of it.
func (s *sheet) things(column int) bool {
	return slices.Contains([]string{"entity", "entities", "term"}, s.columns[column].Kind)
}

// usual is what two of three rows at least say in a column, so that it needs to be
// said only once; empty where there is no such text, or where a row says nothing,
// which must not be read as the usual.
func (s *sheet) usual(column int) string {
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
	if 3*count[best] < 2*len(s.rows) {
		return ""
	}
	return best
}

// ledger writes rows below the headings that they share.
func (p *page) ledger(s *sheet, l ledger) {
	inRow := func(i int) bool { return i >= l.heads && !slices.Contains(l.notes, i) }
	own := (&sheet{s.columns, s.withDittos()}).only(inRow)
	g := own.grid(strings.Repeat(" ", gutter*l.heads), p.width)
	usual := p.usuals(s, l)
	for i, c := range s.columns[:l.heads] {
		p.strong(strings.Repeat(" ", gutter*i) + c.Name)
	}
	p.strong(g.lines(own.names())...)
	p.plain(g.rule())
	for n, row := range own.rows {
		p.headings(s, l.heads, n)
		p.row(g, row)
		p.remarks(s, l.notes, usual, n, min(g.last()+gutter, p.width-minWidth))
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
		for _, line := range Wrap(cmp.Or(text, "(no "+s.columns[i].Name+" named)"), p.width-len(indent)) {
			p.strong(indent + line)
			p.hard += min(i, 1) // below another heading it parts rows that are to be compared
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
		for i := 0; i < len(s.columns) && s.things(i); i++ {
			changed = changed || row[i] != s.rows[n-1][i]
			rows[n][i] = ""
			if changed {
				rows[n][i] = cmp.Or(row[i], nothing)
			}
		}
	}
	return rows
}
