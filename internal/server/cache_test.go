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

func answer(text string) func() (*stored, error) {
	return func() (*stored, error) { return &stored{body: []byte(text)}, nil }
}

// What many ask for at once is made once, and kept.
func TestCacheMakesOnce(t *testing.T) {
	c := newCache(1 << 20)
	var made atomic.Int32
	start := make(chan struct{})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			s, err := c.get(t.Context(), "key", func() (*stored, error) {
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
	c := newCache(4000)
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
	get("large", strings.Repeat("x", 500))
	if get("large", "made again") != "made again" {
		t.Error("what is half the cache was kept")
	}
	if c.size > 4000 || c.recent.Len() != len(c.byKey) {
		t.Errorf("%d bytes, %d entries in order, %d by key", c.size, c.recent.Len(), len(c.byKey))
	}
}

// An error is not kept, a panic is one, and whoever stops waiting gets away.
func TestCacheFailures(t *testing.T) {
	c := newCache(1000)
	wrong := errors.New("wrong")
	if _, err := c.get(t.Context(), "key", func() (*stored, error) { return nil, wrong }); !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	if _, err := c.get(t.Context(), "key", func() (*stored, error) { panic("wrong") }); !errors.Is(err, errPanicked) {
		t.Errorf("got %v", err)
	}
	if s, err := c.get(t.Context(), "key", answer("right")); err != nil || string(s.body) != "right" {
		t.Errorf("got %v, %v", s, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	never := make(chan struct{})
	defer close(never)
	if _, err := c.get(ctx, "slow", func() (*stored, error) { <-never; return &stored{}, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
