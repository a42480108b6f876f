package cayley

import (
	"context"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A walk goes through quads: some filters are gone through, one within the
// other, each row binding its direction; the rest is asked of every quad that is
// left.
type walk struct {
	watch
	q       *quads
	begun   bool
	levels  []level
	open    int // levels that are gone through now
	pattern snapshot.Quad
	cursor  snapshot.Cursor
	quads   bool // the cursor may have more quads
	asked   odometer
	failure error
}

// A level goes through one filter.
type level struct {
	filter int
	rows   stepper
}

// start begins anew, with a pattern that may bind more than that of the quads.
func (w *walk) start(p snapshot.Quad) {
	w.leave()
	w.begun, w.pattern, w.levels = true, p, w.levels[:0]
	rows := w.q.rows(p)
	for _, f := range w.q.order(p, rows.Max()).outer {
		w.levels = append(w.levels, level{filter: f})
	}
	if w.asked.parts == nil && len(w.q.filters) > 0 {
		w.asked = newOdometer(len(w.q.filters))
	}
	for i, f := range w.q.filters {
		w.asked.idle[i] = f.plan == nil
	}
	for _, l := range w.levels {
		w.asked.idle[l.filter] = true
	}
	if w.quads = len(w.levels) == 0; w.quads {
		w.cursor = rows.Cursor()
	} else {
		w.enter()
	}
}

// enter opens one more level.
func (w *walk) enter() {
	l := &w.levels[w.open]
	l.rows = stepper{scanner: w.q.filters[l.filter].plan.scan()}
	w.open++
}

func (w *walk) next(ctx context.Context) bool {
	for {
		for w.quads && w.failure == nil && w.cursor.Next() {
			if w.ended(ctx) {
				w.failure = w.over
			} else if w.fits(ctx) {
				return true
			}
		}
		w.quads = false
		if w.failure != nil || !w.advance(ctx) {
			return false
		}
	}
}

// advance goes to the next rows of the levels.
func (w *walk) advance(ctx context.Context) bool {
	for w.open > 0 {
		l := &w.levels[w.open-1]
		if !l.rows.step(ctx) {
			if w.failure = l.rows.err(); w.failure != nil {
				return false
			}
			l.rows.close()
			w.open--
			continue
		}
		id := l.rows.node().id
		if id == 0 {
			continue
		}
		*get(&w.pattern, w.q.filters[l.filter].dir) = id
		for i := w.open; i < len(w.levels); i++ {
			*get(&w.pattern, w.q.filters[w.levels[i].filter].dir) = 0
		}
		if w.open < len(w.levels) {
			w.enter()
			continue
		}
		w.cursor, w.quads = w.q.rows(w.pattern).Cursor(), true
		return true
	}
	return false
}

// fits asks the filters that are no levels.
func (w *walk) fits(ctx context.Context) bool {
	if w.q.labelled && w.cursor.Label() == snapshot.NoLabel {
		return false
	}
	for i, f := range w.q.filters {
		if w.asked.idle[i] {
			continue
		}
		if w.asked.parts[i] == nil {
			w.asked.parts[i] = patiently(f.plan)
		}
		if !w.asked.parts[i].contains(ctx, w.at(f.dir)) {
			w.failure = w.asked.parts[i].err()
			return false
		}
	}
	return true
}

// path goes to another way in which the filters have the nodes of the quad.
func (w *walk) path(ctx context.Context) bool {
	return w.failure == nil && w.asked.path(ctx, &w.failure)
}

func (w *walk) at(d quad.Direction) node {
	switch d {
	case quad.Subject:
		return node{id: w.cursor.Subject()}
	case quad.Predicate:
		return node{id: w.cursor.Predicate()}
	case quad.Object:
		return node{id: w.cursor.Object()}
	}
	return at(w.cursor.Label())
}

func (w *walk) tag(dst tags) {
	for i, f := range w.q.filters {
		if f.plan != nil {
			w.rows(i).tag(dst)
		}
		if len(f.tags) > 0 {
			ref := w.at(f.dir).ref()
			for _, t := range f.tags {
				dst[t] = ref
			}
		}
	}
}

// rows are the rows of a filter.
func (w *walk) rows(f int) rows {
	for i := range w.levels {
		if w.levels[i].filter == f {
			return &w.levels[i].rows
		}
	}
	return w.asked.parts[f]
}

func (w *walk) err() error { return w.failure }

func (w *walk) close() {
	w.leave()
	w.asked.close()
}

// leave ends the levels.
func (w *walk) leave() {
	for ; w.open > 0; w.open-- {
		w.levels[w.open-1].rows.close()
	}
}
