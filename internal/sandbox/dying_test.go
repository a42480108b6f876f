package sandbox

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
)

// die is a worker that ends at the first query, whose text are its last words.
func die() error {
	in := bufio.NewReader(os.Stdin)
	var s settings
	var r Request
	if err := errors.Join(readMessage(in, &s, maxHello), writeMessage(os.Stdout, hello{}), readMessage(in, &r, maxFrame)); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, r.Text)
	os.Exit(2)
	return nil
}

// TestLastWords: however the runtime says that there is no more memory, it is the limit of
// memory; what it says of other faults is a crash, in its words.
func TestLastWords(t *testing.T) {
	o := patient()
	o.Program = program(t, "dying")
	p := newPool(t, o)
	const memory = "the query needed more memory than 256 MiB"
	for words, want := range map[string]string{
		"fatal error: runtime: out of memory":                                                                memory,
		"runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT: abort":               memory,
		"runtime: failed to create new OS thread (have 9 already; errno=11)\nfatal error: runtime.newosproc": memory,
		"fatal error: failed to reserve page summary memory":                                                 memory,
		"runtime: goroutine stack exceeds 67108864-byte limit\nfatal error: stack overflow":                  memory,
		"panic: runtime error: growslice: len out of range":                                                  memory,
		"panic: strings: Repeat output length overflow":                                                      memory,
		"panic: runtime error: index out of range [3] with length 2 [recovered]\n\tpanic: again":             "the query crashed the engine: runtime error: index out of range [3] with length 2",
		"fatal error: concurrent map writes":                                                                 "the query crashed the engine: fatal error: concurrent map writes",
	} {
		if _, err := p.Query(t.Context(), gizmo(words)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", words, err, want)
		}
	}
}

// TestWaitingWorkersDied: whatever ended the workers while they waited, the next query is
// answered by others, and not refused.
func TestWaitingWorkersDied(t *testing.T) {
	for about, end := range map[string]func(*process){
		"and that is known":                      func(w *process) { _ = w.cmd.Process.Kill(); <-w.gone },
		"and that shows when a query is written": func(w *process) { _ = w.in.Close() },
	} {
		t.Run(about, func(t *testing.T) {
			p := newPool(t, patient())
			until(t, "all workers wait", func() bool { return p.Stats().Idle == p.o.Workers })
			p.mu.Lock()
			workers := slices.Clone(p.idle)
			p.mu.Unlock()
			for _, w := range workers {
				end(w)
			}
			for range 5 {
				answersRight(t, p)
			}
			if s := p.Stats(); s.Ends[EndCrash] != 0 || s.Ends[EndStart] != 0 || s.Ends[EndIdle] == 0 || s.Down {
				t.Errorf("after workers that died: %+v", s)
			}
		})
	}
}
