package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func answer(text string) func(context.Context) (*stored, error) {
	return func(context.Context) (*stored, error) { return &stored{body: []byte(text)}, nil }
}

// What many ask for at once is made once, and kept.
func TestCacheMakesOnce(t *testing.T) {
	c := newCache(1 << 20)
	var made atomic.Int32
	start := make(chan struct{})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			s, err := c.get(t.Context(), "key", func(context.Context) (*stored, error) {
				<-start
				made.Add(1)
				return &stored{body: []byte("answer")}, nil
			})
			if err != nil || string(s.body) != "answer" {
				t.Errorf("got %v, %v", s, err)
			}
		})
	}
	close(start)
	all.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

// Its bytes are bounded: what was not used for longest goes, and what is too large is
// never kept.
func TestCacheIsBounded(t *testing.T) {
	const limit = 10 * (cachedSize + 100)
	c := newCache(limit)
	get := func(key, text string) string {
		s, err := c.get(t.Context(), key, answer(text))
		if err != nil {
			t.Fatal(err)
		}
		return string(s.body)
	}
	hundred := strings.Repeat("x", 90)
	get("first", hundred)
	for i := range 30 {
		get("first", "not made again")
		get(fmt.Sprint("other", i), hundred)
	}
	if get("first", "made again") != hundred {
		t.Error("what is used all the time was thrown out")
	}
	if get("other0", "made again") != "made again" {
		t.Error("what was not used is still there")
	}
	get("large", strings.Repeat("x", limit/4))
	if get("large", "made again") != "made again" {
		t.Error("what is a fourth of the cache was kept")
	}
	if c.size > limit || c.size < limit/2 || c.recent.Len() != len(c.byKey) {
		t.Errorf("%d bytes, %d entries in order, %d by key", c.size, c.recent.Len(), len(c.byKey))
	}
}

// An error is not kept, a panic is one, and whoever stops waiting gets away.
func TestCacheFailures(t *testing.T) {
	c := newCache(1 << 20)
	wrong := errors.New("wrong")
	if _, err := c.get(t.Context(), "key", func(context.Context) (*stored, error) { return nil, wrong }); !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	if _, err := c.get(t.Context(), "key", func(context.Context) (*stored, error) { panic("wrong") }); !errors.Is(err, errPanicked) {
		t.Errorf("got %v", err)
	}
	if s, err := c.get(t.Context(), "key", answer("right")); err != nil || string(s.body) != "right" {
		t.Errorf("got %v, %v", s, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	never := make(chan struct{})
	defer close(never)
	if _, err := c.get(ctx, "slow", func(context.Context) (*stored, error) { <-never; return &stored{}, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What nobody waits for any more is told to end, and the next who asks does not wait for
// it; closing waits until it has ended.
func TestCacheStopsWhatNobodyWaitsFor(t *testing.T) {
	c := newCache(1 << 20)
	ended, end := make(chan struct{}), make(chan struct{})
	slow := func(ctx context.Context) (*stored, error) {
		<-ctx.Done()
		close(ended)
		<-end
		return nil, ctx.Err()
	}
	first, leaveFirst := context.WithCancel(t.Context())
	second, leaveSecond := context.WithCancel(t.Context())
	var both sync.WaitGroup
	for _, ctx := range []context.Context{first, second} {
		both.Go(func() {
			if _, err := c.get(ctx, "key", slow); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
	for waiting := 0; waiting < 2; {
		c.mu.Lock()
		if m := c.making["key"]; m != nil {
			waiting = m.waiting
		}
		c.mu.Unlock()
	}
	leaveFirst()
	select {
	case <-ended:
		t.Error("it was ended, and one still waited")
	default:
	}
	leaveSecond()
	both.Wait()
	<-ended
	if s, err := c.get(t.Context(), "key", answer("anew")); err != nil || string(s.body) != "anew" {
		t.Errorf("got %v, %v", s, err)
	}
	close(end)
	c.close() // waits for what is still being made
	if s, err := c.get(t.Context(), "key", answer("again")); err != nil || string(s.body) != "anew" {
		t.Errorf("kept is %v, %v", s, err)
	}
}
