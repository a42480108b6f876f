// Package cayley runs Cayley on a dataset: it holds the quads behind Cayley's
// graph.QuadStore, answers which quads match a pattern, and runs Gizmo, GraphQL
// and MQL. It and what lies below it alone import Cayley, so the rest of the
// program does not know which store it stands on.
//
// What a question means, what the words of a vocabulary are and how answers are
// shown is left to package graph and those above it.
package cayley

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// A Store holds the quads of one dataset. Its methods may be called at the same
// time; they take turns, because even parallel reads of Cayley's memstore race
// on a cache field.
type Store struct {
	mu sync.Mutex
	qs graph.QuadStore
}

// New makes a store of the quads. Every quad must have a label: Cayley skips
// the others wherever a question asks who says so.
func New(quads iter.Seq[quad.Quad]) (*Store, error) {
	qs := memstore.New()
	for q := range quads {
		if q.Label == nil {
			return nil, fmt.Errorf("store quads: %v has no label", q)
		}
		qs.AddQuad(toNative(q))
	}
	return &Store{qs: qs}, nil
}

// Close gives back what the store holds.
func (s *Store) Close() error { return s.qs.Close() }

// Quads gives the quads that agree with the pattern in every value that is not
// nil, in the store's own order.
func (s *Store) Quads(ctx context.Context, pattern quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		// The lock is not held while the caller looks at a quad: it may ask again.
		found, err := s.scan(ctx, toNative(pattern))
		for _, q := range found {
			if !yield(fromNative(q), nil) {
				return
			}
		}
		if err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func (s *Store) scan(ctx context.Context, pattern quad.Quad) ([]quad.Quad, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shape, err := s.narrowest(ctx, pattern)
	if err != nil || shape == nil {
		return nil, err
	}
	var found []quad.Quad
	it := shape.Iterate()
	defer it.Close()
	for it.Next(ctx) {
		q, err := s.qs.Quad(it.Result())
		if err != nil {
			return found, err
		}
		if matches(q, pattern) {
			found = append(found, q)
		}
	}
	if err := it.Err(); err != nil {
		return found, err
	}
	// An iterator that was stopped by its context ends without an error.
	return found, ctx.Err()
}

// narrowest picks the index of the bound direction that has the fewest quads,
// or nil where some value of the pattern stands in no quad at all.
func (s *Store) narrowest(ctx context.Context, pattern quad.Quad) (graphShape, error) {
	var best graphShape
	var least int64
	for _, d := range quad.Directions {
		v := pattern.Get(d)
		if v == nil {
			continue
		}
		ref, err := s.qs.ValueOf(v)
		if err != nil || ref == nil {
			return nil, err
		}
		var size refs.Size
		if size, err = s.qs.QuadIteratorSize(ctx, d, ref); err != nil {
			return nil, err
		}
		if best == nil || size.Value < least {
			best, least = s.qs.QuadIterator(d, ref), size.Value
		}
	}
	if best == nil {
		best = s.qs.QuadsAllIterator()
	}
	return best, nil
}

func matches(q, pattern quad.Quad) bool {
	for _, d := range quad.Directions {
		if v := pattern.Get(d); v != nil && q.Get(d) != v {
			return false
		}
	}
	return true
}
