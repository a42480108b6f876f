package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// counted is how many rows a plan has, as one node.
type counted struct {
	of plan
	s  *quadStore
}

func (c counted) cost() cost {
	of := c.of.cost()
	if of.exact {
		return cost{rows: 1, exact: true, next: 1, look: 1}
	}
	return cost{rows: 1, exact: true, next: of.rows * of.next, look: of.rows * of.next}
}

func (c counted) lookup() index { return &held{of: c} }
func (c counted) scan() scanner { return &countedScan{counted: c} }

type countedScan struct {
	untagged
	counted
	at      node
	done    bool
	failure error
}

func (s *countedScan) node() node { return s.at }
func (s *countedScan) err() error { return s.failure }

func (s *countedScan) next(ctx context.Context) bool {
	if s.done {
		return false
	}
	s.done = true
	n := 0
	if c := s.of.cost(); c.exact {
		n = int(c.rows)
	} else {
		rows := stepper{scanner: s.of.scan()}
		defer rows.close()
		for rows.step(ctx) {
			n++
		}
		s.failure = rows.err()
	}
	s.at, _ = s.s.nodeOf(refs.PreFetched(quad.Int(n)))
	return s.failure == nil
}
