package server

import (
	"context"
	"errors"
	"net"
	"time"

	"annals.example/internal/server/guard"
)

// drain is how long requests that are under way have when the server is to end.
const drain = 4 * time.Second

// Serve answers what comes in, until the context ends; then it takes nothing new and
// finishes what is under way, within five seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := guard.Usual().Server(s, s.log)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	watch := time.NewTicker(time.Second)
	defer watch.Stop()
	for {
		select {
		case err := <-ended:
			return err
		case <-watch.C:
			s.follow(ctx)
		case <-ctx.Done():
			s.draining.Store(true)
			stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
			defer cancel()
			err := h.Shutdown(stop)
			if errors.Is(err, context.DeadlineExceeded) { // what still goes on is cut off
				s.log.Warn("requests were cut off", "after", drain)
				err = h.Close()
			}
			return err
		}
	}
}
