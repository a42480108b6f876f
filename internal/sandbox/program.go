package sandbox

import (
	"runtime"
	"time"
)

// patience is how long a program may go on after its last row that is wanted.
const patience = 20 * time.Millisecond

// programEnded waits until the program of a query has ended, and never returns where
// it crashed: then the process ends first, or the deadline ends it. Only a program
// that gave enough, all the rows that were asked for, may go on: then it reports false.
//
// Gizmo runs a program in a goroutine of its own, and that closes the results
// while it panics, before the process dies: then the end of the rows means
// nothing, and an answer now would be an empty one for a crash. But the goroutine is
// gone after a program that ended, and never after one that panicked. A value that is
// appended to the program's text would tell, too, but take the place of its own.
//
// The worker's own goroutines are those that it has without a query. What cannot be
// told from a program, as a timer's function that runs just now, is waited for.
func programEnded(own int, enough bool) bool {
	began := time.Now()
	for pause := time.Duration(0); !alone(own); pause = min(pause+50*time.Microsecond, time.Millisecond) {
		if enough && time.Since(began) > patience {
			return false
		}
		time.Sleep(pause)
	}
	return true
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
