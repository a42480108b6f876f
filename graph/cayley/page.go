package cayley

import "context"

// page are the rows of a plan after the first skip, at most limit of them where
// that is above 0.
type page struct {
	of          plan
	skip, limit int64
}

func (p page) cost() cost {
	c := p.of.cost()
	whole := c.rows * c.next
	c.rows = max(0, c.rows-float64(p.skip))
	if p.limit > 0 {
		c.rows = min(c.rows, float64(p.limit))
	}
	c.look = whole // until all of it is held
	return c
}

func (p page) scan() scanner {
	return &pageScan{stepper: stepper{scanner: p.of.scan()}, skip: p.skip, left: p.limit, limited: p.limit > 0}
}
func (p page) lookup() index { return &held{of: p} }

type pageScan struct {
	stepper
	skip, left int64
	limited    bool
}

func (s *pageScan) next(ctx context.Context) bool {
	for ; s.skip > 0; s.skip-- {
		if !s.step(ctx) {
			return false
		}
	}
	if s.limited && s.left == 0 {
		return false
	}
	s.left--
	return s.step(ctx)
}

func (s *pageScan) path(context.Context) bool { return false }
