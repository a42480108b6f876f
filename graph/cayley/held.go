package cayley

import (
	"context"
	"maps"
)

// held finds the rows of a plan in memory, after one scan. It is for what has
// no rows of a node by itself: the first ten of a path.
type held struct {
	of      plan
	rows    map[node][]tags
	at      node
	in      int
	failure error
}

func (h *held) node() node   { return h.at }
func (h *held) tag(dst tags) { maps.Copy(dst, h.rows[h.at][h.in]) }
func (h *held) err() error   { return h.failure }
func (h *held) close()       {}

func (h *held) contains(ctx context.Context, n node) bool {
	if h.rows == nil && h.failure == nil {
		h.failure = h.fill(ctx)
	}
	h.at, h.in = n, 0
	return h.failure == nil && n != node{} && len(h.rows[n]) > 0
}

func (h *held) path(context.Context) bool {
	if h.in+1 < len(h.rows[h.at]) {
		h.in++
		return true
	}
	h.in = 0
	return false
}

func (h *held) fill(ctx context.Context) error {
	h.rows = map[node][]tags{}
	tagged := h.of.cost().tags
	s := stepper{scanner: h.of.scan()}
	defer s.close()
	for s.step(ctx) {
		var t tags
		if tagged {
			t = tags{}
			s.tag(t)
		}
		h.rows[s.node()] = append(h.rows[s.node()], t)
	}
	return s.err()
}
