package sandbox

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The limits that a query may run into.
const (
	LimitTime   = "time"
	LimitMemory = "memory"
	LimitRows   = "rows"
	LimitSize   = "size" // of the answer
	LimitText   = "text" // of the query
)

// A LimitError says which limit ended a query.
type LimitError struct {
	Limit string // one of LimitTime and so on
	Most  string // how much is allowed, for people
	Hint  string // how to ask for less
}

func (e *LimitError) Error() string {
	return map[string]string{
		LimitTime:   "the query took longer than ",
		LimitMemory: "the query needed more memory than ",
		LimitRows:   "the query gave more rows than ",
		LimitSize:   "the answer is longer than ",
		LimitText:   "the text of the query is longer than ",
	}[e.Limit] + e.Most
}

// Unwrap makes a query out of time what any other work out of time is.
func (e *LimitError) Unwrap() error {
	if e.Limit == LimitTime {
		return context.DeadlineExceeded
	}
	return nil
}

func (o *Options) limitError(limit string) *LimitError {
	e := &LimitError{Limit: limit}
	switch limit {
	case LimitTime:
		e.Most, e.Hint = o.Deadline.String(), "start from fewer nodes, follow fewer steps, or ask for fewer rows"
	case LimitMemory:
		e.Most, e.Hint = bytesText(o.Memory), "keep less in variables, recurse less deeply, or give the rows as they come"
	case LimitRows:
		e.Most, e.Hint = fmt.Sprint(o.Rows), "ask for fewer rows, as with getLimit(100)"
	case LimitSize:
		e.Most, e.Hint = bytesText(o.Bytes), "ask for fewer rows, or fewer tags in each"
	case LimitText:
		e.Most, e.Hint = bytesText(int64(o.Text)), "put less data into the text"
	}
	return e
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// A CrashError says that a query ended the engine that ran it.
type CrashError struct {
	Detail string // the engine's last words, in one line
}

func (e *CrashError) Error() string {
	if e.Detail == "" {
		return "the query crashed the engine"
	}
	return "the query crashed the engine: " + e.Detail
}

// A BusyError says that no worker was free, and when to ask again.
type BusyError struct {
	RetryAfter time.Duration
	Reason     error // why there is no worker at all; nil where all are at work
}

func (e *BusyError) Error() string {
	if e.Reason != nil {
		return fmt.Sprintf("no worker for the query: %v", e.Reason)
	}
	return "too many queries at the same time"
}

// Unwrap gives the reason.
func (e *BusyError) Unwrap() error { return e.Reason }

// ErrClosed says that the pool was closed before.
var ErrClosed = errors.New("the workers for queries are closed")
