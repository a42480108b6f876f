package cayley

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A quadStore shows a snapshot to Cayley. Queries that go through its optimizer
// become plans; the rest of Cayley reads it quad by quad.
type quadStore struct{ snap *snapshot.Snapshot }

var (
	_ graph.QuadStore = (*quadStore)(nil)
	_ shape.Optimizer = (*quadStore)(nil)
)

// errReadOnly says that a dataset changes only by a new edition.
var errReadOnly = errors.New("the dataset is read only: build a new edition")

// ApplyDeltas refuses.
func (s *quadStore) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errReadOnly }

// NewQuadWriter refuses.
func (s *quadStore) NewQuadWriter() (quad.WriteCloser, error) { return nil, errReadOnly }

// Close does nothing: the snapshot is its opener's.
func (s *quadStore) Close() error { return nil }

// ValueOf gives the ref of a value.
func (s *quadStore) ValueOf(v quad.Value) (refs.Ref, error) {
	if id := s.find(v); id != 0 {
		return term(id), nil
	}
	return unknown{}, s.snap.Err()
}

// NameOf gives the value of a ref, or nil where it has none.
func (s *quadStore) NameOf(ref refs.Ref) (quad.Value, error) {
	switch ref := ref.(type) {
	case term:
		if v := s.snap.Term(snapshot.ID(ref)); v != nil {
			return native(v), nil
		}
		return nil, s.snap.Err()
	case refs.PreFetchedValue:
		return ref.NameOf(), nil
	}
	return nil, nil
}

// Quad gives the quad of a ref, the zero one where it is of none.
func (s *quadStore) Quad(ref refs.Ref) (quad.Quad, error) {
	r, ok := ref.(row)
	if !ok {
		return quad.Quad{}, nil
	}
	q := s.snap.Quad(snapshot.Row(r))
	q.Object = native(q.Object)
	return q, s.snap.Err()
}

// QuadDirection gives the ref of one node of a quad, or nil.
func (s *quadStore) QuadDirection(ref refs.Ref, d quad.Direction) (refs.Ref, error) {
	r, ok := ref.(row)
	if !ok {
		return nil, nil
	}
	q := s.snap.At(snapshot.Row(r))
	return at(*get(&q, d)).ref(), nil
}

// QuadIterator gives the quads that have a node in a direction.
func (s *quadStore) QuadIterator(d quad.Direction, ref refs.Ref) iterator.Shape {
	q, ok := s.with(d, ref)
	if !ok {
		return iterator.NewNull()
	}
	return quadRows{q}
}

// QuadIteratorSize tells how many they are.
func (s *quadStore) QuadIteratorSize(_ context.Context, d quad.Direction, ref refs.Ref) (refs.Size, error) {
	q, ok := s.with(d, ref)
	if !ok {
		return refs.Size{Exact: true}, nil
	}
	return refs.Size{Value: int64(q.rows(q.pattern).Max()), Exact: true}, nil
}

func (s *quadStore) with(d quad.Direction, ref refs.Ref) (*quads, bool) {
	id, ok := ref.(term)
	if !ok {
		return nil, false
	}
	q := &quads{s: s.snap}
	*get(&q.pattern, d) = snapshot.ID(id)
	return q, true
}

// NodesAllIterator gives all nodes.
func (s *quadStore) NodesAllIterator() iterator.Shape {
	return built{between{everything(s.snap)}}
}

// QuadsAllIterator gives all quads.
func (s *quadStore) QuadsAllIterator() iterator.Shape { return quadRows{&quads{s: s.snap}} }

// Stats are exact, and cost nothing.
func (s *quadStore) Stats(context.Context, bool) (graph.Stats, error) {
	return graph.Stats{
		Nodes: refs.Size{Value: int64(s.snap.Terms()), Exact: true},
		Quads: refs.Size{Value: int64(s.snap.Len()), Exact: true},
	}, s.snap.Err()
}
