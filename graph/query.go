package graph

import (
	"context"
	"iter"

	"annals.example/graph/cayley"
)

// A ScriptValue is the value in which a Gizmo program ended, as in g.V().count().
// In JSON it is null, as in Cayley's HTTP API.
type ScriptValue = cayley.ScriptValue

// Query runs a free query in one of Languages and gives its rows as Cayley's HTTP
// API gives them under `result`, at most limit of them where limit is above zero.
// Errors are *QueryError, or the context's where it ends first.
//
// A text that Cayley cannot survive ends the process: this is for the text of whoever
// runs this program.
func (d *Dataset) Query(ctx context.Context, lang, text string, limit int) iter.Seq2[any, error] {
	return d.store.Query(ctx, lang, text, limit)
}
