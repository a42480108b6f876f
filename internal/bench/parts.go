package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	store "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	cayleyquads "github.com/cayleygraph/quad/nquads"

	"annals.example/graph"
	"annals.example/graph/snapshot"
	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
	"annals.example/internal/bench/stores"
	"annals.example/internal/rdfio/nquads"
)

// parts are what this command does in processes of their own, so that the time
// and the memory of each can be measured: bench PART ARGS.
var parts = map[string]func(ctx context.Context, args []string, stdout io.Writer) error{
	"meter": func(ctx context.Context, args []string, stdout io.Writer) error {
		return measure.Meter(ctx, stdout, args[0], args[1:]...)
	},
	// FROM TO: compile N-Quads into a durable file.
	"build": func(ctx context.Context, args []string, _ io.Writer) error {
		return graph.Build(ctx, args[1], []string{args[0]}, graph.BuildOptions{})
	},
	// FROM: read N-Quads and keep nothing.
	"parse": func(_ context.Context, args []string, _ io.Writer) error {
		for _, err := range fromText(args[0]) {
			if err != nil {
				return err
			}
		}
		return nil
	},
	// FROM: the same with Cayley's reader.
	"parse-cayley": func(_ context.Context, args []string, _ io.Writer) error {
		f, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer f.Close()
		r := cayleyquads.NewReader(f, false)
		for {
			if _, err := r.ReadQuad(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	},
	// FROM TO: write a compiled file as N-Quads.
	"export":       func(ctx context.Context, args []string, _ io.Writer) error { return export(ctx, args[0], args[1]) },
	"soak":         soak,
	"serve-bare":   serveBare,
	"serve-cayley": serveCayley,
	// KIND FROM DIR: load one of Cayley's stores.
	"load": func(_ context.Context, args []string, _ io.Writer) error {
		return stores.Load(stores.Kind(args[0]), args[2], fromText(args[1]))
	},
	// KIND PATH ENTITY: open and ask who signed something.
	"cold": func(ctx context.Context, args []string, stdout io.Writer) error {
		return cold(ctx, args[0], args[1], events.Parameters{Entity: quad.IRI(args[2])}, stdout)
	},
}

// fromText reads the quads of a file of N-Quads, strictly.
func fromText(path string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer f.Close()
		r := nquads.NewReader(f, path, nquads.Options{})
		for {
			s, err := r.Read()
			if errors.Is(err, io.EOF) || !yield(s.Quad, err) || err != nil {
				return
			}
		}
	}
}

func export(ctx context.Context, from, to string) error {
	d, err := graph.Open(ctx, from)
	if err != nil {
		return err
	}
	defer d.Close()
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	return errors.Join(d.Export(ctx, f, "nquads", ""), f.Close())
}

// cold answers one question after opening the graph.
func cold(ctx context.Context, kind, path string, p events.Parameters, stdout io.Writer) error {
	var engine questions.Engine
	switch kind {
	case "ranges":
		s, err := snapshot.Open(path)
		if err != nil {
			return err
		}
		defer s.Close()
		engine = questions.OnRanges(s)
	default:
		qs, err := openStore(kind, path)
		if err != nil {
			return err
		}
		defer qs.Close()
		engine = questions.OnGizmo(qs)
	}
	answer, err := engine.Ask(ctx, questions.Signed, p)
	if err != nil {
		return err
	}
	if len(answer.Rows) == 0 {
		return fmt.Errorf("nobody signed %v", p.Entity)
	}
	fmt.Fprintln(stdout, len(answer.Rows))
	return nil
}

func openStore(kind, path string) (store.QuadStore, error) {
	switch kind {
	case "memstore":
		return stores.Memstore(fromText(path))
	case "annals":
		return stores.Compiled(path)
	}
	return stores.Open(stores.Kind(kind), path)
}
