package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// sessions are sessions of Gizmo that are ready to be used, once each: to make
// one, and to have it look at Cayley's types for the first time, takes longer
// than to answer most questions.
type sessions struct {
	qs    *quadStore
	ready chan *gizmo.Session
}

// readySessions is how many wait for questions that come at the same time.
const readySessions = 4

func newSessions(qs *quadStore) sessions {
	return sessions{qs, make(chan *gizmo.Session, readySessions)}
}

// take gives a session that nobody used.
func (s sessions) take() *gizmo.Session {
	select {
	case session := <-s.ready:
		return session
	default:
		return gizmo.NewSession(s.qs)
	}
}

// renew makes one more session while nobody waits for it.
func (s sessions) renew() {
	if len(s.ready) == cap(s.ready) {
		return
	}
	go s.prepare()
}

func (s sessions) prepare() {
	session, err := s.warmed()
	if err != nil {
		return // take makes one that was not used at all
	}
	select {
	case s.ready <- session:
	default: // others were faster
	}
}

// Prepare halves what the next query in Gizmo takes, unless an earlier call did. It
// takes as long as a small query itself: it is for when none waits.
func (s *Store) Prepare() {
	if len(s.sessions.ready) == 0 {
		s.sessions.prepare()
	}
}

// warming has Gizmo look at what programs use, and asks the store nothing.
const warming = `g.V(iri("a")).tag("a").out(iri("a")).filter(gt(1)); null`

func (s sessions) warmed() (*gizmo.Session, error) {
	ctx := context.Background() // nobody waits
	session := gizmo.NewSession(s.qs)
	it, err := session.Execute(ctx, warming, query.Options{Collation: query.Raw})
	if err != nil {
		return nil, err
	}
	for it.Next(ctx) {
	}
	return session, it.Err() // Close would end the session
}

// A program is one that runs.
type program struct {
	query.Iterator
	aside          bool // in a goroutine of its own, which goes on for a while after Close: Gizmo's
	started, ended bool
}

func (p *program) Next(ctx context.Context) bool {
	p.started = true
	if p.Iterator.Next(ctx) {
		return true
	}
	p.ended = ctx.Err() == nil // else nobody knows
	return false
}

// finish closes the results of programs, and then, once none runs any more,
// calls done; it does not wait for that.
func finish(programs []*program, done func()) {
	var running []*program
	for _, p := range programs {
		_ = p.Close() // it says nil
		if p.aside && p.started && !p.ended {
			running = append(running, p)
		}
	}
	if len(running) == 0 {
		done()
		return
	}
	go func() {
		defer done()
		for _, p := range running {
			for p.Iterator.Next(context.Background()) { // what it still has to say
			}
		}
	}()
}
