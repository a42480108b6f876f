// Package server puts a dataset on the web: pages for people, the same answers as
// data, Cayley's query API for programs and its web UI for exploring, linked data for
// harvesters. It is read-only by construction: no route changes anything.
//
// How pages look is left to internal/web, Cayley's API to cayleyapi, its UI to
// graph/cayley/ui, free queries to internal/sandbox, what stands in front of every
// route to guard, and what operators see to observe. This package joins them: which
// address is answered by what, in which form, and how an edition gives way to the next.
package server

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"annals.example/internal/sandbox"
	"annals.example/internal/server/guard"
	"annals.example/internal/server/observe"
)

// Options say what is served, and how.
type Options struct {
	Data    string // the dataset, as graph.Open takes it
	Base    string // put in the place of the dataset's own, where it is not ""
	Prefix  string // before every path: "", or "/archive" below a sub-path
	Address string // where it is reached, for examples: http://127.0.0.1:64210
	Version string // of the program

	Hosts   guard.Hosts   // under which names it answers
	Origins guard.Origins // whose pages may read it
	Proxies guard.Proxies // whose word on a client is taken
	Rate    guard.Rate    // what one client may send; the zero value is no limit
	Limits  guard.Limits  // of one request; the zero value is guard.Usual

	Pool sandbox.Options // the workers of free queries; Deadline also holds for questions

	Log        *slog.Logger
	LogQueries bool // the texts of queries too
}

// A Server serves one dataset, which may be replaced while it does.
type Server struct {
	options Options
	log     *slog.Logger
	metrics *observe.Metrics
	build   string // changes with the program

	ctx context.Context // of what goes on when a request is over
	end context.CancelFunc

	// Places for what is answered at once. There are always different questions to ask;
	// however many do, pages have places of their own, and most are kept.
	asks, pages slots
	sending     *guard.Memory // of long answers
	receiving   *guard.Memory // of long queries

	reloading sync.Mutex
	mu        sync.RWMutex
	current   *edition
	closed    bool

	refused                os.FileInfo // by follow
	reloads, failedReloads atomic.Uint64
	draining               atomic.Bool

	handler http.Handler
}

// New opens the dataset and gets ready to serve it.
func New(ctx context.Context, o Options) (*Server, error) {
	if err := checkPrefix(o.Prefix); err != nil {
		return nil, err
	}
	o.Limits = cmp.Or(o.Limits, guard.Usual())
	o.Pool.Deadline = cmp.Or(o.Pool.Deadline, 5*time.Second)
	s := &Server{options: o, log: observe.WithIDs(o.Log), build: programTag(),
		asks: make(slots, 2*runtime.GOMAXPROCS(0)), pages: make(slots, 2*runtime.GOMAXPROCS(0)),
		sending: guard.NewMemory(mostSending), receiving: guard.NewMemory(mostReceiving)}
	s.ctx, s.end = context.WithCancel(context.WithoutCancel(ctx))
	var err error
	if s.current, err = s.newEdition(ctx); err != nil {
		s.end()
		return nil, err
	}
	s.metrics = observe.NewMetrics(observe.Sources{Version: o.Version, Dataset: s.datasetStats, Pool: s.poolStats})
	s.handler = s.guarded(s.mux())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Base is the address before the ids of what is served.
func (s *Server) Base() string {
	e, done := s.use()
	defer done()
	return e.data.Base()
}

// Close has the workers end and the dataset be closed as soon as the requests that are
// still under way are done with them. Nothing may be asked any more.
func (s *Server) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	s.end()
	s.current.release()
}

// programTag changes with the program, so that pages of an older one are not taken for
// its own.
func programTag() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
