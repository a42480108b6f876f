package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"annals.example/graph"
)

// Once answers one query in a worker that is started for it alone. Of Options, what
// is said of several workers and queries counts for nothing. Errors are those of
// Pool.Query, and why the worker did not start.
func Once(ctx context.Context, o Options, r Request) (*Result, error) {
	o.Workers, o.Requests = 1, 1
	err := o.complete()
	if o.Snapshot != nil {
		defer o.Snapshot.Close()
	}
	if err != nil {
		return nil, err
	}
	if err := o.check(r); err != nil {
		return nil, err
	}
	w, err := start(&o, ctx.Done())
	if err != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	result, err := w.ask(ctx, r, &o)
	w.kill()
	<-w.gone
	return result, err
}

// check refuses what needs no worker to see that it is wrong.
func (o *Options) check(r Request) error {
	switch {
	case !slices.Contains(graph.Languages(), r.Language):
		return &graph.QueryError{Msg: fmt.Sprintf("no query language %q: it is one of %s",
			r.Language, strings.Join(graph.Languages(), ", "))}
	case len(r.Text) > o.Text:
		return o.limitError(LimitText)
	case !utf8.ValidString(r.Text): // JSON would repair it in silence
		return &graph.QueryError{Msg: "the text is not UTF-8"}
	}
	return nil
}
