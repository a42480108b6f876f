package render

import "strings"

// gutter is the space between the columns of a table.
const gutter = 2

// A grid writes rows in aligned columns, each cell wrapped within its own.
type grid struct {
	indent string
	widths []int
	right  []bool // of numbers, whose last figures stand below each other
}

// longWord is the width up to which a column is kept from parting its words, and
// longID that of a column of ids and the like, which people copy.
const (
	longWord = 16
	longID   = 48
)

// grid shares a width among the columns of a sheet, so that the rows take few lines.
func (s *sheet) grid(indent string, width int) grid {
	natural, least := make([]int, len(s.columns)), make([]int, len(s.columns))
	for _, row := range append(s.rows[:len(s.rows):len(s.rows)], s.names()) {
		for i, cell := range row {
			width := Width(cell)
			natural[i] = max(natural[i], width)
			if s.columns[i].Kind == word {
				least[i] = min(natural[i], longID)
				continue
			}
			if width <= least[i] || least[i] == longWord {
				continue // no word of it is longer
			}
			for _, p := range pieces(cell) {
				least[i] = max(least[i], min(p.width, longWord))
			}
		}
	}
	room := width - Width(indent) - gutter*max(0, len(natural)-1)
	g := grid{indent: indent, widths: share(natural, least, room)}
	for _, c := range s.columns {
		g.right = append(g.right, c.Kind == "number")
	}
	return g
}

// last is where the last column begins.
func (g grid) last() int {
	at := Width(g.indent)
	for _, w := range g.widths[:len(g.widths)-1] {
		at += w + gutter
	}
	return at
}

// share gives each column what it needs if there is room; else columns that need
// little get it, and the others get equal parts, but no less than their longest
// word if that is possible.
func share(natural, least []int, room int) []int {
	level := func(level int, least []int) (widths []int, sum int) {
		widths = make([]int, len(natural))
		for i := range natural {
			widths[i] = min(natural[i], max(level, least[i]))
			sum += widths[i]
		}
		return widths, sum
	}
	if _, sum := level(1, least); sum > room {
		least = make([]int, len(natural))
	}
	widths, sum := level(1, least)
	for l := 2; l <= room; l++ {
		more, wanted := level(l, least)
		if wanted > room {
			break
		}
		widths, sum = more, wanted
	}
	for i := range widths { // what a further level for all would exceed
		if sum < room && widths[i] < natural[i] {
			widths[i]++
			sum++
		}
	}
	return widths
}

// lines writes a row: as many lines as its highest cell.
func (g grid) lines(row []string) []string {
	cells, height := make([][]string, len(row)), 0
	for i, cell := range row {
		cells[i] = Wrap(cell, g.widths[i])
		height = max(height, len(cells[i]))
	}
	lines := make([]string, height)
	for n := range lines {
		var b strings.Builder
		b.WriteString(g.indent)
		for i, cell := range cells {
			text := ""
			if n < len(cell) {
				text = cell[n]
			}
			space := strings.Repeat(" ", max(0, g.widths[i]-Width(text)))
			if i < len(g.right) && g.right[i] {
				b.WriteString(space + text)
			} else {
				b.WriteString(text + space)
			}
			if i < len(cells)-1 {
				b.WriteString(strings.Repeat(" ", gutter))
			}
		}
		lines[n] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// rule is the line below a header.
func (g grid) rule() string {
	parts := make([]string, len(g.widths))
	for i, w := range g.widths {
		parts[i] = strings.Repeat("─", w)
	}
	return g.indent + strings.Join(parts, strings.Repeat(" ", gutter))
}
