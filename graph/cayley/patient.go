package cayley

import "context"

// patiently looks up the nodes of a plan, until that has taken as long as to go
// through all of it would; then it does so, and counts from there on. Without,
// the time would be the product of two parts where one of them has a node with
// very many quads.
func patiently(p plan) index {
	c := p.cost()
	const most = 1 << 20 // rows to keep in memory
	if c.tags || c.look < 2*probeCost || c.rows > most {
		return p.lookup()
	}
	return &patient{index: p.lookup(), of: p, left: 2 * (c.rows*(c.next+countCost) + probeCost), each: c.look}
}

// countCost is to put a row into a map.
const countCost = 50

type patient struct {
	index
	of         plan
	left, each float64 // time that lookups may still take, and one takes
}

func (p *patient) contains(ctx context.Context, n node) bool {
	if p.left > 0 {
		if p.left -= p.each; p.left <= 0 {
			p.count(ctx)
		}
	}
	return p.index.contains(ctx, n)
}

// count goes through the plan, but gives up where there is far more than was
// expected.
func (p *patient) count(ctx context.Context) {
	most := int(16*p.of.cost().rows) + 1000
	counted := counts{of: map[node]int{}}
	s := stepper{scanner: p.of.scan()}
	defer s.close()
	for n := 0; s.step(ctx); n++ {
		if n == most {
			return
		}
		counted.of[s.node()]++
	}
	if s.err() == nil {
		p.index.close()
		p.index = &counted
	}
}

// counts are how many rows nodes have.
type counts struct {
	untagged
	of map[node]int
	at node
	in int
}

func (c *counts) node() node { return c.at }

func (c *counts) contains(_ context.Context, n node) bool {
	c.at, c.in = n, 1
	return n != node{} && c.of[n] > 0
}

func (c *counts) path(context.Context) bool {
	if c.in < c.of[c.at] {
		c.in++
		return true
	}
	c.in = 1
	return false
}
