package cayley

import (
	"context"

	"annals.example/graph/snapshot"
)

// between are the terms of a range of ids, each once.
type between struct{ ids snapshot.IDs }

func (b between) scan() scanner { return &betweenScan{after: b.ids.Lo, end: b.ids.Hi} }
func (b between) lookup() index { return &betweenIndex{ids: b.ids} }
func (b between) cost() cost {
	return cost{rows: float64(b.ids.Len()), exact: true, next: 1, look: 1}
}

type betweenScan struct {
	untagged
	watch
	id, after, end snapshot.ID
}

func (s *betweenScan) node() node { return node{id: s.id} }
func (s *betweenScan) err() error { return s.over }

func (s *betweenScan) next(ctx context.Context) bool {
	if s.after >= s.end || s.ended(ctx) {
		return false
	}
	s.id = s.after
	s.after++
	return true
}

type betweenIndex struct {
	untagged
	ids snapshot.IDs
	id  snapshot.ID
}

func (x *betweenIndex) node() node { return node{id: x.id} }

func (x *betweenIndex) contains(_ context.Context, n node) bool {
	x.id = n.id
	return n.id != 0 && x.ids.Has(n.id)
}

// fixed are some nodes, which may be among them several times. None of them is
// the zero node.
type fixed []node

// manyFixed is where a map is faster than to compare one by one.
const manyFixed = 8

func (f fixed) scan() scanner { return &fixedScan{left: f} }
func (f fixed) cost() cost    { return cost{rows: float64(len(f)), exact: true, next: 1, look: 10} }

func (f fixed) lookup() index {
	x := &fixedIndex{nodes: f}
	if len(f) > manyFixed {
		x.times = make(map[node]int, len(f))
		for _, n := range f {
			x.times[n]++
		}
	}
	return x
}

type fixedScan struct {
	untagged
	at   node
	left []node
}

func (s *fixedScan) node() node { return s.at }

func (s *fixedScan) next(context.Context) bool {
	if len(s.left) == 0 {
		return false
	}
	s.at, s.left = s.left[0], s.left[1:]
	return true
}

type fixedIndex struct {
	untagged
	nodes       []node
	times       map[node]int // of each node, where there are many
	at          node
	count, seen int // how often it is among them, and was given
}

func (x *fixedIndex) node() node { return x.at }

func (x *fixedIndex) contains(_ context.Context, n node) bool {
	x.at, x.count, x.seen = n, 0, 1
	if x.times != nil {
		x.count = x.times[n]
		return x.count > 0
	}
	for _, m := range x.nodes {
		if m == n {
			x.count++
		}
	}
	return x.count > 0
}

func (x *fixedIndex) path(context.Context) bool {
	if x.seen < x.count {
		x.seen++
		return true
	}
	x.seen = 1
	return false
}
