package cayley

import "context"

// or are the rows of all parts.
type or []plan

// newOr leaves out what has no rows.
func newOr(parts []plan) plan {
	var o or
	for _, p := range parts {
		if f, ok := p.(fixed); !ok || len(f) > 0 {
			o = append(o, p)
		}
	}
	share(o)
	switch len(o) {
	case 0:
		return fixed{}
	case 1:
		return o[0]
	}
	return o
}

func (o or) cost() (sum cost) {
	sum.exact = true
	time := 0.0
	for _, p := range o {
		c := p.cost()
		sum.rows += c.rows
		time += c.rows * c.next
		sum.look += c.look
		sum.exact = sum.exact && c.exact
		sum.tags = sum.tags || c.tags
	}
	sum.next = time / max(1, sum.rows)
	return sum
}

func (o or) scan() scanner { return &orScan{left: o, scanner: fixed{}.scan()} }

func (o or) lookup() index {
	x := &orIndex{}
	for _, p := range o {
		x.parts = append(x.parts, patiently(p))
	}
	return x
}

// An orScan stands in one part.
type orScan struct {
	scanner
	left []plan
}

func (s *orScan) next(ctx context.Context) bool {
	for !s.scanner.next(ctx) {
		if s.err() != nil || len(s.left) == 0 {
			return false
		}
		s.close()
		s.scanner, s.left = s.left[0].scan(), s.left[1:]
	}
	return true
}

type orIndex struct {
	parts     []index
	first, in int // the first part that has the node, and where it stands
	at        node
	failure   error
}

func (x *orIndex) node() node   { return x.at }
func (x *orIndex) tag(dst tags) { x.parts[x.in].tag(dst) }
func (x *orIndex) err() error   { return x.failure }

func (x *orIndex) contains(ctx context.Context, n node) bool {
	x.at = n
	x.first = x.from(ctx, 0)
	x.in = x.first
	return x.first < len(x.parts)
}

// from finds the next part that has the node.
func (x *orIndex) from(ctx context.Context, i int) int {
	for ; i < len(x.parts); i++ {
		if x.parts[i].contains(ctx, x.at) {
			return i
		}
		if x.failure = x.parts[i].err(); x.failure != nil {
			return len(x.parts)
		}
	}
	return i
}

func (x *orIndex) path(ctx context.Context) bool {
	if x.parts[x.in].path(ctx) {
		return true
	}
	if x.failure = x.parts[x.in].err(); x.failure != nil {
		return false
	}
	if x.in = x.from(ctx, x.in+1); x.in < len(x.parts) {
		return true
	}
	x.in = x.first // which stands at its first row since it said no
	return false
}

func (x *orIndex) close() {
	for _, p := range x.parts {
		p.close()
	}
}
