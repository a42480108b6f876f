package main

import "annals.example/internal/bench/measure"

// results are what was found.
type results struct {
	loads, parses, exports, colds table
	storeLoads, storeColds        table // on the smaller graph
	competitions                  []competition
	growth                        []growth
	serving                       []served
	absent                        []string // what is missing, with the reason
}

func newResults() results {
	return results{
		loads: table{name: "load"}, parses: table{name: "parse"}, exports: table{name: "export"}, colds: table{name: "cold"},
		storeLoads: table{name: "load"}, storeColds: table{name: "cold"},
	}
}

// A table is how long something took with each engine, in the order in which
// they first did it.
type table struct {
	name string
	rows []*entry
}

// An entry is one engine in a table.
type entry struct {
	name   string
	times  measure.Times
	peak   int64 // the most of all runs, bytes
	bytes  int64 // on disk
	memory bool  // what it made is gone when the process ends
}

func (t *table) row(name string) *entry {
	for _, e := range t.rows {
		if e.name == name {
			return e
		}
	}
	t.rows = append(t.rows, &entry{name: name})
	return t.rows[len(t.rows)-1]
}

func (t *table) note(name string, bytes int64, memory bool) {
	for _, e := range t.rows {
		if e.name == name {
			e.bytes, e.memory = bytes, memory
		}
	}
}

// A growth is what was found at one size.
type growth struct {
	quads int
	bytes int64
	build *entry
	times [lastQuestion + 1]measure.Times
}

func (t *table) add(name string, r measure.Run) {
	e := t.row(name)
	e.times = append(e.times, r.Time)
	e.peak = max(e.peak, r.Peak)
}
