package graph

import (
	"context"
	"iter"

	"annals.example/graph/snapshot"
)

// A Change is a claim that stands in one of two datasets alone.
type Change struct {
	Claim Claim
	Added bool // it stands in the second; else it stood in the first
}

// Diff gives the claims in which two datasets differ, those of one passage together.
// Of two snapshots no more is held in memory than four bytes for each term.
func Diff(ctx context.Context, from, to *Dataset) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for c, err := range snapshot.Diff(ctx, from.snap, to.snap) {
			q := c.Quad
			if !yield(Change{Claim{q.Subject, q.Predicate, q.Object, q.Label}, c.Added}, err) {
				return
			}
		}
	}
}
