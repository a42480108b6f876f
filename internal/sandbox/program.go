package sandbox

import (
	"bytes"
	"fmt"
	"runtime"
	"time"
)

// A programState is what has become of the program of a query that gives no more
// rows.
type programState int

const (
	hasEnded programState = iota
	stillRuns
)

// patience is how long a program may go on after its last row that is wanted.
const patience = 20 * time.Millisecond

// theProgram waits until the program of the query that this goroutine ran has
// ended, and never returns where it crashed.
//
// Gizmo runs a program in a goroutine of its own, and that closes the results
// while it panics, before the process dies: then the end of the rows means
// nothing, and an answer now would be an empty one for a crash. A value in which the
// program ended comes only from one that did. Else its goroutine tells: it is gone
// after a program that ended, and never after one that panicked. A value that is
// appended to the program's text would tell, too, but take the place of its own.
//
// The worker's own goroutines are those that it has without a query. To look at their
// stacks takes as long as to answer a small query, so they are counted first.
func theProgram(endedWithValue bool, own int) programState {
	if endedWithValue || alone(own) {
		return hasEnded
	}
	began := time.Now()
	for pause := time.Duration(0); ; pause += 50 * time.Microsecond {
		runs, panics := programs()
		switch {
		case !runs:
			return hasEnded
		case !panics && time.Since(began) > patience:
			return stillRuns // it had all the rows that were asked for
		}
		time.Sleep(pause)
	}
}

// alone reports whether there are no goroutines but the worker's own. A program that
// ended is gone after a few looks. It takes two to say so: while the runtime starts a
// goroutine, it may count too few for a moment.
func alone(own int) bool {
	const looks = 50
	agree := 0
	for range looks {
		if runtime.NumGoroutine() > own {
			agree = 0
			runtime.Gosched()
		} else if agree++; agree == 2 {
			return true
		}
	}
	return false
}

// programs looks for goroutines that this one started by running a query, and
// whether one of them panics. JavaScript's exceptions are panics, too.
func programs() (run, panic bool) {
	all := stacks()
	var id int
	if _, err := fmt.Sscanf(string(all[:min(len(all), 40)]), "goroutine %d ", &id); err != nil {
		return true, true // never seen; the deadline ends the worker
	}
	mine := fmt.Appendf(nil, "/query/gizmo.(*results).Next in goroutine %d\n", id)
	for stack := range bytes.SplitSeq(all, []byte("\n\n")) {
		if bytes.Contains(append(stack[:len(stack):len(stack)], '\n'), mine) {
			run = true
			panic = panic || bytes.Contains(stack, []byte("\npanic("))
		}
	}
	return run, panic
}

// stacks are those of all goroutines, this one's first.
func stacks() []byte {
	b := make([]byte, 32<<10)
	for {
		n := runtime.Stack(b, true)
		if n < len(b) {
			return b[:n]
		}
		b = make([]byte, 2*len(b))
	}
}
