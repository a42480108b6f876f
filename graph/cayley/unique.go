package cayley

import (
	"context"
)

// unique are the nodes of a plan, each with one of its rows.
type unique struct {
	of    plan
	terms int // how many there are in the file
}

func (u unique) cost() cost {
	c := u.of.cost()
	c.rows, c.exact = min(c.rows, float64(u.terms)), false
	c.next += 5
	return c
}

func (u unique) scan() scanner { return &uniqueScan{u.of.scan(), newSeen(u.terms)} }
func (u unique) lookup() index { return once{u.of.lookup()} }

type uniqueScan struct {
	scanner
	seen seen
}

func (s *uniqueScan) next(ctx context.Context) bool {
	for s.scanner.next(ctx) {
		if s.seen.add(s.node()) {
			return true
		}
	}
	return false
}

func (s *uniqueScan) path(context.Context) bool { return false }

// once leaves out further rows of a node.
type once struct{ index }

func (once) path(context.Context) bool { return false }

// seen is a set of nodes: bits by id, in pages that are made where needed, so
// that few nodes of a large file take little.
type seen struct {
	pages []*[pageBits / 64]uint64
	other map[node]bool
}

const pageBits = 1 << 12

func newSeen(terms int) seen {
	return seen{pages: make([]*[pageBits / 64]uint64, terms/pageBits+1)}
}

// add reports whether the node is new.
func (s *seen) add(n node) bool {
	if n.id == 0 || int(n.id/pageBits) >= len(s.pages) {
		if s.other[n] {
			return false
		}
		if s.other == nil {
			s.other = map[node]bool{}
		}
		s.other[n] = true
		return true
	}
	page := &s.pages[n.id/pageBits]
	if *page == nil {
		*page = new([pageBits / 64]uint64)
	}
	word, bit := &(*page)[n.id%pageBits/64], uint64(1)<<(n.id%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}
