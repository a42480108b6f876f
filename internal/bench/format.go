package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// digits writes a number with two digits that count, or all before its point.
func digits(v float64) string {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 1, 64), 64)
	if err != nil {
		rounded = v
	}
	places := max(0, 1-int(math.Floor(math.Log10(math.Abs(rounded)))))
	return strconv.FormatFloat(v, 'f', places, 64)
}

// span writes a time.
func span(d time.Duration) string {
	v := float64(d)
	switch {
	case d == 0:
		return "–"
	case v < 995:
		return digits(v) + " ns"
	case v < 995e3:
		return digits(v/1e3) + " µs"
	case v < 995e6:
		return digits(v/1e6) + " ms"
	}
	return digits(v/1e9) + " s"
}

// times writes how many times one is of the other.
func times(v, of float64) string {
	if v == 0 || of == 0 {
		return "–"
	}
	return digits(v/of) + "×"
}

func megabytes(b int64) string {
	if b == 0 {
		return "–"
	}
	return digits(float64(b)/1e6) + " MB"
}

// rate writes quads a second.
func rate(quads int, d time.Duration) string {
	if d == 0 {
		return "–"
	}
	return count(float64(quads)/d.Seconds()) + "/s"
}

// count writes a number of quads.
func count(n float64) string {
	switch {
	case n >= 1e6:
		return digits(n/1e6) + " M"
	case n >= 1e3:
		return digits(n/1e3) + " k"
	}
	return digits(n)
}

// A sheet is a table of Markdown; the first column is text, the others figures.
type sheet struct {
	strings.Builder
}

func newSheet(columns ...string) *sheet {
	s := &sheet{}
	s.row(columns...)
	s.WriteString("|---|" + strings.Repeat("--:|", len(columns)-1) + "\n")
	return s
}

func (s *sheet) row(cells ...string) {
	fmt.Fprintf(s, "| %s |\n", strings.Join(cells, " | "))
}
