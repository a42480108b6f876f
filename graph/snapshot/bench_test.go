package snapshot

import (
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/nquads"
)

// text writes the generated graph as N-Quads, and gives the file.
func text(tb testing.TB, n int) string {
	path := filepath.Join(tb.TempDir(), "events.nq")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	w := nquads.NewWriter(f)
	for q := range events(n, 1) {
		if err := w.Write(q); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// fromText reads that file, as a build by the command does.
func fromText(b *testing.B, path string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for s, err := range dataset.Stream(b.Context(), path) {
			if !yield(s.Quad, err) || err != nil {
				return
			}
		}
	}
}

const benchQuads = 1_000_000

// BenchmarkBuild builds a durable file from N-Quads.
func BenchmarkBuild(b *testing.B) {
	from := text(b, benchQuads)
	to := filepath.Join(b.TempDir(), "x.annals")
	runtime.GC()
	for b.Loop() {
		if err := Build(b.Context(), to, fromText(b, from), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	info, err := os.Stat(to)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(benchQuads*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(info.Size())/benchQuads, "bytes/quad")
	b.ReportMetric(status("VmHWM:"), "MB-peak")
}

func BenchmarkParse(b *testing.B) {
	from := text(b, benchQuads)
	for b.Loop() {
		for _, err := range fromText(b, from) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(benchQuads*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}
