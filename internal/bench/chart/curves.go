package chart

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Curves are lines over one horizontal scale.
type Curves struct {
	Title, Note      string
	Lines            []Line
	FormatX, FormatY func(float64) string // write a value with its unit
}

// A Line is one curve. Points of which a value is not above zero are not drawn.
type Line struct {
	Name   string
	Points []Point
}

// A Point is a place on both scales.
type Point struct{ X, Y float64 }

const (
	curvesWidth, curvesHeight = 760.0, 430.0
	curvesLeft, curvesRight   = 70.0, 170.0
	curvesTop, curvesBottom   = 60.0, 40.0
)

// Write writes the picture.
func (c Curves) Write(w io.Writer) error {
	var xs, ys []float64
	for _, line := range c.Lines {
		for _, p := range line.Points {
			xs, ys = append(xs, p.X), append(ys, p.Y)
		}
	}
	x := newScale(xs, curvesLeft, curvesWidth-curvesRight)
	y := newScale(ys, curvesHeight-curvesBottom, curvesTop)
	var d drawing
	d.text(12, 22, "title", "start", c.Title)
	d.text(12, 40, "note", "start", c.Note)
	for _, v := range y.ticks() {
		d.add(`<line class="grid" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, x.from, y.at(v), x.to, y.at(v))
		d.text(x.from-8, y.at(v)+4, "note", "end", c.FormatY(v))
	}
	slices.Sort(xs)
	for _, v := range slices.Compact(xs) {
		if drawable(v) {
			d.add(`<line class="grid" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, x.at(v), y.from, x.at(v), y.to)
			d.text(x.at(v), y.from+16, "note", "middle", c.FormatX(v))
		}
	}
	var ends []end
	for i, line := range c.Lines {
		if e, ok := d.line(line, i, x, y); ok {
			ends = append(ends, e)
		}
	}
	d.names(ends, x.to+8)
	return d.save(w, curvesWidth, curvesHeight, c.Title)
}

// An end is where a line ends, and the name that is to stand there.
type end struct {
	name string
	y    float64
}

func (d *drawing) line(line Line, colour int, x, y scale) (end, bool) {
	var at []string
	last := math.NaN()
	for _, p := range line.Points {
		if drawable(p.X) && drawable(p.Y) {
			last = y.at(p.Y)
			at = append(at, fmt.Sprintf("%.1f,%.1f", x.at(p.X), last))
			d.add(`<circle class="c c%d" cx="%.1f" cy="%.1f" r="2"/>`, colour%curveColours, x.at(p.X), last)
		}
	}
	if len(at) == 0 {
		return end{}, false
	}
	d.add(`<polyline class="c c%d" points="%s"/>`, colour%curveColours, strings.Join(at, " "))
	return end{line.Name, last}, true
}

// names writes the names at the ends of the lines, each below the one before.
func (d *drawing) names(ends []end, x float64) {
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	free := curvesTop
	for _, e := range ends {
		y := max(free, e.y+4)
		d.text(x, y, "", "start", e.name)
		free = y + 14
	}
}
