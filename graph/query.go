package graph

import (
	"context"
	"iter"

	"annals.example/graph/cayley"
)

// A ScriptValue is the value in which a Gizmo program ended, as in g.V().count().
// In JSON it is null, as in Cayley's HTTP API.
type ScriptValue = cayley.ScriptValue

// A FreeQuery is a query in a language of Cayley's.
type FreeQuery = cayley.FreeQuery

// CollationJSONLD is the Collation of a FreeQuery whose values are to be JSON-LD.
const CollationJSONLD = cayley.JSONLD

// Query runs a free query and gives its rows as Cayley's HTTP API gives them under
// `result`. Errors are *QueryError, or the context's where it ends first.
//
// A text that Cayley cannot survive ends the process: text of others is for
// internal/sandbox.
func (d *Dataset) Query(ctx context.Context, q FreeQuery) iter.Seq2[any, error] {
	return d.store.Query(ctx, q)
}

// Prepare makes the next query in Gizmo faster. It takes as long as a small query
// itself: it is for when none waits.
func (d *Dataset) Prepare() { d.store.Prepare() }
