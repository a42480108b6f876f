package graph

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/dataset"
	"annals.example/internal/rdfio"
)

// Extension is the ending of a snapshot's file name.
const Extension = ".annals"

// BuildOptions say how a dataset is compiled.
type BuildOptions struct {
	// Memory is about how many bytes the build may take, 0 for 1 GiB. What does not
	// fit is sorted on disk, beside the file.
	Memory int64

	// Progress is told how far a phase is; of reading, nobody knows the total, 0.
	Progress func(phase string, done, total int64)

	// Mistake is told every mistake of the files, and the build goes on reading, to
	// find them all; without it the first ends the build. With a mistake nothing is
	// written.
	Mistake func(error)
}

// Build compiles what stands at the paths, all together, to one snapshot. The file
// is there whole or not at all; building over one that is in use is safe. Its bytes
// depend on the set of statements alone. The error of a mistake is an
// *UnreadableError.
func Build(ctx context.Context, file string, paths []string, o BuildOptions) error {
	if done, err := buildLines(ctx, file, paths, o); done || err != nil {
		return err
	}
	return build(ctx, file, func(yield func(rdfio.Statement, error) bool) {
		for _, path := range paths {
			for s, err := range dataset.Stream(ctx, path) {
				if !yield(s, err) {
					return
				}
			}
		}
	}, o)
}

// BuildReader compiles N-Quads from a stream, as Build does.
func BuildReader(ctx context.Context, file string, r io.Reader, name string, o BuildOptions) error {
	return build(ctx, file, dataset.StreamNQuads(ctx, r, name), o)
}

func build(ctx context.Context, file string, statements iter.Seq2[rdfio.Statement, error], o BuildOptions) error {
	var first error
	more := 0
	quads := func(yield func(quad.Quad, error) bool) {
		for s, err := range statements {
			var mistake *rdfio.SyntaxError
			switch {
			case errors.As(err, &mistake) && o.Mistake != nil:
				o.Mistake(err)
				if first == nil {
					first = err
				} else {
					more++
				}
				continue
			case errors.As(err, &mistake):
				err = &UnreadableError{Path: mistake.At.File, First: err}
			case err == nil && first != nil: // nothing will be written
				continue
			}
			if s.Label == nil {
				s.Label = unlabelled
			}
			if !yield(s.Quad, err) {
				return
			}
		}
		if first != nil {
			yield(quad.Quad{}, &UnreadableError{Path: "the input", First: first, More: more})
		}
	}
	err := snapshot.Build(ctx, file, quads, o.snapshot())
	var unreadable *UnreadableError
	if errors.As(err, &unreadable) { // the place of the mistake comes first
		return unreadable
	}
	return err
}

func (o BuildOptions) snapshot() snapshot.Options {
	options := snapshot.Options{Memory: o.Memory}
	if o.Progress != nil {
		options.Progress = func(phase snapshot.Phase, done, total int64) { o.Progress(phase.String(), done, total) }
	}
	return options
}

// Verify reads a snapshot whole and holds it against its checksums and all that
// must be true of it.
func Verify(ctx context.Context, file string, progress func(done, total int64)) error {
	s, err := snapshot.Open(file)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Verify(ctx, progress)
}

// ErrDamaged says that a snapshot is not as it was built: build it again.
var ErrDamaged = snapshot.ErrDamaged
