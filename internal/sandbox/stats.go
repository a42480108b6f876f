package sandbox

import (
	"context"
	"errors"
	"maps"

	"annals.example/graph"
)

// Why a worker ended. The limits, LimitTime and so on, are reasons too.
const (
	EndCrash     = "crash"     // of the engine
	EndQuery     = "query"     // its text was wrong
	EndCancelled = "cancelled" // whoever asked went away
	EndSpent     = "spent"     // it had answered enough, or grown
	EndIdle      = "idle"      // by itself, while it waited
	EndStart     = "start"     // before it was ready
	EndFailed    = "failed"    // in any other way
)

// Stats tell how a pool is doing.
type Stats struct {
	Workers int // how many there should be
	Idle    int // how many wait for a query
	Busy    int // how many answer one
	Waiting int // queries that wait for a worker

	// Down says that there is no worker because none could be started.
	Down bool

	Starts uint64            // workers that became ready, ever
	Ends   map[string]uint64 // workers that ended, by reason

	// Protections name what holds for the worker that was started last.
	Protections []string
}

// Stats tells how the pool is doing.
func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.counts
	s.Workers, s.Idle, s.Busy, s.Waiting = p.o.Workers, len(p.idle), p.alive-len(p.idle), len(p.waiting)
	s.Down = p.isDown()
	s.Ends = maps.Clone(s.Ends)
	return s
}

func (p *Pool) count(reason string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts.Ends[reason]++
}

// endOf says why a worker is ended after a query.
func endOf(w *process, err error) string {
	var limit *LimitError
	var crash *CrashError
	var query *graph.QueryError
	var unheard *unheardError
	switch {
	case err == nil:
		return EndSpent
	case w.cancelled.Load():
		return EndCancelled
	case errors.As(err, &limit):
		return limit.Limit
	case errors.As(err, &crash):
		return EndCrash
	case errors.As(err, &query):
		return EndQuery
	case errors.As(err, &unheard):
		return EndIdle
	case errors.Is(err, context.Canceled):
		return EndCancelled
	}
	return EndFailed
}
