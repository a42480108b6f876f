package render

import (
	"slices"
	"strings"

	"annals.example/graph"
)

// sample is how many rows a layout is chosen by.
const sample = 200

// blocks writes rows that are too wide for columns, in the layout that asks least of
// its reader: stacked; grouped by what changes least from row to row; or as a ledger.
func (p *page) blocks(s *sheet) {
	part := &sheet{s.columns, s.rows[:min(sample, len(s.rows))]}
	layouts := []func(*page, *sheet){(*page).stacked}
	for _, key := range part.groupings() {
		layouts = append(layouts, func(p *page, s *sheet) { p.grouped(s, key) })
	}
	for _, l := range part.ledgers() {
		layouts = append(layouts, func(p *page, s *sheet) { p.ledger(s, l) })
	}
	best, least := layouts[0], p.effort(part, layouts[0])
	for _, layout := range layouts[1:] {
		if n := p.effort(part, layout); n < least {
			best, least = layout, n
		}
	}
	best(p, s)
}

// effort is what a layout asks of its reader: its lines, and those again that are
// hard to read.
func (p *page) effort(s *sheet, layout func(*page, *sheet)) int {
	try := &page{width: p.width}
	layout(try, s)
	return try.lines + try.hard
}

// groupings are the sets of columns by which rows may be grouped: each alone; and
// the one that changes least from row to row, that and the next, and so on. Only
// those are given that bring rows together, below what the question is about (its
// first column) or below who says so.
func (s *sheet) groupings() [][]int {
	var keys [][]int
	order, changes := make([]int, len(s.columns)), make([]int, len(s.columns))
	for i := range order {
		order[i], changes[i] = i, len(s.runs([]int{i}))
		keys = append(keys, []int{i})
	}
	slices.SortStableFunc(order, func(a, b int) int { return changes[a] - changes[b] })
	for n := 2; n < len(order); n++ {
		keys = append(keys, order[:n])
	}
	return slices.DeleteFunc(keys, func(key []int) bool {
		runs := s.runs(key)
		heads := func(i int) bool { return (i == 0 || s.columns[i].Kind == "source") && s.sameWithin(i, runs) }
		return len(runs) == len(s.rows) || !s.any(heads)
	})
}

// grouped writes one line for each run of rows with all that they share, and
// below it the rows with the rest.
func (p *page) grouped(s *sheet, key []int) {
	runs := s.runs(key)
	outer := func(i int) bool { return s.sameWithin(i, runs) }
	shared, own := s.only(outer), s.only(func(i int) bool { return !outer(i) })
	above := shared.grid("", p.width)
	below := own.grid("  ", p.width)
	p.strong(above.lines(shared.names())...)
	p.strong(below.lines(own.names())...)
	p.plain(below.rule())
	alone := true // the run before has only its line, and so needs no space below
	for i, r := range runs {
		rows := slices.DeleteFunc(slices.Clone(own.rows[r.from:r.to]), empty)
		if i > 0 && !(alone && len(rows) == 0) {
			p.plain("")
		}
		alone = len(rows) == 0
		p.strong(above.lines(shared.rows[r.from])...)
		for _, row := range rows {
			p.row(below, row)
		}
	}
}

func empty(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool { return cell != "" })
}

// stacked writes each row as a line of its short cells, with its texts and its
// source below; the line is not written again where the next row has the same.
func (p *page) stacked(s *sheet) {
	short := func(i int) bool {
		return !slices.Contains([]string{"text", "source", "entities", "any"}, s.columns[i].Kind)
	}
	if n := len(s.only(short).columns); n == 0 || n == len(s.columns) {
		short = func(i int) bool { return i == 0 }
	}
	line, below := s.only(short), s.only(func(i int) bool { return !short(i) })
	g := line.grid("", p.width)
	p.strong(g.lines(line.names())...)
	p.plain(g.rule())
	for n, row := range line.rows {
		if n == 0 || !slices.Equal(row, line.rows[n-1]) {
			p.strong(g.lines(row)...)
		}
		p.below(below.columns, below.rows[n])
		if !short(0) {
			p.hard++ // what the row is about is read last
		}
	}
}

// below writes the cells of a row that stand below it: who says so, then what they
// say. Columns are named where there are several.
func (p *page) below(columns []graph.Column, cells []string) {
	indent, named := 4, -1
	for i, c := range columns {
		if c.Kind == "source" {
			for n, line := range Wrap(cells[i], p.width-indent-2) {
				p.plain(strings.Repeat(" ", indent) + []string{"— ", "  "}[min(n, 1)] + line)
			}
			indent += 2
		} else {
			named++
		}
	}
	for i, c := range columns {
		switch {
		case cells[i] == "" || c.Kind == "source":
		case named > 0:
			p.indented(indent, c.Name+": "+cells[i])
		default:
			p.indented(indent, cells[i])
		}
	}
}

func (p *page) indented(indent int, text string) {
	for _, line := range Wrap(text, p.width-indent) {
		p.plain(strings.Repeat(" ", indent) + line)
	}
}
