package server

import (
	"bytes"
	"container/list"
	"context"
	"sync"
)

// A stored answer is the bytes of one representation of one address.
type stored struct {
	status    int // 0 for 200; only such answers are kept
	mediaType string
	body      []byte
}

// A cache keeps what was last answered. An edition never changes, so nothing in it goes
// stale, and what many ask for is computed once. It is bounded in bytes: whoever asks
// for ever different things only pushes them out again.
type cache struct {
	limit int // bytes

	mu     sync.Mutex
	size   int
	recent *list.List // of *cached, the last used first
	byKey  map[string]*list.Element
	making map[string]*making

	makers sync.WaitGroup
}

type cached struct {
	key   string
	value *stored
}

// making is an answer that is being computed, for all who wait for it.
type making struct {
	waiting int    // how many
	stop    func() // ends it
	done    chan struct{}
	value   *stored
	err     error
}

func newCache(limit int) *cache {
	return &cache{limit: limit, recent: list.New(), byKey: map[string]*list.Element{}, making: map[string]*making{}}
}

// get gives what is kept under the key, or else makes it; those who ask meanwhile wait
// for the same, each as long as their own context lasts. An error is not kept. What
// nobody waits for any more is not finished: its context ends.
func (c *cache) get(ctx context.Context, key string, produce func(context.Context) (*stored, error)) (*stored, error) {
	c.mu.Lock()
	if e, ok := c.byKey[key]; ok {
		c.recent.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(*cached).value, nil
	}
	m, ok := c.making[key]
	if !ok {
		m = &making{done: make(chan struct{})}
		c.making[key] = m
		var alive context.Context
		alive, m.stop = context.WithCancel(context.WithoutCancel(ctx))
		c.makers.Go(func() {
			defer m.stop()
			c.produce(alive, key, m, produce)
		})
	}
	m.waiting++
	c.mu.Unlock()
	select {
	case <-m.done:
		return m.value, m.err
	case <-ctx.Done():
		c.leave(key, m)
		return nil, ctx.Err()
	}
}

// leave ends the waiting of one.
func (c *cache) leave(key string, m *making) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.waiting--; m.waiting == 0 {
		c.forget(key, m)
		m.stop()
	}
}

// forget has the next who asks begin anew.
func (c *cache) forget(key string, m *making) {
	if c.making[key] == m {
		delete(c.making, key)
	}
}

// close waits for what is still being made, which reads the edition also when nobody
// waits for it any more. Nothing may be asked for after it.
func (c *cache) close() { c.makers.Wait() }

func (c *cache) produce(ctx context.Context, key string, m *making, produce func(context.Context) (*stored, error)) {
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.forget(key, m)
		if m.err == nil && m.value.status == 0 {
			c.keep(key, m.value)
		}
		close(m.done)
	}()
	m.err = rescued(func() (err error) {
		m.value, err = produce(ctx)
		return err
	})
}

// cachedSize is what a cached answer takes besides its texts, in bytes: answers may be short.
const cachedSize = 400

func sizeOf(key string, value *stored) int { return len(key) + len(value.body) + cachedSize }

// keep keeps a value, unless it would push out much else.
func (c *cache) keep(key string, value *stored) {
	size := sizeOf(key, value)
	if size > c.limit/8 || c.byKey[key] != nil {
		return
	}
	value.body = bytes.Clone(value.body) // a buffer has room for as much again
	c.byKey[key] = c.recent.PushFront(&cached{key, value})
	c.size += size
	for c.size > c.limit {
		last := c.recent.Remove(c.recent.Back()).(*cached)
		delete(c.byKey, last.key)
		c.size -= sizeOf(last.key, last.value)
	}
}
