package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unicode"

	"annals.example/graph"
)

// ask puts a query to the worker. After any error the worker is of no more use.
// What takes too long is ended from outside: a program need not listen.
func (w *process) ask(ctx context.Context, r Request, o *Options) (*Result, error) {
	w.asked++
	var late atomic.Bool
	timer := time.AfterFunc(o.Deadline, func() {
		late.Store(true)
		w.kill()
	})
	release := context.AfterFunc(ctx, func() {
		w.cancelled.Store(true)
		w.kill()
	})
	result, err := w.exchange(r, o)
	// Where one of them has just run, it has ended a worker that did its work.
	if inTime, wanted := timer.Stop(), release(); !inTime || !wanted {
		w.retire = true
	}
	var failed *failureError
	switch {
	case err == nil:
		return result, nil
	case errors.As(err, &failed):
		return nil, failed.failure.meaning(o)
	case late.Load():
		return nil, o.limitError(LimitTime)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, new(*unheardError)):
		return nil, err
	}
	return nil, w.autopsy(err, o)
}

// An unheardError says that a worker had ended before it had the whole of a query: nothing of
// the query has run, and another worker may answer it.
type unheardError struct{ err error }

func (e *unheardError) Error() string { return "a worker ended while it waited: " + e.err.Error() }
func (e *unheardError) Unwrap() error { return e.err }

// exchange sends a request and gathers the answer.
func (w *process) exchange(r Request, o *Options) (*Result, error) {
	if err := writeMessage(w.in, r); err != nil {
		return nil, &unheardError{err}
	}
	result := &Result{}
	left := o.Bytes
	for {
		var a answer
		if err := readMessage(w.read, &a, maxAnswer(o)); err != nil {
			return nil, err
		}
		if a.Failure != nil {
			return nil, &failureError{a.Failure}
		}
		// The worker counts too. But the query may have got at it.
		for _, row := range a.Rows {
			if left -= int64(len(row)); o.Bytes >= 0 && left < 0 {
				return nil, &failureError{&failure{Limit: LimitSize}}
			}
		}
		result.Rows = append(result.Rows, a.Rows...)
		if o.Rows >= 0 && len(result.Rows) > o.Rows {
			return nil, &failureError{&failure{Limit: LimitRows}}
		}
		if a.Last {
			result.Ended, w.retire = a.Ended, a.Retire
			return result, nil
		}
	}
}

// maxAnswer is the longest message of a worker: rows go in pieces, but one row
// may be as long as all may be.
func maxAnswer(o *Options) int64 {
	const most = 1 << 30
	if o.Bytes < 0 {
		return most
	}
	return min(o.Bytes+2*pieceSize, most)
}

// A failureError is a failure that a worker told.
type failureError struct{ failure *failure }

func (e *failureError) Error() string { return e.failure.Msg }

// meaning is what a failure means to whoever asked.
func (f *failure) meaning(o *Options) error {
	switch {
	case f.Limit != "":
		return o.limitError(f.Limit)
	case f.Damaged:
		return fmt.Errorf("query: %s: %w", f.Msg, graph.ErrDamaged)
	}
	return &graph.QueryError{Line: f.Line, Column: f.Column, Msg: f.Msg}
}

// autopsy says why a worker ended in the middle of a query.
func (w *process) autopsy(err error, o *Options) error {
	// It ends by itself, and what it has to say comes before; one that only talks
	// nonsense is ended.
	select {
	case <-w.gone:
	case <-time.After(time.Second):
		w.kill()
		<-w.gone
		return &CrashError{Detail: "its worker did not answer as it should: " + err.Error()}
	}
	words := w.said.text()
	if slices.ContainsFunc(memorySigns, func(sign string) bool { return strings.Contains(words, sign) }) {
		return o.limitError(LimitMemory)
	}
	if status, ok := w.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && words == "" && wasKilled(status) {
		return &CrashError{Detail: "the system ended its worker, which needed too much memory or time"}
	}
	cause, _, _ := strings.Cut(w.lastWords(), " [recovered")
	return &CrashError{Detail: oneLine(strings.TrimPrefix(cause, "panic: "))}
}

// memorySigns are what the Go runtime says, and our watch, where there is no more
// memory to be had, or more is asked for than there are addresses. A thread fails for
// want of a stack, which C's library says in its own words; the last is the race
// detector's.
var memorySigns = []string{
	outOfMemory, "cannot allocate memory", "stack exceeds", "failed to create new OS thread", "pthread_create failed",
	"cannot map pages", "cannot remap pages", "failed to reserve page summary memory", "exceeds address space limit",
	"makeslice: ", "growslice: ", "bytes.Buffer: too large", "output length overflow", "string concatenation too long",
	"too many address space collisions",
}

// oneLine makes the words of a crash fit to be shown.
func oneLine(words string) string {
	const most = 200
	clean := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, words))
	if len(clean) > most {
		return string(clean[:most]) + "…"
	}
	return string(clean)
}
