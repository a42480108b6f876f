package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
)

// looks counts how often a context is looked at, and ends at one of these looks. So that
// what is tested depends on no clock.
type looks struct {
	context.Context
	last  int64 // at which it ends; 0: at none
	count atomic.Int64
	over  func()
	done  chan struct{}
}

func lookedAt(last int64) *looks {
	l := &looks{Context: context.Background(), last: last, done: make(chan struct{})}
	l.over = sync.OnceFunc(func() { close(l.done) })
	return l
}

func (l *looks) Err() error {
	if n := l.count.Add(1); l.last == 0 || n < l.last {
		return nil
	}
	l.over()
	return context.Canceled
}

func (l *looks) Done() <-chan struct{} { return l.done }

// endsWithItsContext has something end at this look and that, and counts the looks of
// one that does not end.
func endsWithItsContext(t *testing.T, do func(context.Context) error) int64 {
	t.Helper()
	whole := lookedAt(0)
	if err := do(whole); err != nil {
		t.Fatal(err)
	}
	all := whole.count.Load()
	for _, last := range []int64{1, 2, all / 8, all / 4, all / 2, all * 3 / 4, all * 9 / 10, all - 1, all} {
		ctx := lookedAt(max(1, last))
		err := do(ctx)
		if ended := ctx.count.Load() >= ctx.last; ended != errors.Is(err, context.Canceled) {
			t.Errorf("look %d of %d: it ended %v, and the error is %v", ctx.last, all, ended, err)
		}
	}
	return all
}

func TestQuestionsEndWithTheirContext(t *testing.T) {
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	some := map[string]string{"Agreement": "agreement/1936-protocol", "Entity": "agreement/1936-protocol", "Person": "person/genden",
		"Place": "place/moscow", "State": "state/mpr", "Source": "source/bold-limited-war", "Event": "event/khalkhin-gol"}
	for _, q := range Questions() {
		t.Run(q.Name, func(t *testing.T) {
			request := Request{Question: q.Name, Args: map[string]string{}, Trust: Trust{Without: []string{"tertiary"}}}
			for _, p := range q.Params {
				if p.Required {
					request.Args[p.Name] = some[p.Types[0]]
				}
			}
			endsWithItsContext(t, func(ctx context.Context) error {
				_, err := d.Ask(ctx, request)
				return err
			})
		})
	}
}

// crowd is data in which everything is there n times, with a hub in the middle.
func crowd(t *testing.T, n int) *Dataset {
	t.Helper()
	const words = "<https://annals.example/vocabulary#"
	var facts strings.Builder
	fmt.Fprintf(&facts, words+"date> "+words+"singleValuedFor> "+words+"Event> <u:rules> .\n")
	fmt.Fprintf(&facts, "<u:hub> %s "+words+"Event> <u:rules> .\n<u:hub> "+words+"name> \"Hub\" <u:rules> .\n", rdfType)
	for i := range n {
		fmt.Fprintf(&facts, "<u:hub> "+words+"partOf> <u:%d> <u:rules> .\n", i)
		fmt.Fprintf(&facts, "<u:%d> %s "+words+"Event> <u:s%d> .\n", i, rdfType, i)
		fmt.Fprintf(&facts, "<u:%d> "+words+"name> \"Name %d\" <u:s%d> .\n", i, i, i)
		fmt.Fprintf(&facts, "<u:%d> "+words+"about> <u:hub> <u:s%d> .\n", i, i)
		fmt.Fprintf(&facts, "<u:%d> "+words+"partOf> <u:%d> <u:s%d> .\n", i, i/2, i)
		fmt.Fprintf(&facts, "<u:hub> "+words+"date> \"1936-03-12\"^^%s <u:s%d> .\n", edtfType, i)
	}
	return open(t, facts.String())
}

// TestLooksGrowWithTheWork: whatever there is much of, no more than so much of it goes by
// between two looks.
func TestLooksGrowWithTheWork(t *testing.T) {
	const n = 4 * patience
	d := crowd(t, n)
	ask := func(question string, args map[string]string) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.Ask(ctx, Request{Question: question, Args: args})
			return err
		}
	}
	for name, work := range map[string]struct {
		items int // that are gone through, at least
		do    func(context.Context) error
	}{
		"all statements": {5 * n, ask("said-only-by", nil)},
		"pairs of dates": {n * n / 2, ask("disagreements", nil)},
		"dated":          {n, ask("chronology", map[string]string{"from": "1936"})},
		"incoming":       {5 * n, ask("sources-of", map[string]string{"entity": "u:hub"})},
		"describe": {n * n / 2, func(ctx context.Context) error {
			_, err := d.Describe(ctx, quad.IRI("u:hub"), Trust{})
			return err
		}},
		"data": {n, func(ctx context.Context) error { return d.ExportThing(ctx, io.Discard, quad.IRI("u:hub"), "turtle") }},
		"types": {n, func(ctx context.Context) error {
			_, err := d.Listing(ctx, "")
			return err
		}},
		"things": {n, func(ctx context.Context) error {
			_, err := d.Listing(ctx, "event")
			return err
		}},
		"sources": {n, func(ctx context.Context) error {
			_, err := d.Listing(ctx, "source")
			return err
		}},
		"find": {n, func(ctx context.Context) error {
			_, err := d.Found(ctx, "name")
			return err
		}},
		"near": {n, func(ctx context.Context) error {
			var unknown *UnknownError
			if _, err := d.Resolve(ctx, "Nome 12"); !errors.As(err, &unknown) {
				return err
			}
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := endsWithItsContext(t, work.do); got < int64(work.items/patience) {
				t.Errorf("%d looks at %d items", got, work.items)
			}
		})
	}
}
