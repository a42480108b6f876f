package graph

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
)

// Quads gives the statements that agree with the pattern in every value that is not
// nil, as they were written, in the order of the compiled dataset: those of one subject
// stand together, unless the pattern leaves only the subject open. A statement that
// stands outside any graph has no label.
func (d *Dataset) Quads(ctx context.Context, pattern quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range d.store.Quads(ctx, pattern) {
			if q.Label == unlabelled {
				q.Label = nil
			}
			if !yield(q, err) {
				return
			}
		}
	}
}
