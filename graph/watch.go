package graph

import (
	"context"
	"iter"
	"slices"
)

// patience is how many claims, records or comparisons go by between two looks at a
// context: few enough for a deadline, and many against the price of a look.
const patience = 1 << 8

// A watch looks now and then whether somebody still waits for an answer. What it ends
// just has no more to say, so that what is found till then is worth nothing: whoever
// made the context an answer's looks at it once more before the answer is given.
//
// It keeps the context, as a request does, because it belongs to the making of one
// answer and goes when that is made. So what an answer looks up far below, such as the
// label of what a signature joins, ends too.
type watch struct {
	ctx   context.Context
	steps int
	over  bool
}

func (w *watch) ended() bool {
	if w.steps++; w.steps%patience == 0 && !w.over {
		w.over = w.ctx.Err() != nil
	}
	return w.over
}

// ended reports, in the course of an answer, that nobody waits for it any more.
func (d *Dataset) ended() bool { return d.known != nil && d.known.ended() }

// context is that of the answer in the making, if there is one.
func (d *Dataset) context() context.Context {
	if d.known == nil {
		return context.Background()
	}
	return d.known.ctx
}

// waited is an answer in the making, for which somebody may wait no longer.
type waited interface{ ended() bool }

// while gives what is in a list as long as somebody waits.
func while[T any](answer waited, list []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, item := range list {
			if answer.ended() || !yield(item) {
				return
			}
		}
	}
}

// without takes items out of a list as long as somebody waits, and then all.
func without[T any](answer waited, list []T, out func(T) bool) []T {
	return slices.DeleteFunc(list, func(item T) bool { return answer.ended() || out(item) })
}

// sorted sorts a list as long as somebody waits. Then all that is left to compare counts
// as equal: that ends the sort soonest.
func sorted[T any](answer waited, list []T, compare func(a, b T) int) {
	slices.SortFunc(list, func(a, b T) int {
		if answer.ended() {
			return 0
		}
		return compare(a, b)
	})
}

// await waits for what is read once of a dataset, as long as the context lasts. The
// reading goes on: the next who asks would wait for it again.
func await[T any](ctx context.Context, read func() T) (T, error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }() // the one who waits meets it, below
		read()
	}()
	select {
	case <-done:
		return read(), ctx.Err()
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
