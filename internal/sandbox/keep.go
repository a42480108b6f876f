package sandbox

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// The pause after a worker that failed to start doubles from the shortest to the
// longest with each that fails after it.
const (
	shortestPause = 100 * time.Millisecond
	longestPause  = 30 * time.Second
)

// keep keeps one worker alive until the pool is closed.
func (p *Pool) keep() {
	for failed := 0; ; {
		lasted, err := p.once()
		if p.stopped(0) {
			return
		}
		if err == nil || lasted > longestPause {
			failed = 0
			continue
		}
		failed++
		if failed == 1 && errors.Is(err, errEndedIdle) { // it could be started, and so may the next
			continue
		}
		pause := longestPause
		if failed < 10 {
			pause = min(shortestPause<<(failed-1), longestPause)
		}
		p.failed(err, pause)
		if p.stopped(pause) {
			return
		}
	}
}

// errEndedIdle is the error of a worker that was ready, and ended before it was asked.
var errEndedIdle = errors.New("a worker ended while it waited")

// once starts a worker and waits for its end. It gives how long it was there, and an error
// where it never got as far as a query: then the next would hardly do better.
func (p *Pool) once() (lasted time.Duration, err error) {
	w, err := start(&p.o, p.stop)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	p.begin(w)
	p.offer(w)
	select {
	case <-w.gone:
	case <-p.stop:
		w.kill()
		<-w.gone
	}
	if p.end(w) {
		err = fmt.Errorf("%w: %s", errEndedIdle, w.lastWords())
	}
	return time.Since(began), err
}

func (p *Pool) begin(w *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.alive++
	p.down = nil
	p.counts.Starts++
	p.counts.Protections = w.hello.Protections
}

// end takes a worker that is gone out of the pool, and reports whether it went
// without ever having been asked.
func (p *Pool) end(w *process) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.alive--
	i := slices.Index(p.idle, w)
	if i < 0 {
		return false
	}
	p.idle = slices.Delete(p.idle, i, i+1)
	if !p.closed {
		p.counts.Ends[EndIdle]++
	}
	return w.asked == 0
}

// failed notes that no worker could be started, and tells those who wait for one
// where there is no other.
func (p *Pool) failed(err error, pause time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts.Ends[EndStart]++
	p.down, p.again = err, time.Now().Add(pause)
	if p.alive > 0 {
		return
	}
	for _, w := range p.waiting {
		w <- turn{err: p.unavailable()}
	}
	p.waiting = nil
}

// stopped waits, and reports whether the pool was closed meanwhile.
func (p *Pool) stopped(pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-p.stop:
		return true
	default:
	}
	if pause == 0 {
		return false
	}
	select {
	case <-p.stop:
		return true
	case <-timer.C:
		return false
	}
}
