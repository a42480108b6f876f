package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"annals.example/graph"
)

// maxStack is how deep the engine's own recursion may go: parsers and encoders
// recurse with what they read.
const maxStack = 64 << 20

// exitMemory is the exit code of a worker that took too much memory.
const exitMemory = 10

// A worker answers the requests of its pool, one after the other.
type worker struct {
	settings settings
	data     *graph.Dataset
	out      io.Writer
	base     usage // with the dataset open
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
	w := &worker{out: out}
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
		r := next(coming)
		if last, err := w.answer(ctx, r); last || err != nil {
			return err
		}
	}
}

// next waits for a request. Where none comes for a while, the memory that the last
// one left goes back to the system: most workers wait most of the time.
func next(coming <-chan Request) Request {
	const while = 300 * time.Millisecond
	select {
	case r := <-coming:
		return r
	case <-time.After(while):
		debug.FreeOSMemory()
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
	if w.data, err = graph.OpenFile(f, w.settings.Name); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if w.settings.Lasts {
		// A query prepares the session of the next. It also shows now what would
		// fail, and what the worker has in memory counts as its own.
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
	done := w.watch()
	defer done()
	p := &reply{settings: &w.settings, out: w.out}
	if failed := p.run(ctx, w.data, r); failed != nil {
		return true, writeMessage(w.out, answer{Failure: failed, Last: true})
	}
	state := theProgram(p.endedWithValue)
	return false, p.finish(state == stillRuns || w.spent())
}
