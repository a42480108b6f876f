package sandbox

import "encoding/json"

// A Request is one free query.
type Request struct {
	Language  string // one of graph.Languages
	Text      string
	Limit     int    // rows at most, where above zero; the pool's own limit holds besides
	Default   int    // rows of each path that asks for all, where above zero: graph.FreeQuery.Default
	Collation string // how a row is written: "" as Cayley's JSON, "jsonld" as its JSON-LD
}

// A Result is what a query gave: its rows as Cayley's HTTP API writes them.
type Result struct {
	Rows []json.RawMessage

	// Ended is the value in which a Gizmo program ended, as in g.V().count(); the last
	// row, which is null, stands for it. It is nil where there is none, or one that
	// only a program can use.
	Ended json.RawMessage
}
