package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"annals.example/internal/bench/chart"
	"annals.example/internal/bench/questions"
)

// pictures are the files that show the results, by name.
func (b *bench) pictures() map[string]func(io.Writer) error {
	note := fmt.Sprintf("%s quads. Each line across is ten times the one before.", grouped(b.graph.size))
	all := map[string]func(io.Writer) error{
		"rates.svg": b.rates(note).Write,
	}
	if len(b.results.competitions) > 0 {
		all["questions.svg"] = b.bars(note).Write
	}
	if len(b.results.growth) > 1 {
		all["growth.svg"] = b.curves().Write
	}
	return all
}

// rates shows quads a second.
func (b *bench) rates(note string) chart.Bars {
	bars := chart.Bars{
		Title: "Quads a second (longer is faster)", Note: note,
		Format: func(v float64) string { return count(v) },
	}
	for _, t := range []struct {
		title string
		table table
	}{{"Building a store from N-Quads", b.results.loads}, {"Reading N-Quads", b.results.parses}, {"Writing N-Quads", b.results.exports}} {
		g := chart.Group{Title: t.title}
		for i, e := range t.table.rows {
			name, _, _ := strings.Cut(e.name, " (")
			g.Bars = append(g.Bars, chart.Bar{Name: name, Value: float64(b.graph.size) / e.times.Median().Seconds(), Ours: i == 0})
		}
		bars.Groups = append(bars.Groups, g)
	}
	return bars
}

// bars shows how long each question takes: of the peers' competition all, of
// that in Cayley's languages the programs in Gizmo.
func (b *bench) bars(note string) chart.Bars {
	bars := chart.Bars{
		Title: "Time for one question, median (shorter is faster)", Note: note,
		Format: func(v float64) string { return span(time.Duration(v)) },
	}
	for _, q := range questions.All() {
		g := chart.Group{Title: fmt.Sprintf("%v %s", q.ID, q.Short)}
		for i, c := range b.results.competitions {
			for _, name := range c.names {
				if i > 1 || i == 1 && !strings.HasSuffix(name, "Gizmo") {
					continue
				}
				g.Bars = append(g.Bars, chart.Bar{
					Name: name, Value: float64(c.times[name][q.ID].Median()), Ours: strings.HasPrefix(name, ours),
				})
			}
		}
		bars.Groups = append(bars.Groups, g)
	}
	return bars
}

// curves shows how times grow.
func (b *bench) curves() chart.Curves {
	curves := chart.Curves{
		Title:   "Time by size of the graph (level is better)",
		Note:    "Annals alone: building the file, and the median of each question on its ranges.",
		FormatX: count,
		FormatY: func(v float64) string { return span(time.Duration(v)) },
	}
	build := chart.Line{Name: "build"}
	for _, g := range b.results.growth {
		build.Points = append(build.Points, chart.Point{X: float64(g.quads), Y: float64(g.build.times.Median())})
	}
	curves.Lines = append(curves.Lines, build)
	for _, q := range questions.All() {
		line := chart.Line{Name: fmt.Sprintf("%v %s", q.ID, q.Short)}
		for _, g := range b.results.growth {
			line.Points = append(line.Points, chart.Point{X: float64(g.quads), Y: float64(g.times[q.ID].Median())})
		}
		curves.Lines = append(curves.Lines, line)
	}
	return curves
}
