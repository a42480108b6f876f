package dataset

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/nquads"
)

// Stream gives the statements at a path one by one, without holding a file of
// lines in memory: it may be larger. A mistake is given as a *rdfio.SyntaxError, and
// what follows it too; any other error is the last that comes.
func Stream(ctx context.Context, name string) iter.Seq2[rdfio.Statement, error] {
	return func(yield func(rdfio.Statement, error) bool) {
		format, _ := formatOf(name)
		if info, err := os.Stat(name); err != nil || info.IsDir() || format == "yamlld" {
			read, err := ReadPath(ctx, name)
			if err != nil {
				yield(rdfio.Statement{}, err)
				return
			}
			read.all(yield)
			return
		}
		err := openFile(name, func(r io.Reader, format string) error {
			for statement, err := range lines(ctx, r, name, nquads.Options{Triples: format == "nt"}) {
				if !yield(statement, err) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(rdfio.Statement{}, err)
		}
	}
}

// StreamNQuads gives the statements of a stream of N-Quads, as Stream does.
func StreamNQuads(ctx context.Context, r io.Reader, name string) iter.Seq2[rdfio.Statement, error] {
	return lines(ctx, r, name, nquads.Options{})
}

func (d *Dataset) all(yield func(rdfio.Statement, error) bool) {
	for _, m := range d.Mistakes {
		if !yield(rdfio.Statement{}, m) {
			return
		}
	}
	for _, s := range d.Statements {
		if !yield(s, nil) {
			return
		}
	}
}

// often is how many lines are read between two looks at the context.
const often = 1 << 10

func lines(ctx context.Context, r io.Reader, name string, options nquads.Options) iter.Seq2[rdfio.Statement, error] {
	return func(yield func(rdfio.Statement, error) bool) {
		reader := nquads.NewReader(r, name, options)
		for n := 0; ; n++ {
			if n%often == 0 && ctx.Err() != nil {
				yield(rdfio.Statement{}, ctx.Err())
				return
			}
			statement, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var mistake *rdfio.SyntaxError
			goesOn := err == nil || errors.As(err, &mistake)
			if !yield(statement, err) || !goesOn {
				return
			}
		}
	}
}
