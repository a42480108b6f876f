package chart

import "io"

// Bars are groups of bars that lie below each other on one scale.
type Bars struct {
	Title, Note string
	Groups      []Group
	Format      func(float64) string // writes a value with its unit
}

// A Group is some bars below one heading.
type Group struct {
	Title string
	Bars  []Bar
}

// A Bar is one value; Ours marks what the picture is about. A value that is not
// above zero is not drawn.
type Bar struct {
	Name  string
	Value float64
	Ours  bool
}

// Write writes the picture.
func (b Bars) Write(w io.Writer) error {
	const (
		width, left, right = 760, 190, 100
		row, gap           = 18, 26
	)
	var values []float64
	for _, g := range b.Groups {
		for _, bar := range g.Bars {
			values = append(values, bar.Value)
		}
	}
	s := newScale(values, left, width-right)
	var d, bars drawing
	y := 60.0
	for _, g := range b.Groups {
		bars.text(12, y+12, "title", "start", g.Title)
		y += gap
		for _, bar := range g.Bars {
			if !drawable(bar.Value) {
				continue
			}
			class := "b1"
			if bar.Ours {
				class = "b0"
			}
			bars.text(left-8, y+12, "", "end", bar.Name)
			bars.add(`<rect class="%s" x="%d" y="%.1f" width="%.1f" height="%d"/>`, class, left, y+2, max(2, s.at(bar.Value)-left), row-4)
			bars.text(max(left+2, s.at(bar.Value))+6, y+12, "", "start", b.Format(bar.Value))
			y += row
		}
		y += 8
	}
	d.text(12, 22, "title", "start", b.Title)
	d.text(12, 40, "note", "start", b.Note)
	for _, v := range s.ticks() {
		d.add(`<line class="grid" x1="%.1f" y1="56" x2="%.1f" y2="%.1f"/>`, s.at(v), s.at(v), y)
		d.text(s.at(v), y+14, "note", "middle", b.Format(v))
	}
	d.WriteString(bars.String())
	return d.save(w, width, y+28, b.Title)
}
