// Package chart draws bars and curves as SVG, on scales of powers of ten. A
// picture stands by itself: it has its own colours for light and for dark, and
// every figure is also written in it.
//
// What the figures are, and in which words and units, is left to others.
package chart

import (
	"fmt"
	"html"
	"io"
	"math"
	"strings"
)

// Colours are told apart also by those who do not see some colours. The first
// is for what the picture is about, the last for what is there to compare.
const style = `<style>
text{font:12px system-ui,sans-serif;fill:#1f2328}
.title{font-weight:600;font-size:14px}.note{fill:#59636e;font-size:11px}
.grid{stroke:#d1d9e0;stroke-width:1}
.b0{fill:#0969da}.b1{fill:#8c959f}
.c{fill:none;stroke-width:2}
.c0{stroke:#0969da}.c1{stroke:#bc4c00}.c2{stroke:#1a7f37}.c3{stroke:#8250df}.c4{stroke:#bf3989}.c5{stroke:#59636e}.c6{stroke:#9a6700}.c7{stroke:#0a6c74}
.paper{fill:#fff}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#9198a1}.grid{stroke:#3d444d}.paper{fill:#0d1117}.b0{fill:#4493f8}.c0{stroke:#4493f8}.c1{stroke:#f0883e}.c2{stroke:#3fb950}.c3{stroke:#ab7df8}.c4{stroke:#db61a2}.c5{stroke:#9198a1}.c6{stroke:#d29922}.c7{stroke:#39c5cf}}
</style>`

// curveColours is how many of the classes c0, c1 and so on there are.
const curveColours = 8

// A drawing gathers the elements of a picture.
type drawing struct{ strings.Builder }

func (d *drawing) add(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

// text writes words, at the start, middle or end of which (x, y) is.
func (d *drawing) text(x, y float64, class, anchor, words string) {
	d.add(`<text x="%.1f" y="%.1f" class="%s" text-anchor="%s">%s</text>`, x, y, class, anchor, html.EscapeString(words))
}

// save writes the picture.
func (d *drawing) save(w io.Writer, width, height float64, title string) error {
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">
%s
<rect class="paper" width="100%%" height="100%%"/>
%s</svg>
`, width, height, width, height, html.EscapeString(title), style, d.String())
	return err
}

// A scale puts powers of ten at equal distances.
type scale struct{ low, high, from, to float64 }

// newScale spans whole powers of ten around the values that are above zero.
func newScale(values []float64, from, to float64) scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if drawable(v) {
			low, high = min(low, math.Log10(v)), max(high, math.Log10(v))
		}
	}
	if low > high {
		low, high = 0, 1
	}
	low, high = math.Floor(low), math.Ceil(high)
	if low == high {
		high++
	}
	return scale{low, high, from, to}
}

// drawable says whether a value has a place on a scale.
func drawable(v float64) bool { return v > 0 && !math.IsInf(v, 0) }

func (s scale) at(v float64) float64 {
	return s.from + (s.to-s.from)*(math.Log10(v)-s.low)/(s.high-s.low)
}

// ticks are the powers of ten of the scale.
func (s scale) ticks() (at []float64) {
	for e := s.low; e <= s.high; e++ {
		at = append(at, math.Pow(10, e))
	}
	return at
}
