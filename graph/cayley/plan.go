package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph/refs"
)

// A plan is how a part of a query is answered. It is a bag of rows: each a node
// and what is tagged on the way to it. What the parts of a query mean together
// is bag algebra throughout, so that it does not matter which part is gone
// through and which is looked up: two ways to a node in one part and three in
// another are six rows. Cayley's own iterators give four, five or six, by what
// they take for cheaper.
type plan interface {
	scan() scanner
	lookup() index
	cost() cost
}

// rows are what scanners and indexes have in common: they stand at a row.
type rows interface {
	node() node
	// tag adds the tags of the row.
	tag(tags)
	// path goes to the next row of the same node, if there is one. It is only
	// asked once there is a row. After it said no, it stands at the first row of
	// the node again, and would go through them again.
	path(context.Context) bool
	err() error
	close()
}

// A scanner goes through all rows.
type scanner interface {
	rows
	next(context.Context) bool
}

// An index finds the rows of a node. Nothing has rows of the zero node.
type index interface {
	rows
	contains(context.Context, node) bool
}

type tags = map[string]refs.Ref

// untagged are the methods of rows that have no tags; that each node has one row, and
// that nothing can fail, holds unless they say otherwise.
type untagged struct{}

func (untagged) tag(tags)                  {}
func (untagged) path(context.Context) bool { return false }
func (untagged) err() error                { return nil }
func (untagged) close()                    {}

// A cost is what a plan takes, about.
type cost struct {
	rows  float64 // how many a scan gives
	exact bool    // rows is the number
	next  float64 // time of each of them, in nanoseconds
	look  float64 // time of a lookup
	tags  bool    // rows have tags
}

// What things take, in nanoseconds, roughly; only their proportions count.
const (
	rowCost   = 10  // to go on in a range
	probeCost = 200 // to find a range
	termCost  = 150 // to make a value
)

// A stepper goes through all rows of a scanner one by one, whether they have
// nodes of their own or not.
type stepper struct {
	scanner
	begun bool
}

func (s *stepper) step(ctx context.Context) bool {
	if s.begun && s.path(ctx) {
		return true
	}
	s.begun = true
	return s.err() == nil && s.next(ctx)
}

// A watch looks at a context now and then.
type watch struct {
	steps uint8
	over  error
}

func (w *watch) ended(ctx context.Context) bool {
	if w.steps++; w.steps == 0 {
		w.over = ctx.Err()
	}
	return w.over != nil
}
