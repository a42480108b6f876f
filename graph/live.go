package graph

import (
	"context"
	"os"
	"sync"
)

// A Live dataset is a snapshot file that may be replaced by another, by rename, while
// it is being asked. Whoever asks keeps the edition that they began with; the next
// gets the new one.
type Live struct {
	path string

	mu   sync.Mutex
	now  *Dataset
	file os.FileInfo // what now was opened from
}

// OpenLive opens a snapshot that may be replaced.
func OpenLive(ctx context.Context, path string) (*Live, error) {
	l := &Live{path: path}
	d, done, err := l.Use(ctx)
	if err != nil {
		return nil, err
	}
	_ = d
	done()
	return l, nil
}

// Use gives the edition that the file holds now, until done is called. Where the file
// was replaced by one that cannot be opened, it goes on with the one before, and the
// error says so besides.
func (l *Live) Use(ctx context.Context) (d *Dataset, done func(), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err = l.refresh(ctx)
	if l.now == nil {
		return nil, nil, err
	}
	d = l.now
	d.snap.Retain() // it cannot be closed: the lock is held
	return d, sync.OnceFunc(func() { _ = d.snap.Close() }), err
}

// refresh opens the file where it is another than before. The edition before goes
// when its last user is done.
func (l *Live) refresh(ctx context.Context) error {
	info, err := os.Stat(l.path)
	if err != nil {
		return err
	}
	if l.file != nil && os.SameFile(info, l.file) && info.ModTime().Equal(l.file.ModTime()) {
		return nil
	}
	next, err := Open(ctx, l.path)
	if err != nil {
		return err
	}
	if l.now != nil {
		_ = l.now.Close()
	}
	l.now, l.file = next, info
	return nil
}

// Close gives the dataset back; those who still use it finish first.
func (l *Live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil
	}
	err := l.now.Close()
	l.now = nil
	return err
}
