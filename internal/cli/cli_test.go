package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"annals.example/graph"
)

// TestFailures holds every error that the commands meet against the exit codes
// of INTERFACE.
func TestFailures(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
		says string
	}{
		{nil, exitDone, ""},
		{errors.New("disk full"), exitFailed, "annals: disk full\n"},
		{&usageError{"no such flag: --x", "run 'annals --help'"}, exitUsage, "annals: no such flag: --x\nhint: run 'annals --help'\n"},
		{fmt.Errorf("question: %w", &graph.ArgumentError{Question: "q", Msg: "it needs a", Hint: "say a"}), exitUsage,
			"annals: question: q: it needs a\nhint: say a\n"},
		{&graph.QueryError{Line: 1, Column: 5, Msg: "no"}, exitUsage, "annals: line 1, column 5: no\nhint: annals help queries\n"},
		{&graph.UnknownError{What: "question", Name: "x"}, exitUnknown, "annals: no such question: x\nhint: run 'annals ask'\n"},
		{&graph.AmbiguousError{Name: "A", Matches: []graph.Entity{{Label: "A\x1b[2J"}, {Label: "A b"}}, IDs: []string{"p/a", "p/b"}}, exitUnknown,
			"annals: \"A\" is the name of 2 things\nhint: say which, by its id:\n\tp/a  A\ufffd[2J\n\tp/b  A b\n"},
		{&dataError{&graph.UnreadableError{Path: "a.nq", First: errors.New("a.nq:1:1: no")}}, exitData,
			"annals: a.nq:1:1: no\nhint: run 'annals check a.nq'\n"},
		{&dataError{os.ErrNotExist}, exitData, "annals: file does not exist\nhint: annals help data\n"},
		{fmt.Errorf("ask: %w", context.DeadlineExceeded), exitTimeout, "annals: out of time\nhint: ask for less, or raise --timeout\n"},
		{&dataError{context.DeadlineExceeded}, exitTimeout, "annals: out of time\nhint: ask for less, or raise --timeout\n"},
		{context.Canceled, exitFailed, "annals: interrupted\n"},
		{fmt.Errorf("write: %w", syscall.EPIPE), exitFailed, ""},
		{errShown, exitFailed, ""},
		{errShownData, exitData, ""},
	} {
		var stderr bytes.Buffer
		a := &app{stderr: &stderr}
		if code := a.report(test.err); code != test.code || stderr.String() != test.says {
			t.Errorf("%v: exit code %d, %q; want %d, %q", test.err, code, stderr.String(), test.code, test.says)
		}
	}
}

// TestWriteFile: the file is the old one or the new one, and nothing lies beside it.
func TestWriteFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.nq")
	interrupted, stop := context.WithCancel(t.Context())
	stop()
	for _, step := range []struct {
		ctx  context.Context
		text string
		err  error
		want error
		left string
	}{
		{t.Context(), "one", nil, nil, "one"},
		{t.Context(), "half", io.ErrUnexpectedEOF, io.ErrUnexpectedEOF, "one"},
		{interrupted, "half", nil, context.Canceled, "one"},
		{t.Context(), "two", nil, nil, "two"},
	} {
		err := writeFile(step.ctx, name, func(w io.Writer) error {
			io.WriteString(w, step.text)
			return step.err
		})
		if !errors.Is(err, step.want) || err != nil && step.want == nil {
			t.Errorf("writing %q: %v, want %v", step.text, err, step.want)
		}
		left, err := os.ReadFile(name)
		if err != nil || string(left) != step.left {
			t.Errorf("after %q the file holds %q, %v; want %q", step.text, left, err, step.left)
		}
		if beside, err := os.ReadDir(filepath.Dir(name)); err != nil || len(beside) != 1 {
			t.Errorf("beside the file lies something: %v, %v", beside, err)
		}
	}
}

// TestInputEndsWithTheContext: nobody types, and the deadline still holds.
func TestInputEndsWithTheContext(t *testing.T) {
	never, _ := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	a := &app{stdin: never}
	input := a.input(ctx)
	stop()
	if _, err := io.ReadAll(input); !errors.Is(err, context.Canceled) {
		t.Errorf("reading ends with %v", err)
	}
}
