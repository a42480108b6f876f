// Package cayleyapi is Cayley's HTTP API, of its first and of its second version, for a
// dataset that nobody writes to: the same requests, and the same JSON, as Cayley's own
// server. Where that server is wrong this one is right; "annals help api" lists each
// difference, and the tests hold both servers against each other.
//
// Text of queries is not run here but handed to a Runner. Which hosts and origins may
// ask, how often, logs and metrics are left to what stands in front of it, and the
// prefix of a sub-path is cut off before.
package cayleyapi

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"runtime"
	"slices"
	"strings"

	"annals.example/graph"
	"annals.example/internal/sandbox"
)

// A Runner answers free queries: a *sandbox.Pool.
type Runner interface {
	Query(ctx context.Context, q sandbox.Request) (*sandbox.Result, error)
}

// Options say what is served.
type Options struct {
	// Use gives the dataset, and the runner for it, as they are now, until done is
	// called: an answer keeps the edition that it began with.
	Use func(ctx context.Context) (d *graph.Dataset, run Runner, done func(), err error)
	// Hold counts the bytes of an answer that is held for a client until release is
	// called, or says that there is no room for them; HoldBody does so for what clients
	// send, which has a bound of its own. Each is a guard.Memory's, or nil for no bound.
	Hold, HoldBody func(what any, bytes int) (release func(), ok bool)
	// Log is told of faults that are none of the client's; nil for nobody.
	Log *slog.Logger
}

type api struct {
	use            func(ctx context.Context) (*graph.Dataset, Runner, func(), error)
	hold, holdBody func(what any, bytes int) (release func(), ok bool)
	log            *slog.Logger
	reads          chan struct{} // a place for each that goes on
	turns          chan struct{} // a place for each that computes
}

// A route is a path of Cayley's, the methods that it takes, and what answers it.
type route struct {
	path    string
	methods []string // none: all of them
	serve   http.HandlerFunc
}

func (a *api) routes() []route {
	post, both := []string{http.MethodPost}, []string{http.MethodGet, http.MethodPost}
	return []route{
		{"/api/v2/query", both, a.queryV2},
		{"/api/v2/read", both, a.read},
		{"/api/v2/formats", []string{http.MethodGet}, formats},
		{"/api/v2/write", nil, refuse},
		{"/api/v2/delete", nil, refuse},
		{"/api/v2/node/delete", nil, refuse},

		{"/api/v1/query/{lang}", post, a.queryV1},
		{"/api/v1/shape/{lang}", post, noShape},
		{"/api/v1/write", nil, refuse},
		{"/api/v1/write/file/nquad", nil, refuse},
		{"/api/v1/delete", nil, refuse},

		// The same where Cayley has its first version today.
		{"/query/{lang}", post, a.queryV1},
		{"/shape/{lang}", post, noShape},
		{"/write", nil, refuse},
		{"/write/file/nquad", nil, refuse},
		{"/delete", nil, refuse},
	}
}

// Routes are the patterns of http.ServeMux for which New answers. Of /shape/ only what
// Cayley has there: shape/x may be a thing of a dataset.
func Routes() []string {
	patterns := []string{"/api/"}
	for _, r := range (&api{}).routes() {
		switch {
		case strings.HasPrefix(r.path, "/api/"):
		case strings.HasPrefix(r.path, "/shape/"):
			patterns = append(patterns, "POST "+r.path)
		default:
			patterns = append(patterns, r.path)
		}
	}
	return patterns
}

// New makes the handler. It answers every request below Routes, with JSON where it
// refuses one.
func New(o Options) http.Handler {
	a := &api{use: o.Use, hold: o.Hold, holdBody: o.HoldBody, log: o.Log,
		reads: make(chan struct{}, mostReads), turns: make(chan struct{}, runtime.GOMAXPROCS(0))}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	for _, hold := range []*func(any, int) (func(), bool){&a.hold, &a.holdBody} {
		if *hold == nil {
			*hold = func(any, int) (func(), bool) { return func() {}, true }
		}
	}
	mux := http.NewServeMux()
	for _, r := range a.routes() {
		mux.Handle(r.path, r.allowed())
	}
	mux.HandleFunc("/", a.nothing)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path.Clean(r.URL.Path) { // the mux would redirect, past the prefix that was cut off
			a.nothing(w, r)
			return
		}
		defer a.receive(r)()
		mux.ServeHTTP(w, r)
	})
}

// nothing answers where there is no route.
func (a *api) nothing(w http.ResponseWriter, _ *http.Request) {
	var paths []string
	for _, r := range a.routes() {
		if len(r.methods) > 0 {
			paths = append(paths, r.path)
		}
	}
	fail(w, http.StatusNotFound, "no such route of the API: there are "+strings.Join(paths, ", "))
}

// allowed answers what concerns the methods of a route.
func (r route) allowed() http.Handler {
	allow := slices.Clone(r.methods)
	if slices.Contains(allow, http.MethodGet) {
		allow = append(allow, http.MethodHead)
	}
	allow = append(allow, http.MethodOptions)
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		switch {
		case q.Method == http.MethodOptions:
			w.Header().Set("Allow", strings.Join(allow, ", "))
			w.WriteHeader(http.StatusNoContent)
		case len(r.methods) > 0 && !slices.Contains(allow, q.Method):
			w.Header().Set("Allow", strings.Join(allow, ", "))
			fail(w, http.StatusMethodNotAllowed, fmt.Sprintf("%s takes %s", r.path, strings.Join(r.methods, " and ")))
		default:
			r.serve(w, q)
		}
	})
}

// refuse answers every request to write.
func refuse(w http.ResponseWriter, _ *http.Request) {
	fail(w, http.StatusForbidden, "this server is read-only: a dataset changes where its files are edited, not over HTTP")
}

// noShape answers as Cayley does, which gave this up.
func noShape(w http.ResponseWriter, _ *http.Request) {
	fail(w, http.StatusNotImplemented, "the shape of a query is not told: Cayley gave this API up")
}

// full answers where as much is held for other clients as there is room for.
func (a *api) full(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "5")
	fail(w, http.StatusServiceUnavailable, "too many long answers are being sent: ask again in 5 s, or for less")
}
