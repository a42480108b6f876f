package cayley

import "context"

// not are the nodes of one plan that another does not have.
type not struct{ of, without plan }

func (n not) cost() cost {
	c, w := n.of.cost(), n.without.cost()
	return cost{rows: c.rows, next: c.next + w.look, look: c.look + w.look, tags: c.tags}
}

func (n not) scan() scanner { return &notScan{n.of.scan(), excluded{x: patiently(n.without)}} }
func (n not) lookup() index { return &notIndex{n.of.lookup(), excluded{x: patiently(n.without)}} }

// excluded are nodes that do not count.
type excluded struct {
	x       index
	failure error
}

func (e *excluded) has(ctx context.Context, n node) bool {
	has := e.x.contains(ctx, n)
	e.failure = e.x.err()
	return has || e.failure != nil
}

type notScan struct {
	scanner
	excluded excluded
}

func (s *notScan) next(ctx context.Context) bool {
	for s.err() == nil && s.scanner.next(ctx) {
		if !s.excluded.has(ctx, s.node()) {
			return true
		}
	}
	return false
}

func (s *notScan) err() error {
	if s.excluded.failure != nil {
		return s.excluded.failure
	}
	return s.scanner.err()
}

func (s *notScan) close() {
	s.excluded.x.close()
	s.scanner.close()
}

type notIndex struct {
	index
	excluded excluded
}

func (x *notIndex) contains(ctx context.Context, n node) bool {
	return x.index.contains(ctx, n) && !x.excluded.has(ctx, n)
}

func (x *notIndex) err() error {
	if x.excluded.failure != nil {
		return x.excluded.failure
	}
	return x.index.err()
}

func (x *notIndex) close() {
	x.excluded.x.close()
	x.index.close()
}
