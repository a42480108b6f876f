// Package observe is what an operator sees of a server: a log line and an id for
// each request, figures for Prometheus, and whether the server is well.
//
// Requests stands around all other handlers, and is also where a handler that
// panics is caught; Routes stands around the multiplexer, and tells which route a
// request took. What a reader asked is the reader's: the text of queries and the
// query part of addresses are logged only where Options says so, and never counted.
//
// Each server has its own Metrics and is given its logger; nothing is shared beneath.
// What the figures are of, the server says by functions.
package observe

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"annals.example/internal/server/guard"
)

// Options say what is done with what is seen.
type Options struct {
	Log     *slog.Logger
	Metrics *Metrics      // nil: nothing is counted
	Proxies guard.Proxies // whose word on the client and the request's id is taken
	Fail    guard.Fail    // answers after a panic; nil: guard.Plain
	Queries bool          // log the query part of addresses, and what Query is told
	// Quiet says which requests are not worth a line while all is well: those of
	// probes. They are logged at the level of debugging. It may be nil.
	Quiet func(*http.Request) bool
}

// Requests gives each request an id, which the answer has as X-Request-Id, and
// measures and logs it when it is done. After a panic the client gets 500 and the
// id, the log the stack, and the server goes on; where part of an answer was already
// sent, the connection is broken off, so that nobody takes the part for the whole.
func Requests(o Options) guard.Middleware {
	if o.Fail == nil {
		o.Fail = guard.Plain
	}
	o.Log = WithIDs(o.Log)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rec := &record{id: o.id(r), begun: time.Now(), queries: o.Queries}
			out := &recorder{ResponseWriter: w, head: r.Method == http.MethodHead}
			out.Header().Set(idHeader, rec.id)
			r = r.WithContext(context.WithValue(r.Context(), recordKey{}, rec))
			if o.Metrics != nil {
				o.Metrics.inFlight.Inc()
			}
			defer o.finish(rec, out, r)
			defer o.rescue(rec, out, r)
			next.ServeHTTP(out, r)
		})
	}
}

// A record is what is known of a request while it runs.
type record struct {
	id      string
	begun   time.Time
	queries bool

	mu      sync.Mutex // a handler may let others write
	route   string
	aborted bool
	notes   []slog.Attr
}

type recordKey struct{}

func recordOf(ctx context.Context) *record {
	rec, _ := ctx.Value(recordKey{}).(*record)
	return rec
}

// Routes notes which route of a multiplexer a request took. It stands around the
// multiplexer itself: what copies the request hides that from whoever is further out.
func Routes(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rec := recordOf(r.Context()); rec != nil {
			defer func() {
				rec.mu.Lock()
				defer rec.mu.Unlock()
				if rec.route == "" {
					rec.route = r.Pattern
				}
			}()
		}
		mux.ServeHTTP(w, r)
	})
}

// Route names the route of a request where its pattern says too little. There may be but
// few such names, as of patterns, and nothing of a client in them.
func Route(ctx context.Context, name string) {
	if rec := recordOf(ctx); rec != nil {
		rec.mu.Lock()
		defer rec.mu.Unlock()
		rec.route = name
	}
}

// Query notes the text of a query for the log, where queries are logged.
func Query(ctx context.Context, language, text string) {
	rec := recordOf(ctx)
	if rec == nil || !rec.queries {
		return
	}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.notes = append(rec.notes, slog.Group("asked", slog.String("language", clean(language)), slog.String("text", clean(text))))
}

// finish counts and logs a request.
func (o Options) finish(rec *record, out *recorder, r *http.Request) {
	took := time.Since(rec.begun)
	rec.mu.Lock()
	defer rec.mu.Unlock()
	status := out.status
	if status == 0 && !rec.aborted {
		status = http.StatusOK // as net/http says then
	}
	if o.Metrics != nil {
		code := strconv.Itoa(status)
		if rec.aborted {
			code = "aborted"
		}
		o.Metrics.done(rec.route, code, took, out.bytes)
	}
	level := o.level(r, status)
	if !o.Log.Enabled(r.Context(), level) {
		return
	}
	line := []slog.Attr{
		slog.String("client", o.client(r)),
		slog.String("method", r.Method),
		slog.String("path", clean(r.URL.EscapedPath())),
		slog.String("route", rec.route),
		slog.Int("status", status),
		slog.Int64("bytes", out.bytes),
		slog.Float64("ms", math.Round(took.Seconds()*1e6)/1e3),
	}
	if rec.aborted {
		line = append(line, slog.Bool("aborted", true))
	}
	if r.Context().Err() != nil && status != http.StatusRequestTimeout { // its context ends then, too
		line = append(line, slog.Bool("gone", true)) // the client did not wait
	}
	if o.Queries && r.URL.RawQuery != "" {
		line = append(line, slog.String("query", clean(r.URL.RawQuery)))
	}
	o.Log.LogAttrs(r.Context(), level, "request", append(line, rec.notes...)...)
}

// client is the address of who asks, or "" where the connection has none.
func (o Options) client(r *http.Request) string {
	if addr := o.Proxies.Client(r); addr.IsValid() {
		return addr.String()
	}
	return ""
}

// level is how much a request is worth to be read about. Being asked too much (503)
// is no fault of the program.
func (o Options) level(r *http.Request, status int) slog.Level {
	switch {
	case status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout: // there is too much to do
		return slog.LevelWarn
	case status >= 500:
		return slog.LevelError
	case status < 400 && o.Quiet != nil && o.Quiet(r):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
