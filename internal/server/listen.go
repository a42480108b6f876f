package server

import (
	"context"
	"errors"
	"net"
	"time"
)

// drain is how long requests that are under way have when the server is to end.
const drain = 4 * time.Second

// Serve answers what comes in, until the context ends; then it takes nothing new and
// finishes what is under way, within five seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := s.options.Limits.Server(s, s.log)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	following, stop := context.WithCancel(ctx)
	defer stop()
	go s.keepUp(following)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.draining.Store(true)
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	err := h.Shutdown(draining)
	if errors.Is(err, context.DeadlineExceeded) { // what still goes on is cut off
		s.log.Warn("requests were cut off", "after", drain)
		err = h.Close()
	}
	return err
}

// keepUp looks every second whether the dataset was replaced. To open one may take long:
// nobody waits for it.
func (s *Server) keepUp(ctx context.Context) {
	watch := time.NewTicker(time.Second)
	defer watch.Stop()
	for {
		select {
		case <-watch.C:
			s.follow(ctx)
		case <-ctx.Done():
			return
		}
	}
}
