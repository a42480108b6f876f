package sandbox

import (
	"fmt"
	"os"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// outOfMemory is what a worker writes that took too much memory.
const outOfMemory = "out of memory"

// A usage is what a process has taken so far.
type usage struct {
	total int64 // memory from the system, in bytes
}

// memory tells what the Go runtime has from the system and has not given back.
func memory() usage {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return usage{total: int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())}
}

// watchEvery is how often a worker looks at its memory. Some systems enforce no
// limit; where one does, it is met by what is taken in one piece.
const watchEvery = 20 * time.Millisecond

// watch ends the process where it takes too much memory, until done is called. It has
// no goroutine of its own: see programEnded.
func (w *worker) watch() (done func()) {
	var over atomic.Bool
	var look func()
	look = func() {
		switch {
		case over.Load():
		case memory().total > w.base.total+w.settings.Memory:
			fmt.Fprintln(os.Stderr, outOfMemory)
			os.Exit(exitMemory)
		default:
			time.AfterFunc(watchEvery, look)
		}
	}
	first := time.AfterFunc(watchEvery, look)
	return func() {
		over.Store(true)
		first.Stop()
	}
}

// A worker that waits should be small, and have enough processor time left for
// any query.
const grown = 16 << 20

// spent tells whether the worker has grown, or taken most of its time.
func (w *worker) spent() bool {
	return memory().total > w.base.total+grown || cpuTime() > time.Duration(w.settings.CPU)*time.Second/2
}
