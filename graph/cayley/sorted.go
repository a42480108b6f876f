package cayley

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// sorted are the rows of a plan in the order of the texts of their nodes.
type sorted struct {
	of plan
	s  *quadStore
}

func (s sorted) cost() cost {
	c := s.of.cost()
	c.next += 2 * termCost
	return c
}

func (s sorted) lookup() index { return s.of.lookup() } // where order makes no difference
func (s sorted) scan() scanner { return &sortedScan{sorted: s} }

type sortedScan struct {
	sorted
	rows    []sortedRow
	begun   bool
	at      int
	failure error
}

type sortedRow struct {
	node node
	text string
	tags tags
}

func (s *sortedScan) node() node                { return s.rows[s.at].node }
func (s *sortedScan) tag(dst tags)              { maps.Copy(dst, s.rows[s.at].tags) }
func (s *sortedScan) path(context.Context) bool { return false }
func (s *sortedScan) err() error                { return s.failure }
func (s *sortedScan) close()                    { s.rows = nil }

func (s *sortedScan) next(ctx context.Context) bool {
	if s.at++; !s.begun {
		s.begun, s.at = true, 0
		s.failure = s.fill(ctx)
	}
	return s.failure == nil && s.at < len(s.rows)
}

func (s *sortedScan) fill(ctx context.Context) error {
	from := stepper{scanner: s.of.scan()}
	defer from.close()
	for from.step(ctx) {
		r := sortedRow{node: from.node(), tags: tags{}}
		v, err := s.s.NameOf(r.node.ref())
		if err != nil {
			return err
		}
		r.text = quad.StringOf(v)
		from.tag(r.tags)
		s.rows = append(s.rows, r)
	}
	slices.SortStableFunc(s.rows, func(a, b sortedRow) int { return strings.Compare(a.text, b.text) })
	return from.err()
}
