package cayley

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// A ScriptValue is the value in which a Gizmo program ended, as in g.V().count().
// Cayley's HTTP API has null in its place, and so has its JSON.
type ScriptValue struct{ Value any }

// MarshalJSON gives null, as Cayley does.
func (ScriptValue) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// JSONLD is the collation that writes values as JSON-LD, so that a text is told from
// a name and its language stays.
const JSONLD = "jsonld"

// A FreeQuery is a query in one of Languages.
type FreeQuery struct {
	Language string
	Text     string
	Limit    int // rows at most, where above zero

	// Default is how many rows each path gives at most that is asked for all of them,
	// where above zero. It is the limit of Cayley's own server, which a text may pass
	// over: getLimit(500) gives 500 rows, and a second all() as many again.
	Default int

	// Collation is how values are written: "" as in Cayley's JSON, or JSONLD, which
	// gizmo alone has. It holds for rows, and for what a script gets to see.
	Collation string
}

// Query runs a free query and gives each row as Cayley gives it in the `result` of
// its HTTP API; a value in which a program ended is a ScriptValue.
//
// A text that Cayley cannot survive ends this process with it: text of
// strangers is not for here. Whoever has time between two queries calls Prepare.
func (s *Store) Query(ctx context.Context, q FreeQuery) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		session, err := s.session(q.Language)
		if err != nil {
			yield(nil, err)
			return
		}
		release, err := s.retain()
		if err != nil {
			yield(nil, err)
			return
		}
		var open []*program
		defer func() { finish(open, release) }()
		it, write, err := execute(ctx, session, q)
		if err != nil {
			yield(nil, queryError(err))
			return
		}
		p := &program{Iterator: it, aside: q.Language == "gizmo"}
		open = append(open, p)
		for n := 0; p.Next(ctx); n++ {
			if q.Limit > 0 && n == q.Limit { // getLimit and emit pass over the session's own limit
				return
			}
			row, err := s.result(p.Result(), write)
			if !yield(row, err) || err != nil {
				return
			}
		}
		if err := errors.Join(p.Err(), ctx.Err()); err != nil {
			yield(nil, queryError(err))
		} else if err := s.qs.snap.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// execute has a session begin with a query, and says how the values of its rows are
// written where they come raw.
func execute(ctx context.Context, session query.Session, q FreeQuery) (query.Iterator, func(quad.Value) any, error) {
	options := query.Options{Collation: query.JSON, Limit: q.Limit}
	if q.Default > 0 && (q.Limit <= 0 || q.Default < q.Limit) {
		options.Limit = q.Default
	}
	switch {
	case q.Collation != "" && q.Collation != JSONLD:
		return nil, nil, fmt.Errorf("no collation %q: it is %q or none", q.Collation, JSONLD)
	case q.Language != "gizmo" && q.Collation == JSONLD:
		return nil, nil, fmt.Errorf("%s has no answers in JSON-LD: ask for JSON", q.Language)
	case q.Language != "gizmo":
		it, err := session.Execute(ctx, q.Text, options)
		return it, nil, err
	}
	options.Collation = query.Raw // JSON would lose the value in which it ends
	rows, err := session.Execute(ctx, q.Text, options)
	if err != nil || q.Collation == "" {
		return rows, plainJSON, err
	}
	// A program sees its values in the collation of the last Execute of its session;
	// what its iterator gives is in the iterator's own. So the rows stay raw here too.
	options.Collation = query.JSONLD
	values, err := session.Execute(ctx, q.Text, options)
	return inJSONLD{rows, values}, linkedJSON, err
}

// inJSONLD are raw rows of a program that sees its values as JSON-LD.
type inJSONLD struct {
	query.Iterator
	values query.Iterator // holds the context under which the program runs
}

func (r inJSONLD) Close() error { return errors.Join(r.values.Close(), r.Iterator.Close()) }

// result writes a raw row of Gizmo as one of its own collations does.
func (s *Store) result(row any, write func(quad.Value) any) (any, error) {
	r, ok := row.(*gizmo.Result)
	switch {
	case !ok:
		return row, nil
	case r.Meta:
		return ScriptValue{r.Val}, nil
	case r.Tags == nil:
		return r.Val, nil
	}
	object := make(map[string]any, len(r.Tags))
	for tag, ref := range r.Tags {
		v, err := s.qs.NameOf(ref)
		if err != nil {
			return nil, err
		}
		if v != nil {
			object[tag] = write(v)
		}
	}
	return object, nil
}

// plainJSON writes a value as Cayley's JSON does: without language, and a text like
// a name.
func plainJSON(v quad.Value) any {
	native := v.Native()
	if same, ok := native.(quad.Value); ok && same == v {
		return quad.StringOf(v)
	}
	return native
}

// mostExact is the largest integer up to which every JSON reader is exact: RFC 8259,
// section 6.
const mostExact = 1<<53 - 1

// linkedJSON writes a value as Cayley's JSON-LD does, except that a literal keeps its
// text and its datatype where a JSON number would change them: "01", 1.50, 2^63.
func linkedJSON(v quad.Value) any {
	switch n := v.(type) {
	case quad.Int:
		if n >= -mostExact && n <= mostExact {
			return int64(n)
		}
	case quad.Bool:
		return bool(n)
	}
	switch v := exact(v).(type) {
	case quad.String:
		return string(v)
	case quad.IRI:
		return map[string]any{"@id": string(v)}
	case quad.LangString:
		return map[string]any{"@value": string(v.Value), "@language": v.Lang}
	case quad.TypedString:
		return map[string]any{"@value": string(v.Value), "@type": string(v.Type)}
	default: // blank nodes
		return map[string]any{"@id": v.String()}
	}
}
