// Package guard is what stands in front of every route of a server: which host
// names it answers to, what pages of other sites may do, what a browser may do with
// its pages, how large and how slow a request may be, and how many a client may send.
//
// Each is a Middleware of its own, made from options and without state outside it;
// who builds a server chooses and orders them with Chain. It knows nothing of
// datasets, routes and queries; what is counted and logged is left to observe, and
// the look of an error to a Fail.
package guard

import (
	"io"
	"net/http"
	"strconv"
)

// A Middleware is a handler around another.
type Middleware = func(http.Handler) http.Handler

// Chain puts guards around a handler. The first sees a request first.
func Chain(h http.Handler, guards ...Middleware) http.Handler {
	for i := len(guards) - 1; i >= 0; i-- {
		h = guards[i](h)
	}
	return h
}

// A Fail answers a request that is turned away: as a page for a browser, as JSON for
// a program. msg says what is wrong, hint what to do about it; both may hold text of
// the request, and are not yet escaped. Headers that say more (Allow, Retry-After,
// Cache-Control) are set before it is called.
type Fail func(w http.ResponseWriter, r *http.Request, status int, msg, hint string)

// Plain is the Fail of a server that has none of its own.
func Plain(w http.ResponseWriter, _ *http.Request, status int, msg, hint string) {
	if hint != "" {
		msg += "\nhint: " + hint
	}
	msg += "\n"
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(msg))) // it is whole before the connection ends
	w.WriteHeader(status)
	_, _ = io.WriteString(w, msg) // the client is gone
}

// refuse turns a request away. No cache keeps that: it may be a matter of who asks,
// and passes.
func (f Fail) refuse(w http.ResponseWriter, r *http.Request, status int, msg, hint string) {
	w.Header().Set("Cache-Control", "no-store")
	if f == nil {
		f = Plain
	}
	f(w, r, status, msg, hint)
}

// shown is text of a request, for a message: quoted, and no more of it than helps.
func shown(text string) string {
	const enough = 100
	if len(text) > enough {
		text = text[:enough] + "…"
	}
	return strconv.Quote(text)
}
