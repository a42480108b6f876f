package cayley

import "context"

// not are the nodes of one plan that another does not have.
type not struct{ of, without plan }

func (n not) cost() cost {
	c, w := n.of.cost(), n.without.cost()
	return cost{rows: c.rows, next: c.next + w.look, look: c.look + w.look, tags: c.tags}
}

func (n not) scan() scanner { return &testedScan{n.of.scan(), outside{patiently(n.without)}} }
func (n not) lookup() index { return &testedIndex{n.of.lookup(), outside{patiently(n.without)}} }

// outside passes the nodes that an index does not have.
type outside struct{ index }

func (o outside) passes(ctx context.Context, n node) bool {
	return !o.contains(ctx, n) && o.err() == nil
}
