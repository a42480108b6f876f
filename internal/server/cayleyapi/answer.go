package cayleyapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"annals.example/graph"
	"annals.example/internal/sandbox"
)

// clientGone is what logs show where nobody waited for the answer, as nginx has it. It is
// never sent: who only closed one half of the connection would read it.
const clientGone = 499

// unavailable says that there is no dataset to answer from.
type unavailable struct{ err error }

func (u *unavailable) Error() string { return "the dataset cannot be opened: " + u.err.Error() }
func (u *unavailable) Unwrap() error { return u.err }

// failed writes an error. What the client can do nothing about is told to the log, and
// to the client only that it happened: it may name files of the server.
func (a *api) failed(w http.ResponseWriter, r *http.Request, err error) {
	var (
		wrong  *graph.QueryError
		refuse *refusal
		limit  *sandbox.LimitError
		crash  *sandbox.CrashError
		busy   *sandbox.BusyError
		closed *unavailable
	)
	switch {
	case r.Context().Err() != nil && errors.Is(err, context.Canceled):
		w.WriteHeader(clientGone) // a note for the log: the connection is broken off before it is sent
		panic(http.ErrAbortHandler)
	case errors.As(err, &refuse):
		fail(w, refuse.status, refuse.msg)
	case errors.As(err, &wrong):
		fail(w, http.StatusBadRequest, wrong.Error())
	case errors.As(err, &busy):
		a.busy(w, r, busy)
	case errors.As(err, &limit):
		fail(w, limitStatus(limit), withHint(limit))
	case errors.As(err, &crash):
		// Its last words may be those of the query, which no log has unasked.
		a.log.WarnContext(r.Context(), "a query crashed its worker")
		fail(w, http.StatusUnprocessableEntity, crash.Error()+": this is no empty answer; write the query differently")
	case errors.Is(err, context.DeadlineExceeded):
		fail(w, http.StatusGatewayTimeout, "the query took too long: ask for less")
	case errors.As(err, &closed), errors.Is(err, sandbox.ErrClosed):
		a.log.ErrorContext(r.Context(), "nothing to answer from", "error", err)
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusServiceUnavailable, "there is no dataset to answer from at the moment: ask again")
	default:
		a.log.ErrorContext(r.Context(), "a request failed", "path", r.URL.Path, "error", err)
		fail(w, http.StatusInternalServerError, "the server failed, not the request: its log says how")
	}
}

// busy says when to ask again. Why there is no worker at all is for the log.
func (a *api) busy(w http.ResponseWriter, r *http.Request, busy *sandbox.BusyError) {
	if busy.Reason != nil {
		a.log.ErrorContext(r.Context(), "no worker for a query", "error", busy.Reason)
	}
	seconds := max(1, math.Ceil(busy.RetryAfter.Seconds()))
	w.Header().Set("Retry-After", strconv.FormatFloat(seconds, 'f', 0, 64))
	why := "too many queries wait already"
	if busy.Reason != nil {
		why = "no worker could be started for the query, and the server's log says why"
	}
	fail(w, http.StatusServiceUnavailable, fmt.Sprintf("%s: ask again in %.0f s", why, seconds))
}

// limitStatus tells a query that took too long, which another time may not, from one
// that asks for too much.
func limitStatus(l *sandbox.LimitError) int {
	switch l.Limit {
	case sandbox.LimitTime:
		return http.StatusGatewayTimeout
	case sandbox.LimitText:
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusUnprocessableEntity
}

func withHint(l *sandbox.LimitError) string {
	if l.Hint == "" {
		return l.Error()
	}
	return l.Error() + ": " + l.Hint
}

// fail writes an error as Cayley does.
func fail(w http.ResponseWriter, status int, msg string) {
	writeJSON(w, status, asJSON, struct {
		Error string `json:"error"`
	}{msg})
}

// writeJSON writes a small value.
func writeJSON(w http.ResponseWriter, status int, mime string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and numbers of our own
	}
	head(w, mime)
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a client that is gone needs no answer
}

func head(w http.ResponseWriter, mime string) {
	w.Header().Set("Content-Type", mime)
	w.Header().Set("X-Content-Type-Options", "nosniff")
}

// writeRows writes what Gizmo and MQL give: null for no rows, as Cayley does.
func (a *api) writeRows(w http.ResponseWriter, result *sandbox.Result, collation string) {
	size := 16
	for _, row := range result.Rows {
		size += len(row) + 1
	}
	release, ok := a.hold(new(int), size) // not the rows: they go when they are written into one
	if !ok {
		a.full(w)
		return
	}
	defer release()
	mime := asJSON
	if collation == graph.JSONLD {
		mime = asJSONLD
	}
	head(w, mime)
	w.Header().Add("Vary", "Accept")
	text := append(make([]byte, 0, size), `{"result":`...)
	for i, row := range result.Rows {
		if i == 0 {
			text = append(text, '[')
		} else {
			text = append(text, ',')
		}
		text = append(text, row...)
	}
	if len(result.Rows) == 0 {
		text = append(text, "null"...)
	} else {
		text = append(text, ']')
	}
	_, _ = w.Write(append(text, "}\n"...))
}

// writeGraphQL writes what GraphQL gives: one row, which is an object.
func (a *api) writeGraphQL(w http.ResponseWriter, result *sandbox.Result) {
	data := json.RawMessage("null")
	if len(result.Rows) > 0 {
		data = result.Rows[0]
	}
	release, ok := a.hold(new(int), len(data))
	if !ok {
		a.full(w)
		return
	}
	defer release()
	head(w, asJSON)
	for _, part := range [][]byte{[]byte(`{"data":`), data, []byte("}\n")} {
		_, _ = w.Write(part)
	}
}

// writeGraphQLError says that the text of a GraphQL query is wrong: in the answer and
// not by the status, as Cayley and most servers of GraphQL do.
func writeGraphQLError(w http.ResponseWriter, wrong *graph.QueryError) {
	type mistake struct {
		Message   string `json:"message"`
		Locations []int  `json:"locations"`
	}
	writeJSON(w, http.StatusOK, asJSON, struct {
		Data   any       `json:"data"`
		Errors []mistake `json:"errors"`
	}{nil, []mistake{{wrong.Error(), nil}}})
}
