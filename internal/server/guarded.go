package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"annals.example/internal/sandbox"
	"annals.example/internal/server/guard"
	"annals.example/internal/server/observe"
)

// guarded puts what stands in front of every route before the routes.
func (s *Server) guarded(mux *http.ServeMux) http.Handler {
	o := &s.options
	guards := []guard.Middleware{
		observe.Requests(observe.Options{Log: s.log, Metrics: s.metrics, Proxies: o.Proxies, Fail: s.refuse, Queries: o.LogQueries, Quiet: probe}),
		guard.Headers(guard.PagePolicy, o.Proxies), // of refusals, too
		o.Limits.Guard(s.refuse),
		o.Hosts.Guard(s.refuse, o.Proxies),
	}
	if o.Rate != (guard.Rate{}) {
		guards = append(guards, s.exceptHealth(o.Rate.Guard(o.Proxies.Client, s.refuse)))
	}
	guards = append(guards, o.Origins.Isolate(s.refuse, o.Proxies), s.below)
	return guard.Chain(observe.Routes(mux), guards...)
}

// exceptHealth has a guard not stand before /healthz: a probe that was turned away, for
// what others sent by the same proxy, would report that the server is ill.
func (s *Server) exceptHealth(of guard.Middleware) guard.Middleware {
	return func(next http.Handler) http.Handler {
		guarded := of(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := guarded
			if r.URL.Path == s.options.Prefix+"/healthz" {
				h = next
			}
			h.ServeHTTP(w, r)
		})
	}
}

// refuse is how a guard says what is wrong.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, msg, hint string) {
	s.fail(w, r, problem{Status: status, Msg: msg, Hint: hint})
}

// probe says whether a request is one of those that ask all the time.
func probe(r *http.Request) bool {
	return strings.HasSuffix(r.URL.Path, "/healthz") || strings.HasSuffix(r.URL.Path, "/metrics")
}

// below takes the prefix off the addresses of requests. What is not below it, or is
// written with empty or dotted parts, is nothing here: the multiplexer would send it
// elsewhere, and knows nothing of the prefix. It, too, looks at addresses as they are
// written: a/%2Fb is another than a//b.
func (s *Server) below(next http.Handler) http.Handler {
	prefix := s.options.Prefix
	stripped := http.StripPrefix(prefix, next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.EscapedPath()
		switch {
		case path == prefix:
			http.Redirect(w, r, prefix+"/", http.StatusMovedPermanently)
		case !strings.HasPrefix(path, prefix+"/"), unclean(path[len(prefix):]):
			s.fail(w, r, problem{Status: http.StatusNotFound, Msg: "nothing is known at " + path, Hint: "begin at " + prefix + "/"})
		default:
			stripped.ServeHTTP(w, r)
		}
	})
}

func unclean(path string) bool {
	return strings.Contains(path, "//") || strings.Contains(path+"/", "/./") || strings.Contains(path+"/", "/../")
}

// ErrPrefix is the error of an Options.Prefix that does not stand in links and addresses
// as it is.
var ErrPrefix = errors.New("want it to begin with / and not to end with it, without empty or dotted parts, in plain letters")

func checkPrefix(prefix string) error {
	if prefix == "" {
		return nil
	}
	written := (&url.URL{Path: prefix}).EscapedPath()
	if prefix != written || !strings.HasPrefix(prefix, "/") || strings.HasSuffix(prefix, "/") || unclean(prefix) {
		return fmt.Errorf("prefix %q: %w", prefix, ErrPrefix)
	}
	return nil
}

// A noted runner notes what it is asked, for a log that wants it.
type noted struct{ *sandbox.Pool }

func (n noted) Query(ctx context.Context, r sandbox.Request) (*sandbox.Result, error) {
	observe.Query(ctx, r.Language, r.Text)
	return n.Pool.Query(ctx, r)
}

// datasetStats, poolStats and health are what operators see of what is served.
func (s *Server) datasetStats() observe.DatasetStats {
	e, done := s.use()
	defer done()
	return observe.DatasetStats{Edition: e.data.Edition(), Loaded: e.opened, Reloads: s.reloads.Load(), Failed: s.failedReloads.Load()}
}

func (s *Server) poolStats() observe.PoolStats {
	e, done := s.use()
	defer done()
	return observe.PoolStats(e.pool.Stats())
}

func (s *Server) health() observe.Health {
	return observe.Health{Edition: s.datasetStats().Edition, Draining: s.draining.Load(), NoWorker: s.poolStats().Down}
}
