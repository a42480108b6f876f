package cayley

import "maps"

// tagged are the rows of a plan, each with more tags.
type tagged struct {
	plan
	more tagging
}

// A tagging is what a row gets: tags with its node, and tags that are the same for
// all rows.
type tagging struct {
	node  []string
	fixed tags
}

func (m tagging) add(dst tags, n node) {
	for _, t := range m.node {
		dst[t] = n.ref()
	}
	maps.Copy(dst, m.fixed)
}

func (t tagged) cost() cost {
	c := t.plan.cost()
	c.tags = true
	return c
}

func (t tagged) scan() scanner { return taggedScan{t.plan.scan(), t.more} }
func (t tagged) lookup() index { return taggedIndex{t.plan.lookup(), t.more} }

type taggedScan struct {
	scanner
	more tagging
}

func (s taggedScan) tag(dst tags) {
	s.scanner.tag(dst)
	s.more.add(dst, s.node())
}

type taggedIndex struct {
	index
	more tagging
}

func (x taggedIndex) tag(dst tags) {
	x.index.tag(dst)
	x.more.add(dst, x.node())
}
