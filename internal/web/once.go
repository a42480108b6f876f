package web

import (
	"context"
	"sync"
)

// A once keeps what is read once for an edition. Unlike sync.OnceValues it forgets a
// failure: the one who asked first may have gone away, and the next asks again.
type once[T any] struct {
	mu    sync.Mutex
	read  bool
	value T
}

func (o *once[T]) get(ctx context.Context, read func(context.Context) (T, error)) (T, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.read {
		return o.value, nil
	}
	value, err := read(ctx)
	if err == nil {
		o.value, o.read = value, true
	}
	return value, err
}
