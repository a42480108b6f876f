// Package sandbox answers free queries of others in disposable worker processes.
//
// A query is a program: it may loop for ever, ask for all the memory there is, or
// crash the engine that runs it. So its text never runs in the process of whoever
// asks. A Pool keeps workers, each with one open dataset and no more rights than
// reading it needs; what a query does to its worker ends with that worker.
package sandbox

import "encoding/json"

// A Request is one free query.
type Request struct {
	Language  string // one of graph.Languages
	Text      string
	Limit     int    // rows at most, where above zero; the pool's own limit holds besides
	Collation string // how a row is written: "" as Cayley's JSON, "jsonld" as its JSON-LD
}

// A Result is what a query gave: its rows as Cayley's HTTP API writes them.
type Result struct {
	Rows []json.RawMessage
}
