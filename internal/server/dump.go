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
)

// dumps are the whole dataset, compressed once for each format when it is first asked
// for, so that its length is known and a harvester can go on where it broke off.
type dumps struct {
	mu     sync.Mutex
	byName map[string]*dumping

	writers sync.WaitGroup
}

// A dumping is one dump, for all who wait for it.
type dumping struct {
	done  chan struct{}
	file  *os.File
	named bool // the system keeps the name of a file that is open
	err   error
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
		h := w.Header()
		h.Set("Content-Type", "application/gzip")
		h.Set("Content-Disposition", `attachment; filename="dump`+f.ext+`.gz"`)
		e.validate(h, "dump-"+f.name)
		s.content(w, r, io.NewSectionReader(file, 0, size))
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
		d.writers.Go(func() { d.write(e, name, one) })
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
	if one.err = one.make(e, name); one.err != nil {
		one.close()
		d.mu.Lock()
		delete(d.byName, name) // the disk may have room the next time
		d.mu.Unlock()
	}
}

// make writes the dataset into a file that has no name any more, so that nothing is
// left of it however the process ends. Without a time in its header, its bytes are the
// same each time.
func (one *dumping) make(e *edition, name string) (err error) {
	if one.file, err = os.CreateTemp("", "annals-dump-"); err != nil {
		return fmt.Errorf("write the dump into the folder for temporary files (TMPDIR): %w", err)
	}
	one.named = os.Remove(one.file.Name()) != nil
	z := gzip.NewWriter(one.file)
	err = rescued(func() error { return e.data.Export(e.ctx, z, name, "") })
	if err = errors.Join(err, z.Close()); err != nil {
		return fmt.Errorf("write the dump: %w", err)
	}
	return nil
}

// close gives the file back, where there is one.
func (one *dumping) close() {
	if one.file == nil {
		return
	}
	_ = one.file.Close() // what was written is not wanted any more
	if one.named {
		_ = os.Remove(one.file.Name()) // it lies where such files are cleared away
	}
}

// close gives the files back; nobody uses the edition any more.
func (d *dumps) close() {
	d.writers.Wait()
	for _, one := range d.byName {
		one.close()
	}
}
