package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
)

// report prints what was found and writes it with its pictures.
func (b *bench) report() error {
	text := b.markdown()
	fmt.Fprintf(b.log, "\n%s", text)
	err := os.WriteFile(filepath.Join(b.out, "RESULTS.md"), []byte(text), 0o644)
	for name, write := range b.pictures() {
		err = errors.Join(err, save(filepath.Join(b.out, name), write))
	}
	return err
}

func save(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func (b *bench) markdown() string {
	var out strings.Builder
	fmt.Fprintf(&out, `# Speed, measured

Written by `+"`make bench`"+`, which does everything below in turns, in one run, on one
machine: %s, %d cores, %s/%s, %s. Compare figures of one run only: another
machine, and the same one on another day, has others. The graph is generated
(`+"`internal/bench/events`"+`): %s quads, %.0f MB of N-Quads, seed %d. Times are medians of
%d rounds, or, where there are two, the median and the 99th percentile; × says how many
times as long as Annals. All engines gave equal answers to every question.

`, processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(),
		grouped(b.graph.size), float64(sizeOf(b.graph.text))/1e6, b.seed, b.rounds)
	b.goals(&out)
	b.throughput(&out)
	b.answers(&out)
	b.growing(&out)
	b.serving(&out)
	if len(b.results.absent) > 0 {
		out.WriteString("## Left out\n\n")
		for _, line := range b.results.absent {
			fmt.Fprintf(&out, "- %s\n", line)
		}
	}
	return out.String()
}

// processor names the machine's, where the system tells.
func processor() string {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unnamed processor"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if key, name, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(name)
		}
	}
	return "unnamed processor"
}

// grouped writes a whole number with commas.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// throughput writes what is done with the whole graph, and from cold.
func (b *bench) throughput(out io.Writer) {
	r := &b.results
	fmt.Fprint(out, "## The whole graph\n\n![How fast the whole graph is built, read and written](rates.svg)\n\n",
		"Building a store from N-Quads, until it is on the disk:\n\n", stored(r.loads, b.graph.size),
		"\nReading N-Quads and keeping nothing:\n\n", passed(r.parses, b.graph.size),
		"\nWriting all as N-Quads:\n\n", passed(r.exports, b.graph.size),
		"\nFrom cold: a process starts, opens the graph, says who signed an agreement (Q2), and ends:\n\n", started(r.colds), "\n")
	if len(r.storeLoads.rows) > 0 {
		fmt.Fprintf(out, "Cayley's stores on disk, of %s quads:\n\n%s\n%s\n", grouped(b.kvSize), stored(r.storeLoads, b.kvSize), started(r.storeColds))
	}
}

func stored(t table, quads int) string {
	s := newSheet("", "time", "quads", "×", "memory at most", "on disk", "bytes a quad")
	for _, e := range t.rows {
		name, disk, each := e.name, megabytes(e.bytes), digits(float64(e.bytes)/float64(quads))
		if e.memory {
			name, disk, each = name+", in memory only", "–", "–"
		}
		m := e.times.Median()
		s.row(name, span(m), rate(quads, m), times(float64(m), t.first()), megabytes(e.peak), disk, each)
	}
	return s.String()
}

func passed(t table, quads int) string {
	s := newSheet("", "time", "quads", "×", "memory at most")
	for _, e := range t.rows {
		m := e.times.Median()
		s.row(e.name, span(m), rate(quads, m), times(float64(m), t.first()), megabytes(e.peak))
	}
	return s.String()
}

func started(t table) string {
	s := newSheet("", "median", "99th percentile", "×", "memory at most")
	for _, e := range t.rows {
		m := e.times.Median()
		s.row(e.name, span(m), span(e.times.Percentile(99)), times(float64(m), t.first()), megabytes(e.peak))
	}
	return s.String()
}

// first is the median of the first in a table, which is ours.
func (t table) first() float64 {
	if len(t.rows) == 0 {
		return 0
	}
	return float64(t.rows[0].times.Median())
}

// answers writes the competitions.
func (b *bench) answers(out io.Writer) {
	fmt.Fprint(out, "## Questions\n\n![How long each question takes](questions.svg)\n\n")
	for _, q := range questions.All() {
		fmt.Fprintf(out, "- **%v** %s\n", q.ID, q.Asks)
	}
	fmt.Fprint(out, "\nAnnals is asked through package `graph`, as by a program that imports it; *ranges* is\n"+
		"the file below that, asked next and so with much of it in the processor's caches already;\n"+
		"*path* and *Gizmo* are Cayley on the same file.\n")
	for _, c := range b.results.competitions {
		fmt.Fprintf(out, "\n### %s, %s quads\n\n", c.about, grouped(c.quads))
		header := []string{""}
		for _, q := range questions.All() {
			header = append(header, fmt.Sprintf("%v %s", q.ID, q.Short))
		}
		s := newSheet(header...)
		for _, name := range c.names {
			row := []string{name}
			for _, q := range questions.All() {
				row = append(row, cell(c.times[name][q.ID], c.times[c.names[0]][q.ID], name == c.names[0]))
			}
			s.row(row...)
		}
		fmt.Fprint(out, s.String())
	}
	fmt.Fprintln(out)
}

// cell writes the median, the 99th percentile, and how often the median of
// ours fits in it. Of few times there is no 99th percentile.
func cell(t, first measure.Times, isFirst bool) string {
	if len(t) == 0 {
		return "–"
	}
	tail := span(t.Percentile(99))
	if len(t) < 100 {
		tail = fmt.Sprintf("at most %s of %d", span(t.Percentile(100)), len(t))
	}
	if isFirst {
		return fmt.Sprintf("%s / %s", span(t.Median()), tail)
	}
	return fmt.Sprintf("%s / %s, %s", span(t.Median()), tail, times(float64(t.Median()), float64(first.Median())))
}

// growing writes how the store does at other sizes.
func (b *bench) growing(out io.Writer) {
	if len(b.results.growth) == 0 {
		return
	}
	fmt.Fprint(out, "## Growth\n\n![How times grow with the graph](growth.svg)\n\nAnnals alone, on its ranges, medians. Persons for Q4 and Q7 are drawn "+
		"as often as they occur, so of a larger graph they are asked about more:\n\n")
	header := []string{"quads", "built in", "quads", "memory at most", "bytes a quad"}
	for _, q := range questions.All() {
		header = append(header, q.ID.String())
	}
	s := newSheet(header...)
	for _, g := range b.results.growth {
		m := g.build.times.Median()
		row := []string{grouped(g.quads), span(m), rate(g.quads, m), megabytes(g.build.peak), digits(float64(g.bytes) / float64(g.quads))}
		for _, q := range questions.All() {
			row = append(row, span(g.times[q.ID].Median()))
		}
		s.row(row...)
	}
	fmt.Fprintf(out, "%s\n", s)
}
