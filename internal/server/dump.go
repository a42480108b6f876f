package server

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// dumps are the whole dataset, compressed once for each format when it is first asked
// for, so that its length is known and a harvester can go on where it broke off.
type dumps struct {
	mu     sync.Mutex
	byName map[string]*dumping
}

// A dumping is one dump, for all who wait for it.
type dumping struct {
	done chan struct{}
	file *os.File
	err  error
}

// dump answers with the whole dataset.
func (s *Server) dump(f format) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		e, done := s.use()
		defer done()
		file, size, err := e.dumps.open(r.Context(), e, f.name)
		if err != nil {
			s.failed(w, r, err)
			return
		}
		// It may be long, and a harvester slow: as long as bytes go out it may last.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
		h := w.Header()
		h.Set("Content-Type", "application/gzip")
		h.Set("Content-Disposition", `attachment; filename="dump`+f.ext+`.gz"`)
		e.validate(h, "dump-"+f.name)
		http.ServeContent(w, r, "", time.Time{}, io.NewSectionReader(file, 0, size))
	}
}

// open gives the compressed dataset. It is made by itself, and kept, also when whoever
// asked for it first has left.
func (d *dumps) open(ctx context.Context, e *edition, name string) (file *os.File, size int64, err error) {
	d.mu.Lock()
	one := d.byName[name]
	if one == nil {
		one = &dumping{done: make(chan struct{})}
		if d.byName == nil {
			d.byName = map[string]*dumping{}
		}
		d.byName[name] = one
		e.users.Add(1)
		go func() {
			defer e.release()
			d.write(e, name, one)
		}()
	}
	d.mu.Unlock()
	select {
	case <-one.done:
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
	if one.err != nil {
		return nil, 0, one.err
	}
	info, err := one.file.Stat()
	if err != nil {
		return nil, 0, err
	}
	return one.file, info.Size(), nil
}

func (d *dumps) write(e *edition, name string, one *dumping) {
	defer close(one.done)
	if one.file, one.err = compress(e, name); one.err != nil {
		d.mu.Lock()
		delete(d.byName, name) // the disk may have room the next time
		d.mu.Unlock()
	}
}

// compress writes the dataset into a file that has no name any more, so that nothing
// is left of it however the process ends. Without a time in its header, its bytes are
// the same each time.
func compress(e *edition, name string) (*os.File, error) {
	f, err := os.CreateTemp("", "annals-dump-")
	if err != nil {
		return nil, err
	}
	z := gzip.NewWriter(f)
	err = errors.Join(os.Remove(f.Name()), e.data.Export(e.ctx, z, name, ""), z.Close())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("write the dump: %w", err), f.Close())
	}
	return f, nil
}

// close gives the files back; nobody uses the edition any more.
func (d *dumps) close() {
	for _, one := range d.byName {
		_ = one.file.Close() // it was only read
	}
}
