package cayley

import (
	"cmp"
	"context"
)

// A test says of one node after the other whether it stays.
type test interface {
	passes(context.Context, node) bool
	err() error
	close()
}

// A testedScan gives the rows of a scan whose nodes pass a test.
type testedScan struct {
	scanner
	test test
}

func (s *testedScan) next(ctx context.Context) bool {
	for s.err() == nil && s.scanner.next(ctx) {
		if s.test.passes(ctx, s.node()) {
			return true
		}
	}
	return false
}

func (s *testedScan) err() error { return cmp.Or(s.test.err(), s.scanner.err()) }

func (s *testedScan) close() {
	s.test.close()
	s.scanner.close()
}

// A testedIndex finds the rows of nodes that pass a test.
type testedIndex struct {
	index
	test test
}

func (x *testedIndex) contains(ctx context.Context, n node) bool {
	return x.index.contains(ctx, n) && x.test.passes(ctx, n)
}

func (x *testedIndex) err() error { return cmp.Or(x.test.err(), x.index.err()) }

func (x *testedIndex) close() {
	x.test.close()
	x.index.close()
}
