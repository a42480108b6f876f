package sandbox

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"annals.example/graph"
)

// TestMain lets the test binary be the worker that the pool starts, and what the
// tests start in its place.
func TestMain(m *testing.M) {
	if os.Getenv(workerVariable) == "" || len(os.Args) < 2 {
		os.Exit(m.Run())
	}
	roles := map[string]func() error{
		"worker":   func() error { return Work(context.Background(), os.Stdin, os.Stdout) },
		"mute":     mute,
		"babbling": babble,
		"dying":    die,
		"intruder": intrude,
		"parent":   parent,
	}
	role := roles[os.Args[1]]
	if role == nil {
		role = func() error { return fmt.Errorf("no such role: %s", os.Args[1]) }
	}
	if err := role(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// patient are options for machines that are busy with other tests.
func patient() Options { return Options{Workers: 2, Wait: time.Minute, Deadline: time.Minute} }

// newPool makes a pool on the embedded dataset, whose workers are this binary.
func newPool(tb testing.TB, o Options) *Pool {
	tb.Helper()
	d, err := graph.Open(tb.Context(), "")
	if err != nil {
		tb.Fatal(err)
	}
	return poolOn(tb, d, o)
}

// poolOn makes a pool on a dataset, which it closes.
func poolOn(tb testing.TB, d *graph.Dataset, o Options) *Pool {
	tb.Helper()
	defer d.Close()
	var err error
	if o.Snapshot, err = d.SnapshotFile(); err != nil {
		tb.Fatal(err)
	}
	o.Name = d.Name()
	if o.Program == nil {
		o.Program = program(tb, "worker")
	}
	p, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(p.Close)
	return p
}

func gizmo(text string) Request { return Request{Language: "gizmo", Text: text} }

// innocent is a query that everybody may ask at any time, and its answer.
const (
	innocent       = `g.V("<https://annals.example/soviet-mongolian/person/genden>").out("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>").unique().all()`
	innocentAnswer = `[{"id":"<https://annals.example/vocabulary#Person>"}]`
)

// rows writes rows as one JSON array.
func rows(r *Result) string {
	out := "["
	for i, row := range r.Rows {
		if i > 0 {
			out += ","
		}
		out += string(row)
	}
	return out + "]"
}

// answersRight puts the innocent query.
func answersRight(tb testing.TB, p *Pool) {
	tb.Helper()
	r, err := p.Query(tb.Context(), gizmo(innocent))
	if err != nil {
		tb.Fatalf("the innocent query: %v", err)
	}
	if got := rows(r); got != innocentAnswer {
		tb.Fatalf("the innocent query gives %s, want %s", got, innocentAnswer)
	}
}
