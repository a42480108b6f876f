package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"annals.example/graph"
)

// TestAnswers: the pool answers as the dataset itself does, and keeps the worker.
func TestAnswers(t *testing.T) {
	p := newPool(t, patient())
	for range 20 {
		answersRight(t, p)
	}
	for _, test := range []struct {
		request     Request
		rows, ended string
	}{
		{Request{Language: "gizmo", Text: `g.V("<https://annals.example/soviet-mongolian/person/genden>").count()`}, "[null]", "1"},
		{Request{Language: "gizmo", Text: "g.V()"}, "[null]", ""},
		{Request{Language: "gizmo", Text: "NaN"}, "[null]", `"NaN"`},
		{Request{Language: "gizmo", Text: "9007199254740991"}, "[null]", "9007199254740991"},
		{Request{Language: "gizmo", Text: "for (var i = 0; i < 9; i++) g.emit(i)", Limit: 3}, "[0,1,2]", ""},
		{Request{Language: "gizmo", Text: "g.V().getLimit(7)", Limit: 0}, "", ""},
		{Request{Language: "graphql", Text: "{ nodes(id: <https://annals.example/soviet-mongolian/person/genden>) { id } }"},
			`[{"nodes":{"id":"https://annals.example/soviet-mongolian/person/genden"}}]`, ""},
		{Request{Language: "mql", Text: `[{"id": "<https://annals.example/soviet-mongolian/person/genden>"}]`},
			`[{"id":"<https://annals.example/soviet-mongolian/person/genden>"}]`, ""},
	} {
		r, err := p.Query(t.Context(), test.request)
		if err != nil {
			t.Errorf("%s: %v", test.request.Text, err)
			continue
		}
		if got := rows(r); test.rows != "" && got != test.rows || string(r.Ended) != test.ended {
			t.Errorf("%s: %s, ended in %q; want %s, %q", test.request.Text, got, r.Ended, test.rows, test.ended)
		}
		if test.rows == "" && len(r.Rows) != 7 {
			t.Errorf("%s: %d rows", test.request.Text, len(r.Rows))
		}
	}
	if s := p.Stats(); len(s.Ends) != 0 || s.Busy != 0 {
		t.Errorf("after queries that went well: %+v", s)
	}
}

// TestLongAnswer: an answer in many pieces is whole, and in order.
func TestLongAnswer(t *testing.T) {
	p := newPool(t, patient())
	const n = 50_000
	r, err := p.Query(t.Context(), gizmo(fmt.Sprintf("for (var i = 0; i < %d; i++) g.emit('row number ' + i)", n)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != n {
		t.Fatalf("%d rows, want %d", len(r.Rows), n)
	}
	for i, row := range r.Rows {
		if want := fmt.Sprintf("%q", fmt.Sprint("row number ", i)); string(row) != want {
			t.Fatalf("row %d is %s", i, row)
		}
	}
}

// TestLastWord: the value in which a program ends comes however the rows before it
// are cut into pieces.
func TestLastWord(t *testing.T) {
	p := newPool(t, patient())
	for length := pieceSize - 8; length < pieceSize+2; length++ {
		text := fmt.Sprintf(`var s = "x"; while (s.length < %d) s += s; g.emit(s.slice(0, %d)); 7`, length, length)
		r, err := p.Query(t.Context(), gizmo(text))
		if err != nil || string(r.Ended) != "7" {
			t.Fatalf("after a row of %d letters: %v, %v; want 7", length, r, err)
		}
	}
}

// TestCrashIsNoAnswer: a query that crashes its worker is an error each time, with
// rows before it and without.
func TestCrashIsNoAnswer(t *testing.T) {
	p := newPool(t, patient())
	for i := range 60 {
		text := []string{"str({})", "g.emit(1); str({})", "g.V().out({a:1}).all()"}[i%3]
		r, err := p.Query(t.Context(), gizmo(text))
		if crash := new(CrashError); !errors.As(err, &crash) || crash.Detail == "" {
			t.Fatalf("%s: %v, %v; want a crash", text, r, err)
		}
	}
	answersRight(t, p)
	if s := p.Stats(); s.Ends[EndCrash] != 60 || len(s.Ends) != 1 {
		t.Errorf("after 60 crashes: %+v", s)
	}
}

// TestErrors: what goes wrong has a kind, words and a way out.
func TestErrors(t *testing.T) {
	o := patient()
	o.Rows, o.Bytes, o.Text, o.Memory = 10, 1<<20, 1000, 64<<20
	p := newPool(t, o)
	var wrong *graph.QueryError
	if _, err := p.Query(t.Context(), gizmo("g.V(\n  1 2)")); !errors.As(err, &wrong) || wrong.Line != 2 {
		t.Errorf("a wrong text: %v", err)
	}
	if _, err := p.Query(t.Context(), Request{Language: "sparql"}); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "gizmo, graphql, mql") {
		t.Errorf("an unknown language: %v", err)
	}
	for text, want := range map[string]string{
		"for (;;) g.emit(1)":            "the query gave more rows than 10",
		`g.emit("x".repeat(2000000))`:   "the answer is longer than 1 MiB",
		"new Array(4e9)":                "the query needed more memory than 64 MiB",
		strings.Repeat("/", 1001):       "the text of the query is longer than 1000 bytes",
		"g.V('" + "\xff" + "').all()":   "the text is not UTF-8",
		"g.emit(0/0)":                   "row 1 cannot be written as JSON: unsupported value: NaN",
		"for (var i = 0; i<9; i++) str": "",
	} {
		_, err := p.Query(t.Context(), gizmo(text))
		if want == "" && err != nil || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%.30s: %v, want %s", text, err, want)
		}
		if limit := new(LimitError); errors.As(err, &limit) && limit.Hint == "" {
			t.Errorf("%.30s: no hint", text)
		}
	}
	answersRight(t, p)
}

// TestDeadline ends a query from outside, and so does whoever asked and went away.
func TestDeadline(t *testing.T) {
	o := patient()
	o.Deadline = 300 * time.Millisecond
	p := newPool(t, o)
	const deaf = "Array.prototype.indexOf.call({length: 9e15}, 1)"
	_, err := p.Query(t.Context(), gizmo(deaf))
	if limit := new(LimitError); !errors.As(err, &limit) || limit.Limit != LimitTime || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a query without end: %v", err)
	}
	if err.Error() != "the query took longer than 300ms" {
		t.Errorf("it says %v", err)
	}

	patient := newPool(t, patient())
	ctx, leave := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, leave)
	if _, err := patient.Query(ctx, gizmo(deaf)); !errors.Is(err, context.Canceled) {
		t.Errorf("a query of somebody who left: %v", err)
	}
	answersRight(t, patient)
	if s := patient.Stats(); s.Ends[EndCancelled] != 1 || len(s.Ends) != 1 {
		t.Errorf("after that: %+v", s)
	}
}

// TestReplaced: a worker answers so many queries and no more, and none after an
// error.
func TestReplaced(t *testing.T) {
	o := patient()
	o.Workers, o.Requests = 1, 3
	p := newPool(t, o)
	for range 7 {
		answersRight(t, p)
	}
	until(t, "the third worker is ready", func() bool { return p.Stats().Idle == 1 })
	if s := p.Stats(); s.Starts != 3 || s.Ends[EndSpent] != 2 {
		t.Errorf("after 7 queries, 3 for each worker: %+v", s)
	}
	if _, err := p.Query(t.Context(), gizmo("g.V(")); err == nil {
		t.Fatal("a wrong text is answered")
	}
	answersRight(t, p)
	if s := p.Stats(); s.Starts != 4 || s.Ends[EndQuery] != 1 {
		t.Errorf("after a wrong text: %+v", s)
	}
}

// TestClose: the pool closes after its last query.
func TestClose(t *testing.T) {
	p := newPool(t, patient())
	answered := make(chan error)
	go func() {
		_, err := p.Query(t.Context(), gizmo("var n = 0; for (var i = 0; i < 1000000; i++) n++; g.emit(n)"))
		answered <- err
	}()
	until(t, "the query runs", func() bool { return p.Stats().Busy == 1 })
	go p.Close()
	if err := <-answered; err != nil {
		t.Errorf("the last query: %v", err)
	}
	p.Close()
	if _, err := p.Query(t.Context(), gizmo(innocent)); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
}

// TestNothingIsLeft: queries of all kinds leave no goroutine behind.
func TestNothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	files := openHere(t)
	p := newPool(t, patient())
	for i := range 200 {
		switch i % 20 {
		case 5:
			_, _ = p.Query(t.Context(), gizmo("str({})"))
		case 10:
			_, _ = p.Query(t.Context(), gizmo("g.V("))
		case 15:
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			_, _ = p.Query(ctx, gizmo("for (;;) ;"))
			cancel()
		default:
			answersRight(t, p)
		}
	}
	p.Close()
	until(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
	if now := openHere(t); now > files {
		t.Errorf("%d open files, %d before", now, files)
	}
}

// openHere counts the open files of this process, where the system tells.
func openHere(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Logf("open files are not counted: %v", err)
	}
	return len(entries)
}

// until waits for what must come, however slow the machine.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 6000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("it does not come true that %s", what)
}

// TestOnce: one query, one worker, and nothing after it.
func TestOnce(t *testing.T) {
	once := func(text string) (*Result, error) {
		o := patient()
		o.Program = program(t, "worker")
		d := smallWorld(t)
		defer d.Close()
		var err error
		if o.Snapshot, err = d.SnapshotFile(); err != nil {
			t.Fatal(err)
		}
		return Once(t.Context(), o, gizmo(text))
	}
	r, err := once(`g.V("<http://a.example/n1>").out("<http://a.example/name>").all()`)
	if err != nil || rows(r) != `[{"id":"nnn1"}]` {
		t.Errorf("%v, %v", r, err)
	}
	if r, err := once("str({})"); !errors.As(err, new(*CrashError)) {
		t.Errorf("a crash: %v, %v", r, err)
	}
}
