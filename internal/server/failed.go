package server

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"annals.example/graph"
	"annals.example/internal/web"
)

// A busyError says that as much is being answered as this server answers at once.
type busyError struct{ after time.Duration }

func (e *busyError) Error() string { return "too many questions at once" }

// failed answers with what an error means to whoever asked. What is the server's own
// fault is logged, and not told.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil { // nobody waits for an answer any more
		panic(http.ErrAbortHandler)
	}
	var (
		unknown   *graph.UnknownError
		ambiguous *graph.AmbiguousError
		argument  *graph.ArgumentError
		busy      *busyError
		long      *longError
	)
	p := problem{Status: web.Status(err), Msg: err.Error(), err: err}
	switch {
	case errors.As(err, &unknown):
		p.Near = unknown.Near
		if unknown.What == "type" || unknown.What == "question" {
			p.words = nameIn(unknown.Name)
		}
	case errors.As(err, &ambiguous):
		p.Hint, p.Near = "say which, by its id", ambiguous.IDs
	case errors.As(err, &argument):
		p.Hint = argument.Hint
	case errors.As(err, &busy):
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(busy.after.Seconds()))))
		p.Status, p.Hint = http.StatusServiceUnavailable, "ask again a little later"
	case errors.As(err, &long):
		p.Status = http.StatusUnprocessableEntity
		p.Hint = "ask for less: about one thing, between two dates, or with limit=1000; the dumps have everything"
	case errors.Is(err, context.DeadlineExceeded):
		p.Msg, p.Hint = "this took longer than "+s.options.Pool.Deadline.String(), "ask for less"
	case p.Status == http.StatusInternalServerError:
		s.log.ErrorContext(r.Context(), "no answer", "path", r.URL.Path, "error", err)
		p.Msg = "this server could not answer"
	}
	s.fail(w, r, p)
}

// made gives an answer that the edition keeps, or makes it and keeps it; where it cannot
// be made, that is answered, and there is none.
func (s *Server) made(w http.ResponseWriter, r *http.Request, e *edition, at slots, key, mediaType string,
	write func(context.Context, *draft) error) (*stored, bool) {
	answer, err := e.cache.get(r.Context(), key, func(ctx context.Context) (*stored, error) {
		b, err := s.inTurn(ctx, e, at, write)
		if err != nil {
			return nil, err
		}
		return &stored{status: b.status, mediaType: mediaType, body: b.b.Bytes()}, nil
	})
	if err != nil {
		s.failed(w, r, err)
		return nil, false
	}
	return answer, true
}

// inTurn makes an answer in this process: within the time that a query may take, and
// with as many at once as there is memory and time for. It ends with the edition, too.
func (s *Server) inTurn(ctx context.Context, e *edition, at slots, write func(context.Context, *draft) error) (*draft, error) {
	ctx, cancel := context.WithTimeout(ctx, s.options.Pool.Deadline)
	defer cancel()
	defer context.AfterFunc(e.ctx, cancel)()
	wait := time.NewTimer(slotWait)
	defer wait.Stop()
	select {
	case at <- struct{}{}:
		defer func() { <-at }()
	case <-wait.C:
		return nil, &busyError{slotWait}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	b := newDraft(ctx)
	return b, write(ctx, b)
}

// slots are places for what is answered at once.
type slots chan struct{}

// slotWait is how long a question waits for others to be answered.
const slotWait = 2 * time.Second
