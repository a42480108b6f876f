package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"annals.example/graph"
	"annals.example/graph/edtf"
)

// Timeline draws the answer of the question chronology, whose rows stand in the
// order of time: a heading for each year, a mark for each dated thing, and below
// it who says so. What several say in the same way is drawn once.
func Timeline(w io.Writer, answer *graph.Answer, options Options) error {
	p := &page{width: pageWidth(options), bold: options.Bold}
	moments := momentsOf(answer)
	const indent = dateWidth + 2*gutter + 3
	g := grid{indent: "  ", widths: []int{dateWidth, 1, max(minWidth/2, p.width-indent)}}
	heading := ""
	for i, m := range moments {
		if h := m.heading(); h != heading || i == 0 {
			if i > 0 {
				p.plain("")
			}
			heading = h
			p.strong(h)
		}
		label := Clean(m.label())
		if Width(label) > dateWidth {
			p.plain(g.indent + label)
			label = ""
		}
		p.plain(g.lines([]string{label, m.mark(), m.text()})...)
		p.accounts(indent, m)
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// dateWidth is the width of "about September?"; a longer date has its own line.
const dateWidth = 16

// A moment is a dated thing and all who say so.
type moment struct {
	date, end         graph.Cell
	thing, what       string
	sources, accounts []string
}

// momentsOf puts rows together that say the same.
func momentsOf(answer *graph.Answer) []*moment {
	at := map[string]int{}
	for i, c := range answer.Columns {
		at[c.Name] = i
	}
	cell := func(row []graph.Cell, column string) graph.Cell {
		if i, ok := at[column]; ok {
			return row[i]
		}
		return nil
	}
	seen := map[string]*moment{}
	var moments []*moment
	for _, row := range answer.Rows {
		m := &moment{date: cell(row, "date"), end: cell(row, "end"), thing: Text(cell(row, "thing")), what: Text(cell(row, "what"))}
		key := strings.Join([]string{Text(m.date), Text(m.end), m.thing, m.what}, "\n")
		if seen[key] == nil {
			seen[key] = m
			moments = append(moments, m)
		}
		m = seen[key]
		m.sources = append(m.sources, Text(cell(row, "source")))
		m.accounts = append(m.accounts, Text(cell(row, "account")))
	}
	return moments
}

// heading is the year under which a date stands: that of the first day that it
// can mean.
func (m *moment) heading() string {
	date, err := edtf.Parse(Text(m.date))
	if err != nil {
		return "undated"
	}
	first := date.Bounds().Earliest
	if first.Open() {
		return "at some time before"
	}
	year, _, _ := first.Date()
	return yearName(year)
}

// yearName writes a year as people do; year 0 of ISO 8601 is 1 BC.
func yearName(year int64) string {
	if year <= 0 {
		return fmt.Sprintf("%d BC", 1-year)
	}
	return fmt.Sprint(year)
}

// label is a date below the heading of its year: day and month, or the EDTF where
// it says something else.
func (m *moment) label() string {
	text := Text(m.date)
	date, err := edtf.Parse(text)
	if err != nil {
		return text
	}
	plain := strings.TrimRight(text, "?~%")
	name, known := named(plain)
	if !known {
		return text
	}
	if date.Approximate() {
		name = "about " + name
	}
	if date.Uncertain() {
		name += "?"
	}
	return name
}

// named writes a day as "12 March" and a month as "March"; other dates it does not
// know.
func named(text string) (string, bool) {
	date, err := edtf.Parse(text)
	if err != nil || date.IsInterval() || date.IsSet() || strings.ContainsAny(text, "X?~%T") {
		return "", false
	}
	b := date.Bounds()
	year, month, day := b.Earliest.Date()
	first, err := edtf.DayOf(year, month, 1)
	nextYear, next := year, month+1
	if next > 12 {
		nextYear, next = year+1, 1
	}
	after, err2 := edtf.DayOf(nextYear, next, 1)
	switch {
	case err != nil || err2 != nil || month < 1:
		return "", false
	case b.Earliest == b.Latest:
		return fmt.Sprintf("%d %s", day, months()[month-1]), true
	case b.Earliest == first && b.Latest == after-1:
		return months()[month-1], true
	}
	return "", false
}

func months() []string {
	return []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"}
}

// mark tells a day from a date that leaves a choice, and from what lasts.
func (m *moment) mark() string {
	date, err := edtf.Parse(Text(m.date))
	switch {
	case err != nil:
		return "·"
	case m.end != nil || date.IsInterval():
		return "▸"
	case date.Bounds().Earliest == date.Bounds().Latest && !date.Approximate() && !date.Uncertain():
		return "●"
	}
	return "○"
}

func (m *moment) text() string {
	text, end := m.thing, Text(m.end)
	switch {
	case m.what == "" || m.what == "date":
	case m.what == "begin" && end != "":
		return Clean(text + ", until " + end)
	default:
		text += ": " + m.what
	}
	if end != "" {
		text += " (until " + end + ")"
	}
	return Clean(text)
}

// accounts writes what is told, each with who tells it, and then those who say
// only when it was.
func (p *page) accounts(indent int, m *moment) {
	var bare []string
	for i, account := range m.accounts {
		source := Clean(m.sources[i])
		if account == "" {
			bare = append(bare, source)
			continue
		}
		p.indented(indent, Clean(account)+" — "+source)
	}
	slices.Sort(bare)
	if bare = slices.Compact(bare); len(bare) > 0 {
		p.indented(indent, "— "+strings.Join(bare, " · "))
	}
}
