package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A Row is what a Gizmo program tags on one way, in no order. It is only good until
// the next row is asked for: there are thousands of them with three or four tags, and a
// map for each would take longer than to find them.
type Row []Tagged

// Tagged is one tag of a row.
type Tagged struct {
	Tag   string
	Value quad.Value // nil where nothing stands there, as for the label of a quad without
}

// Get gives the value of a tag, or nil.
func (r Row) Get(tag string) quad.Value {
	for _, t := range r {
		if t.Tag == tag {
			return t.Value
		}
	}
	return nil
}

// endTag is the tag that Gizmo gives, by itself, to where a path ends.
const endTag = "id"

// Run runs programs of ours one after the other in one Gizmo session, so that
// the later see what the earlier define, and gives the rows of all of them, and an
// error as the last. The first sees vars as the global `args`: data, never spliced
// into a text. Gizmo looks for the next row while the caller has the last one.
//
// The programs must be trusted: Gizmo runs them in a goroutine without recover.
func (s *Store) Run(ctx context.Context, vars map[string]any, programs ...string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		args, err := json.Marshal(vars)
		if err != nil {
			yield(nil, fmt.Errorf("arguments of a question: %w", err))
			return
		}
		release, err := s.retain()
		if err != nil {
			yield(nil, err)
			return
		}
		r := running{names: namer{qs: s.qs, known: map[snapshot.ID]quad.Value{}}, session: s.sessions.take()}
		defer s.sessions.renew()
		defer func() { finish(r.open, release) }()
		for _, text := range append([]string{"var args = " + string(args)}, programs...) {
			more, err := r.run(ctx, text, yield)
			if err != nil {
				yield(nil, err)
			}
			if err != nil || !more {
				return
			}
		}
		if err := errors.Join(ctx.Err(), s.qs.snap.Err()); err != nil {
			yield(nil, err)
		}
	}
}

// running are programs in one session.
type running struct {
	names   namer
	session *gizmo.Session
	open    []*program // a session ends with its first Close
}

// run gives the rows of one program, and false where no more are wanted.
func (r *running) run(ctx context.Context, text string, yield func(Row, error) bool) (more bool, err error) {
	it, err := r.session.Execute(ctx, text, query.Options{Collation: query.Raw})
	if err != nil {
		return false, queryError(err)
	}
	p := &program{Iterator: it, aside: true}
	r.open = append(r.open, p)
	for p.Next(ctx) {
		result, ok := p.Result().(*gizmo.Result)
		if !ok || result.Tags == nil {
			continue
		}
		row, err := r.names.row(result.Tags)
		if err != nil {
			return false, err
		}
		if !yield(row, nil) {
			return false, nil
		}
	}
	if err := p.Err(); err != nil {
		return false, queryError(err)
	}
	return true, nil
}

// A namer gives refs their values, as they were written, and remembers them: a
// property and a passage stand in many rows.
type namer struct {
	qs    *quadStore
	known map[snapshot.ID]quad.Value
	last  Row
}

func (n *namer) row(tags map[string]refs.Ref) (Row, error) {
	row := n.last[:0]
	for tag, ref := range tags {
		if tag == endTag {
			continue
		}
		v, err := n.name(ref)
		if err != nil {
			return nil, err
		}
		row = append(row, Tagged{tag, v})
	}
	n.last = row
	return row, nil
}

func (n *namer) name(ref refs.Ref) (quad.Value, error) {
	id, ok := ref.(term)
	if !ok {
		v, err := n.qs.NameOf(ref)
		return exact(v), err
	}
	v, ok := n.known[snapshot.ID(id)]
	if !ok {
		if v = n.qs.snap.Term(snapshot.ID(id)); v == nil {
			return nil, n.qs.snap.Err()
		}
		n.known[snapshot.ID(id)] = v
	}
	return v, nil
}
