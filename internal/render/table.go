package render

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"annals.example/graph"
)

// A page is where a table is written.
type page struct {
	strings.Builder
	width int
	bold  bool
	lines int // written so far
	hard  int // of these, those that are read with more effort
}

// strong writes lines in bold, on a terminal that can.
func (p *page) strong(lines ...string) {
	for _, line := range lines {
		if p.bold && line != "" {
			line = "\x1b[1m" + line + "\x1b[0m"
		}
		p.plain(line)
	}
}

func (p *page) plain(lines ...string) {
	for _, line := range lines {
		p.WriteString(line + "\n")
		p.lines++
	}
}

// row writes a row of a grid. Beyond its second line the eye goes up and down
// narrow columns.
func (p *page) row(g grid, cells []string) {
	lines := g.lines(cells)
	p.hard += max(0, len(lines)-2)
	p.plain(lines...)
}

// writeTable writes a table that people read, in no more columns than the
// terminal has: as rows if their cells fit into few lines, else with what is the
// same in all rows above, and the rest in the layout that is easiest to read.
func writeTable(w io.Writer, answer *graph.Answer, options Options) error {
	if len(answer.Rows) == 0 {
		return nil
	}
	p := &page{width: pageWidth(options), bold: options.Bold}
	s := sheetOf(answer)
	if p.fits(s) {
		p.aligned(s)
	} else {
		s = s.withoutEcho()
		same, rest := s.split()
		p.heading(same)
		p.rest(rest)
	}
	if hasEditors(answer) {
		p.plain(append([]string{""}, Wrap(editorsNote, p.width)...)...)
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// minWidth is the narrowest table: below it lines would hold single letters.
const minWidth = 24

func pageWidth(options Options) int { return max(minWidth, cmp.Or(options.Width, DefaultWidth)) }

func (p *page) rest(s *sheet) {
	if len(s.columns) == 0 {
		return // one row, and all of it stands in the heading
	}
	if p.fits(s) || p.wrapsWell(s) {
		p.aligned(s)
		return
	}
	p.blocks(s)
}

// fits tells whether every row fits on one line.
func (p *page) fits(s *sheet) bool {
	sum := -gutter
	for i, c := range s.columns {
		sum += gutter + slices.Max(widths(append(s.column(i), c.Name)))
	}
	return sum <= p.width
}

func widths(texts []string) []int {
	list := make([]int, len(texts))
	for i, text := range texts {
		list[i] = Width(text)
	}
	return list
}

// wrapsWell tells whether rows of wrapped cells are still easy to read: two lines
// on average, and none of many.
func (p *page) wrapsWell(s *sheet) bool {
	const average, most = 2, 4
	g := s.grid("", p.width)
	sum := 0
	for _, row := range s.rows {
		height := len(g.lines(row))
		if height > most {
			return false
		}
		sum += height
	}
	return sum <= average*len(s.rows)
}

// aligned writes rows in columns.
func (p *page) aligned(s *sheet) {
	g := s.grid("", p.width)
	p.strong(g.lines(s.names())...)
	p.plain(g.rule())
	for _, row := range s.rows {
		p.row(g, row)
	}
}

// heading writes what is the same in all rows, a line for each column.
func (p *page) heading(s *sheet) {
	if len(s.columns) == 0 {
		return
	}
	names := 0
	for _, name := range s.names() {
		names = max(names, Width(name))
	}
	g := grid{widths: []int{names, max(minWidth/2, p.width-names-gutter)}}
	for i, name := range s.names() {
		p.plain(g.lines([]string{name, s.rows[0][i]})...)
	}
	if len(s.rows) > 1 {
		p.plain("")
	}
}
