package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annals.example/graph"
)

// mute is a program that ends at once, as where a file is missing.
func mute() error { return errors.New("annals: no engine here") }

// babble says that it is ready, and then talks nonsense.
func babble() error {
	if err := writeMessage(os.Stdout, hello{}); err != nil {
		return err
	}
	fmt.Println("what is the question?")
	time.Sleep(time.Hour)
	return nil
}

// TestNoWorkerStarts: the query is refused with the reason, and nobody tries again
// and again.
func TestNoWorkerStarts(t *testing.T) {
	o := patient()
	o.Program = program(t, "mute")
	p := newPool(t, o)
	_, err := p.Query(t.Context(), gizmo(innocent))
	busy := new(BusyError)
	if !errors.As(err, &busy) || busy.RetryAfter <= 0 || !strings.Contains(err.Error(), "start a worker: no engine here") {
		t.Errorf("without worker: %v", err)
	}
	began := p.Stats().Ends[EndStart]
	time.Sleep(500 * time.Millisecond)
	// Two keepers, with pauses of 100, 200, 400 ms.
	if tried := p.Stats().Ends[EndStart] - began; tried > 8 {
		t.Errorf("%d starts in half a second", tried)
	}
	if s := p.Stats(); s.Starts != 0 || s.Idle != 0 || !s.Down {
		t.Errorf("%+v", s)
	}
}

// TestStartsAgain: what kept the workers from starting is over, and queries are
// answered.
func TestStartsAgain(t *testing.T) {
	o := patient()
	missing := filepath.Join(t.TempDir(), "annals")
	o.Program = append([]string{missing}, program(t, "worker")[1:]...)
	p := newPool(t, o)
	if _, err := p.Query(t.Context(), gizmo(innocent)); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("without program: %v", err)
	}
	if err := os.Symlink(program(t, "worker")[0], missing); err != nil {
		t.Fatal(err)
	}
	until(t, "a worker is ready", func() bool { return p.Stats().Idle > 0 })
	answersRight(t, p)
}

// TestNonsense: what a worker says is not trusted.
func TestNonsense(t *testing.T) {
	o := patient()
	o.Program = program(t, "babbling")
	p := newPool(t, o)
	if _, err := p.Query(t.Context(), gizmo(innocent)); !errors.As(err, new(*CrashError)) {
		t.Errorf("nonsense: %v", err)
	}
}

// TestNoDataset: a worker that cannot open the dataset says why.
func TestNoDataset(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(strings.Repeat("no snapshot ", 1000)); err != nil {
		t.Fatal(err)
	}
	p, err := New(Options{Snapshot: f, Program: program(t, "worker"), Wait: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.Query(t.Context(), gizmo(innocent)); err == nil || !strings.Contains(err.Error(), "not a compiled dataset") {
		t.Errorf("without dataset: %v", err)
	}
	if _, err := New(Options{}); err == nil {
		t.Errorf("a pool on nothing")
	}
}

// smallWorld is a dataset of one statement.
func smallWorld(t *testing.T) *graph.Dataset {
	t.Helper()
	d, err := graph.OpenReader(t.Context(), strings.NewReader(`<http://a.example/n1> <http://a.example/name> "nnn1" <http://a.example/source> .`), "a small world")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// program is how a role of this binary is started.
func program(tb testing.TB, role string) []string {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	return []string{self, role}
}
