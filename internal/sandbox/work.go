package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"annals.example/graph"
)

// maxStack is how deep the engine's own recursion may go: parsers and encoders
// recurse with what they read.
const maxStack = 64 << 20

// gcPercent is how much garbage may stand beside what is in use, which is little: at the
// usual 100 its collection takes a tenth of the time of small queries.
const gcPercent = 200

// exitMemory is the exit code of a worker that took too much memory.
const exitMemory = 10

// A worker answers the requests of its pool, one after the other.
type worker struct {
	settings settings
	data     *graph.Dataset
	out      io.Writer
	base     usage // with the dataset open
	own      int   // goroutines, without those of queries
}

// Started says whether this process was started by a pool, given how its environment
// is looked at.
func Started(environment func(string) (string, bool)) bool {
	_, ok := environment(workerVariable)
	return ok
}

// Work is a worker: it answers what its pool asks over the streams, until they end.
// It is for a process of its own, which it confines and, once in ends, exits.
func Work(ctx context.Context, in io.Reader, out io.Writer) error {
	w := &worker{out: out, own: runtime.NumGoroutine() + 1} // one listens
	requests := bufio.NewReader(in)
	if err := readMessage(requests, &w.settings, maxHello); err != nil {
		return fmt.Errorf("a worker is started by another process, which tells it what to do: %w", err)
	}
	held, err := w.open(ctx)
	if err != nil {
		return errors.Join(err, writeMessage(out, hello{Failure: err.Error()}))
	}
	defer w.data.Close()
	if err := writeMessage(out, hello{Protections: held}); err != nil {
		return err
	}
	coming := make(chan Request)
	go listen(requests, coming)
	for {
		r := w.next(coming)
		if last, err := w.answer(ctx, r); last || err != nil {
			return err
		}
	}
}

// next waits for a request. Most workers wait most of the time. Where none comes at
// once, there is time to prepare for one; and after a while, the memory that the last
// one left goes back to the system.
func (w *worker) next(coming <-chan Request) Request {
	for _, idle := range []struct {
		after time.Duration
		do    func()
	}{{time.Millisecond, w.data.Prepare}, {300 * time.Millisecond, debug.FreeOSMemory}} {
		select {
		case r := <-coming:
			return r
		case <-time.After(idle.after):
			idle.do()
		}
	}
	return <-coming
}

// listen reads requests. It goes on while one is answered, so that the worker ends
// with its pool whatever the query does: then there is nobody to return to.
func listen(in io.Reader, requests chan<- Request) {
	for {
		var r Request
		if err := readMessage(in, &r, maxFrame); err != nil {
			os.Exit(0)
		}
		requests <- r
	}
}

// maxFrame is the longest request that a worker reads: the pool looks at how long
// a text may be.
const maxFrame = 1 << 30

// open opens the dataset and gives up everything else. It tells what protects
// others from now on.
func (w *worker) open(ctx context.Context) ([]string, error) {
	f, err := handedOver()
	if err != nil {
		return nil, err
	}
	closeInherited(f)
	nameProcess()
	if w.data, err = graph.OpenFile(f, w.settings.Name); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if w.settings.Lasts {
		// A query shows now what would fail, and what the worker has in memory counts
		// as its own.
		for _, err := range w.data.Query(ctx, graph.FreeQuery{Language: "gizmo", Text: "null"}) {
			if err != nil {
				return nil, errors.Join(err, w.data.Close())
			}
		}
	}
	debug.SetMaxStack(maxStack)
	w.base = memory()
	// Garbage is collected harder near the limit, before the limit is met.
	debug.SetMemoryLimit(w.base.total + w.settings.Memory*3/4)
	debug.SetGCPercent(gcPercent)
	return confine(confinement{memory: w.settings.Memory, cpu: w.settings.CPU}), nil
}

// handedOver is the dataset that the pool handed over.
func handedOver() (*os.File, error) {
	n, err := strconv.ParseUint(os.Getenv(workerVariable), 10, 32)
	if err != nil {
		return nil, fmt.Errorf("no dataset was handed over: %s=%q", workerVariable, os.Getenv(workerVariable))
	}
	return os.NewFile(uintptr(n), "the dataset"), nil
}

// answer answers one request, and reports whether that was the last.
func (w *worker) answer(ctx context.Context, r Request) (last bool, err error) {
	w.own = min(w.own, runtime.NumGoroutine()) // one may have been about to end at the start
	done := w.watch()
	defer done()
	p := &reply{settings: &w.settings, out: w.out}
	if failed := p.run(ctx, w.data, r); failed != nil {
		return true, writeMessage(w.out, answer{Failure: failed, Last: true})
	}
	ended := programEnded(w.own, r.Limit > 0 && p.rows >= r.Limit)
	return false, p.finish(!ended || w.spent())
}
