// Package cayley runs Cayley on a dataset: it shows a snapshot to Cayley as its
// graph.QuadStore, answers which quads match a pattern, and runs Gizmo, GraphQL
// and MQL. It and what lies below it alone import Cayley, so the rest of the
// program does not know which store it stands on.
//
// Queries are not answered by Cayley's iterators, which mix up rows (two saved
// tags with two values each give three rows instead of four) and depend on
// guesses at sizes. Where Cayley asks the store to optimize a query, it gets a
// plan instead, whose parts are in this package: ranges of quads, and what is
// done with their nodes.
//
// What a question means, what the words of a vocabulary are and how answers are
// shown is left to package graph and those above it.
package cayley

import (
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A Store holds the quads of one dataset. Its methods may be called at the same
// time.
type Store struct {
	qs       *quadStore
	sessions sessions
}

// Open makes a store of a snapshot, which it closes. Quads without label are
// found, but Cayley skips them wherever a question asks who says so.
func Open(s *snapshot.Snapshot) *Store {
	qs := &quadStore{s}
	return &Store{qs: qs, sessions: newSessions(qs)}
}

// QuadStore shows a snapshot to Cayley's own code: its paths, its query languages, its
// servers. Closing it leaves the snapshot open.
func QuadStore(s *snapshot.Snapshot) graph.QuadStore { return &quadStore{s} }

// Close gives back what the store holds, as soon as nobody reads it any more.
func (s *Store) Close() error { return s.qs.snap.Close() }

// retain keeps the snapshot open until release is called.
func (s *Store) retain() (release func(), err error) {
	snap := s.qs.snap
	if !snap.Retain() {
		return nil, snapshot.ErrClosed
	}
	return func() { _ = snap.Close() }, nil // it is a file that was only read
}

// Quads gives the quads that agree with the pattern in every value that is not
// nil, as they were written, in the store's own order.
func (s *Store) Quads(ctx context.Context, pattern quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		release, err := s.retain()
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer release()
		if err := ctx.Err(); err != nil {
			yield(quad.Quad{}, err)
			return
		}
		snap := s.qs.snap
		pattern.Object = exact(pattern.Object)
		if ids, ok := snap.Find(pattern); ok {
			n := 0
			for q := range snap.Range(ids).Quads() {
				if n++; n%256 == 0 && ctx.Err() != nil {
					break
				}
				if !yield(q, nil) {
					return
				}
			}
		}
		if err := errors.Join(ctx.Err(), snap.Err()); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}
