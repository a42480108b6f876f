package server

import (
	"context"
	"errors"
	"os"
	"strings"

	"annals.example/graph"
)

// Reload opens the dataset anew and serves it from the next request on. Requests that
// are under way end with the edition they began with. Where it cannot be opened, the
// edition before stays.
func (s *Server) Reload(ctx context.Context) error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	next, err := s.next(ctx)
	if err != nil {
		s.failedReloads.Add(1)
		return err
	}
	before, ok := s.replace(next)
	if !ok {
		next.release()
		return errClosed
	}
	s.reloads.Add(1)
	s.log.Info("dataset opened", "data", next.data.Name(), "edition", next.data.Edition(), "before", before.data.Edition())
	before.release()
	return nil
}

// next opens the dataset that is to take the place of the one that is served. Of a
// snapshot all is looked at first, which opening alone does not do: the old one may
// serve for so long.
func (s *Server) next(ctx context.Context) (*edition, error) {
	if strings.HasSuffix(s.options.Data, graph.Extension) {
		if err := rescued(func() error { return graph.Verify(ctx, s.options.Data, nil) }); err != nil {
			return nil, err
		}
	}
	return s.newEdition(ctx)
}

var errClosed = errors.New("the server is closed")

// replace makes another edition the one that is served, unless the server was closed
// in the meantime.
func (s *Server) replace(next *edition) (before *edition, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, false
	}
	before, s.current = s.current, next
	return before, true
}

// follow opens a file that has taken the place of the one that is served. One that
// cannot be opened is tried again when it changes.
func (s *Server) follow(ctx context.Context) {
	info := s.replaced()
	if info == nil || s.refused != nil && same(info, s.refused) {
		return
	}
	if err := s.Reload(ctx); err != nil {
		s.refused = info
		s.log.Error("the new dataset cannot be opened: the one before stays", "data", s.options.Data, "error", err)
	}
}

// replaced gives the file of the dataset where it is another than the one that is
// served, else nil. A directory is only read again when that is asked for: nobody
// knows when it is complete.
func (s *Server) replaced() os.FileInfo {
	e, done := s.use()
	defer done()
	if e.file == nil || e.file.IsDir() {
		return nil
	}
	info, err := os.Stat(s.options.Data)
	if err != nil || same(info, e.file) {
		return nil
	}
	return info
}

func same(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}
