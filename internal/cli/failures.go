package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"annals.example/graph"
	"annals.example/internal/rdfio"
	"annals.example/internal/render"
	"annals.example/internal/sandbox"
)

// The exit codes that INTERFACE promises.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2 // wrong use
	exitData    = 3 // the data has problems
	exitUnknown = 4 // no such entity, question or source
	exitTimeout = 5
)

// A usageError says that the program was called wrongly.
type usageError struct{ msg, hint string }

func (e *usageError) Error() string { return e.msg }

// A dataError says that a dataset cannot be read.
type dataError struct{ err error }

func (e *dataError) Error() string { return e.err.Error() }
func (e *dataError) Unwrap() error { return e.err }

// errShown is for what a command has already shown to people as its answer: only
// the exit code is left to give.
var (
	errShown     = errors.New("shown")
	errShownData = errors.New("shown, and the data has problems")
)

// A failure is what people see of an error: the exit code, what they may do next,
// and the message where the error's own would tell them little.
type failure struct {
	is   func(error) (hint string, ok bool)
	code int
	msg  string
}

// failures tells what people see. The first that fits counts; an error that none
// fits ends with exitFailed and its own message.
var failures = []failure{
	{is: as(func(e *usageError) string { return e.hint }), code: exitUsage},
	{is: as(func(e *graph.ArgumentError) string { return e.Hint }), code: exitUsage},
	{is: as(func(*graph.QueryError) string { return "annals help queries" }), code: exitUsage},
	{is: as(func(*graph.FormatError) string { return "annals help export" }), code: exitUsage},
	{is: as(unknownHint), code: exitUnknown},
	{is: as(ambiguousHint), code: exitUnknown},
	{is: as(func(e *graph.WrongTypeError) string { return "annals show " + e.ID }), code: exitUnknown},
	{is: as(func(e *refusedError) string { return "run 'annals check " + e.path + "'" }), code: exitData},
	{is: damagedHint, code: exitData},
	{is: as(unreadableHint), code: exitData},
	{is: as(func(e *rdfio.SyntaxError) string { return e.Hint }), code: exitData},
	{is: sentinel(context.DeadlineExceeded, "ask for less, or raise --timeout"), code: exitTimeout, msg: "out of time"},
	{is: sentinel(context.Canceled, ""), code: exitFailed, msg: "interrupted"},
	{is: as(func(e *sandbox.LimitError) string { return e.Hint }), code: exitFailed},
	{is: as(func(*sandbox.CrashError) string { return "annals help queries" }), code: exitFailed},
	{is: as(func(*dataError) string { return "annals help data" }), code: exitData},
}

// as fits errors of a type.
func as[E error](hint func(E) string) func(error) (string, bool) {
	return func(err error) (string, bool) {
		var e E
		if errors.As(err, &e) {
			return hint(e), true
		}
		return "", false
	}
}

// sentinel fits one error.
func sentinel(target error, hint string) func(error) (string, bool) {
	return func(err error) (string, bool) { return hint, errors.Is(err, target) }
}

// report shows an error and gives the exit code.
func (a *app) report(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errShown), errors.Is(err, syscall.EPIPE): // whoever reads has enough
		return exitFailed
	case errors.Is(err, errShownData):
		return exitData
	}
	msg, hint, code := err.Error(), "", exitFailed
	for _, f := range failures {
		if h, ok := f.is(err); ok {
			hint, code = h, f.code
			if f.msg != "" {
				msg = f.msg
			}
			break
		}
	}
	a.complain(msg, hint)
	return code
}

// complain writes what went wrong and what may be done, a hint for each line.
func (a *app) complain(msg, hint string) {
	fmt.Fprintf(a.stderr, "annals: %s\n", render.Clean(msg))
	for line := range strings.Lines(hint) {
		line = strings.TrimRight(line, "\n")
		if rest, more := strings.CutPrefix(line, "\t"); more {
			fmt.Fprintf(a.stderr, "\t%s\n", render.Clean(rest))
			continue
		}
		fmt.Fprintf(a.stderr, "hint: %s\n", render.Clean(line))
	}
}

// unknownHint names what stands near, and where to look.
func unknownHint(e *graph.UnknownError) string {
	look := map[string]string{
		"question": "run 'annals ask'",
		"source":   "run 'annals list source'",
		"type":     "run 'annals list'",
	}[e.What]
	if look == "" {
		look = "run 'annals find WORDS'"
	}
	if len(e.Near) == 0 {
		return look
	}
	return "did you mean " + strings.Join(e.Near, " or ") + "?\n" + look
}

func ambiguousHint(e *graph.AmbiguousError) string {
	var b strings.Builder
	b.WriteString("say which, by its id:")
	for i, id := range e.IDs {
		fmt.Fprintf(&b, "\n\t%s  %s", id, e.Matches[i].Label)
	}
	return b.String()
}

func unreadableHint(e *graph.UnreadableError) string {
	hint := "run 'annals check'"
	if e.Path != graph.Embedded && e.Path != stdinName {
		hint = "run 'annals check " + e.Path + "'"
	}
	var first *rdfio.SyntaxError
	if errors.As(e.First, &first) && first.Hint != "" {
		return first.Hint + "\n" + hint
	}
	return hint
}
