package sandbox

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestBusy: past the queue and past the wait there is an error that says when to
// come again; whoever waited is answered.
func TestBusy(t *testing.T) {
	o := patient()
	o.Workers, o.Queue, o.Wait = 1, 1, time.Hour
	p := newPool(t, o)
	answersRight(t, p)
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := p.Query(ctx, gizmo("for (;;) ;"))
		ended <- err
	}()
	until(t, "the worker is busy", func() bool { return p.Stats().Busy == 1 })
	waited := make(chan error)
	go func() {
		_, err := p.Query(t.Context(), gizmo(innocent))
		waited <- err
	}()
	until(t, "one waits", func() bool { return p.Stats().Waiting == 1 })
	_, err := p.Query(t.Context(), gizmo(innocent))
	if busy := new(BusyError); !errors.As(err, &busy) || busy.RetryAfter <= 0 {
		t.Errorf("past the queue: %v", err)
	}
	leave()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("who left: %v", err)
	}
	if err := <-waited; err != nil {
		t.Errorf("who waited: %v", err)
	}
}

// TestWaitLimit: nobody waits longer than Wait, and who leaves the queue leaves it.
func TestWaitLimit(t *testing.T) {
	o := patient()
	o.Workers, o.Wait = 1, 200*time.Millisecond
	p := newPool(t, o)
	until(t, "a worker is ready", func() bool { return p.Stats().Idle == 1 })
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := p.Query(ctx, gizmo("for (;;) ;"))
		ended <- err
	}()
	until(t, "the worker is busy", func() bool { return p.Stats().Busy == 1 })
	_, err := p.Query(t.Context(), gizmo(innocent))
	if busy := new(BusyError); !errors.As(err, &busy) {
		t.Errorf("past the wait: %v", err)
	}
	impatient, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := p.Query(impatient, gizmo(innocent)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("somebody with less patience: %v", err)
	}
	if s := p.Stats(); s.Waiting != 0 {
		t.Errorf("who left still waits: %+v", s)
	}
	leave()
	<-ended
}
