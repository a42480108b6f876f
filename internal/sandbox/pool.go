package sandbox

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// A Pool answers queries in workers. Its methods may be called at the same time.
type Pool struct {
	o    Options
	stop chan struct{} // closed when no worker is to be started any more

	queries sync.WaitGroup
	keepers sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	idle    []*process
	alive   int // workers that are ready or at work
	waiting []chan turn
	down    error     // why the last worker did not start, while there is none
	again   time.Time // when the next start is tried
	counts  Stats
}

// A turn is what somebody who waits is given: a worker, or why there is none.
type turn struct {
	worker *process
	err    error
}

// New begins to start workers, and does not wait for them. The caller closes the pool.
// Options.Snapshot belongs to the pool even where New fails.
func New(o Options) (*Pool, error) {
	if err := o.complete(); err != nil {
		if o.Snapshot != nil {
			err = errors.Join(err, o.Snapshot.Close())
		}
		return nil, err
	}
	p := &Pool{o: o, stop: make(chan struct{}), counts: Stats{Ends: map[string]uint64{}}}
	for range o.Workers {
		p.keepers.Go(p.keep)
	}
	return p, nil
}

// Query answers a query. Errors are *graph.QueryError where its text is wrong,
// *LimitError, *CrashError, *BusyError, ErrClosed, or the context's.
func (p *Pool) Query(ctx context.Context, r Request) (*Result, error) {
	if err := p.o.check(r); err != nil {
		return nil, err
	}
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.queries.Done()
	var unheard *unheardError
	for range p.o.Workers + 1 { // all that there are may have died while they waited
		w, err := p.take(ctx)
		if err != nil {
			return nil, err
		}
		result, err := w.ask(ctx, r, &p.o)
		p.giveBack(w, err)
		if !errors.As(err, &unheard) {
			return result, err
		}
	}
	return nil, &BusyError{RetryAfter: time.Second, Reason: unheard}
}

func (p *Pool) enter() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	p.queries.Add(1)
	return nil
}

// take waits for a worker, in turn.
func (p *Pool) take(ctx context.Context) (*process, error) {
	p.mu.Lock()
	for len(p.idle) > 0 {
		last := len(p.idle) - 1 // its memory is still in the caches
		w := p.idle[last]
		if p.idle = p.idle[:last]; !w.isGone() {
			p.mu.Unlock()
			return w, nil
		}
		p.counts.Ends[EndIdle]++
	}
	if err := p.refuse(); err != nil {
		p.mu.Unlock()
		return nil, err
	}
	mine := make(chan turn, 1)
	p.waiting = append(p.waiting, mine)
	p.mu.Unlock()

	limit := time.NewTimer(p.o.Wait)
	defer limit.Stop()
	var err error
	select {
	case t := <-mine:
		return t.worker, t.err
	case <-ctx.Done():
		err = ctx.Err()
	case <-limit.C:
		err = &BusyError{RetryAfter: p.o.Wait}
	}
	p.mu.Lock()
	i := slices.Index(p.waiting, mine)
	if i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
	p.mu.Unlock()
	if i < 0 { // the turn came at the same moment
		if t := <-mine; t.worker != nil {
			p.offer(t.worker)
		}
	}
	return nil, err
}

// refuse says why nobody may begin to wait now; the lock is held.
func (p *Pool) refuse() error {
	switch {
	case p.isDown():
		return p.unavailable()
	case len(p.waiting) >= p.o.Queue:
		return &BusyError{RetryAfter: p.o.Wait}
	}
	return nil
}

// isDown says whether there is no worker because none could be started; the lock is held.
func (p *Pool) isDown() bool { return p.alive == 0 && p.down != nil }

func (p *Pool) unavailable() error {
	return &BusyError{RetryAfter: max(time.Until(p.again), time.Second), Reason: p.down}
}

// offer gives a worker to whoever waits longest.
func (p *Pool) offer(w *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case w.isGone(): // while it was given back: its keeper may have looked for it before
	case len(p.waiting) > 0:
		p.waiting[0] <- turn{worker: w}
		p.waiting = p.waiting[1:]
	default:
		p.idle = append(p.idle, w)
	}
}

// giveBack keeps a worker that did its work, and ends any other.
func (p *Pool) giveBack(w *process, err error) {
	if err == nil && !w.retire && w.asked < p.o.Requests {
		p.offer(w)
		return
	}
	p.count(endOf(w, err))
	w.kill()
}

// Close waits for the queries that are under way or wait, and ends the workers.
func (p *Pool) Close() {
	p.mu.Lock()
	first := !p.closed
	p.closed = true
	p.mu.Unlock()
	p.queries.Wait()
	if first {
		close(p.stop)
	}
	p.keepers.Wait()
	if first {
		_ = p.o.Snapshot.Close() // it was only read
	}
}
