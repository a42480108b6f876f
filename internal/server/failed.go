package server

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"annals.example/graph"
)

// A busyError says that as much is being answered as this server answers at once.
type busyError struct{ after time.Duration }

func (e *busyError) Error() string { return "too many questions at once" }

// failed answers with what an error means to whoever asked. What is the server's own
// fault is logged, and not told.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	var (
		unknown   *graph.UnknownError
		ambiguous *graph.AmbiguousError
		wrongType *graph.WrongTypeError
		argument  *graph.ArgumentError
		busy      *busyError
	)
	switch {
	case r.Context().Err() != nil: // nobody waits for an answer any more
		panic(http.ErrAbortHandler)
	case errors.As(err, &unknown):
		s.fail(w, r, problem{Status: http.StatusNotFound, Msg: err.Error(), Near: unknown.Near})
	case errors.As(err, &ambiguous):
		s.fail(w, r, problem{Status: http.StatusNotFound, Msg: err.Error(), Hint: "say which, by its id", Near: ambiguous.IDs})
	case errors.As(err, &wrongType):
		s.fail(w, r, problem{Status: http.StatusBadRequest, Msg: err.Error()})
	case errors.As(err, &argument):
		s.fail(w, r, problem{Status: http.StatusBadRequest, Msg: err.Error(), Hint: argument.Hint})
	case errors.As(err, &busy):
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(busy.after.Seconds()))))
		s.fail(w, r, problem{Status: http.StatusServiceUnavailable, Msg: err.Error(), Hint: "ask again a little later"})
	case errors.Is(err, context.DeadlineExceeded):
		s.fail(w, r, problem{Status: http.StatusGatewayTimeout, Msg: "this took longer than " + s.options.Pool.Deadline.String(),
			Hint: "ask for less"})
	default:
		s.log.Error("no answer", "path", r.URL.Path, "error", err)
		s.fail(w, r, problem{Status: http.StatusInternalServerError, Msg: "this server could not answer"})
	}
}

// produce makes the function that answers in this process: within the time that a
// query may take, and with as many at once as there is memory and time for. It does
// not end with the request, because others may wait for the same.
func (s *Server) produce(answer func(context.Context) (*stored, error)) func() (*stored, error) {
	return func() (*stored, error) {
		ctx, cancel := context.WithTimeout(s.ctx, s.options.Pool.Deadline)
		defer cancel()
		wait := time.NewTimer(slotWait)
		defer wait.Stop()
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		case <-wait.C:
			return nil, &busyError{slotWait}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return answer(ctx)
	}
}

// slotWait is how long a question waits for others to be answered.
const slotWait = 2 * time.Second
