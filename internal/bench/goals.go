package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
)

// goals writes what was aimed at, beside what was reached.
func (b *bench) goals(out io.Writer) {
	r := &b.results
	s := newSheet("aimed at", "reached", "")
	s.goal("build a durable store: 1 M quads/s", float64(b.graph.size)/r.loads.of(ours).Seconds(), 1e6, "%s quads/s")
	s.goal("build: 5× the fastest peer that is durable", r.loads.fastest(func(e *entry) bool { return !e.memory })/r.loads.first(), 5, "%s×")
	s.most("build: less than 200 MB of memory", float64(r.loads.row(ours).peak)/1e6, 200, "%s MB")
	s.goal("read N-Quads strictly: 3 M quads/s", float64(b.graph.size)/r.parses.of(ours).Seconds(), 3e6, "%s quads/s")
	s.goal("read: 4× serdi", r.parses.fastest(func(e *entry) bool { return strings.HasPrefix(e.name, "serdi") })/r.parses.first(), 4, "%s×")
	s.goal("write N-Quads: 5 M quads/s", float64(b.graph.size)/r.exports.of(ours).Seconds(), 5e6, "%s quads/s")
	s.goal("write: 4× DuckDB", r.exports.fastest(func(e *entry) bool { return e.name == "DuckDB" })/r.exports.first(), 4, "%s×")
	cold := r.colds.row(onRanges)
	for _, e := range r.colds.rows {
		if e.name == annalsQuery {
			cold = e
		}
	}
	s.most("from cold ("+cold.name+"): at most 10 ms", float64(cold.times.Median())/1e6, 10, "%s ms")
	s.most("from cold: less than 30 MB of memory", float64(cold.peak)/1e6, 30, "%s MB")
	s.most("file: less than 70 bytes a quad", float64(r.loads.row(ours).bytes)/float64(b.graph.size), 70, "%s bytes")
	if len(r.competitions) > 0 {
		c := r.competitions[0]
		isPeer := func(name string) bool { return !strings.HasPrefix(name, ours) }
		s.goal("Q1 to Q7 through graph: faster than every peer, median", c.least(ours, isPeer, measure.Times.Median), 1, "%s× or more")
		s.goal("Q1 to Q7 through graph: faster than every peer, 99th percentile", c.least(ours, isPeer, slowest), 1, "%s× or more")
	}
	if len(r.competitions) > 1 {
		r.competitions[1].gizmoGoals(s)
	}
	b.servingGoals(s)
	fmt.Fprintf(out, "%s\n", s)
}

func slowest(t measure.Times) time.Duration { return t.Percentile(99) }

// gizmoGoals writes how programs in Gizmo do beside memstore, question by
// question.
func (c competition) gizmoGoals(s *sheet) {
	for _, g := range []struct {
		ids  []questions.ID
		goal float64
	}{
		{[]questions.ID{questions.Statements, questions.Signed, questions.Cosignatories}, 1},
		{[]questions.ID{questions.TookPart, questions.InYear, questions.Neighbourhood}, 5},
		{[]questions.ID{questions.Claims}, 3},
	} {
		for _, id := range g.ids {
			mine, its := c.times[ours+", Gizmo, warmed"], c.times["Cayley memstore, Gizmo, warmed"]
			if mine == nil || its == nil {
				continue
			}
			what := fmt.Sprintf("%v as Gizmo: %s× memstore, sessions warmed for both", id, digits(g.goal))
			s.goal(what, float64(its[id].Median())/float64(mine[id].Median()), g.goal, "%s×")
		}
	}
}

// least gives how much longer the best of others takes for the question in which
// it comes closest to name; not a number where there are none.
func (c competition) least(name string, other func(string) bool, of func(measure.Times) time.Duration) float64 {
	least := math.NaN()
	for _, q := range questions.All() {
		for _, rival := range c.names {
			if !other(rival) || len(c.times[rival][q.ID]) == 0 {
				continue
			}
			ratio := float64(of(c.times[rival][q.ID])) / float64(of(c.times[name][q.ID]))
			if !(ratio >= least) {
				least = ratio
			}
		}
	}
	return least
}

// goal writes a row that wants at least something.
func (s *sheet) goal(what string, reached, least float64, format string) {
	s.verdict(what, reached, reached >= least, format)
}

// most writes a row that wants at most something.
func (s *sheet) most(what string, reached, most float64, format string) {
	s.verdict(what, reached, reached > 0 && reached <= most, format)
}

func (s *sheet) verdict(what string, reached float64, met bool, format string) {
	verdict := "missed"
	switch {
	case math.IsNaN(reached) || math.IsInf(reached, 0) || reached == 0:
		s.row(what, "not measured", "")
		return
	case met:
		verdict = "met"
	}
	figure := digits(reached)
	if reached >= 1e5 {
		figure = count(reached)
	}
	s.row(what, fmt.Sprintf(format, figure), verdict)
}

// of gives the median of an engine.
func (t *table) of(name string) time.Duration { return t.row(name).times.Median() }

// fastest gives the least median of those but ours that are wanted, 0 where
// there are none.
func (t *table) fastest(wanted func(*entry) bool) float64 {
	least := 0.0
	for _, e := range t.rows {
		if m := float64(e.times.Median()); e.name != ours && m > 0 && wanted(e) && (least == 0 || m < least) {
			least = m
		}
	}
	return least
}
