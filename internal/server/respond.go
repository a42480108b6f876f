package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"annals.example/internal/server/negotiate"
	"annals.example/internal/web"
)

// serve answers with a stored representation: whole, in part, or that it has not
// changed, as the request asks. The variant tells representations of one address apart.
func (e *edition) serve(w http.ResponseWriter, r *http.Request, s *stored, variant string) {
	h := w.Header()
	h.Set("Content-Type", s.mediaType)
	if s.status != 0 {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(s.status)
		_, _ = w.Write(s.body) // the client is gone
		return
	}
	e.validate(h, variant)
	if conditional(r) {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.body))
		return
	}
	// The whole, as nearly every request wants it: ServeContent would copy it.
	h.Set("Accept-Ranges", "bytes")
	h.Set("Content-Length", strconv.Itoa(len(s.body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(s.body) // the client is gone
	}
}

// conditional says whether a request asks for less than the whole: RFC 9110, sections
// 13 and 14.
func conditional(r *http.Request) bool {
	for _, name := range []string{"Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"} {
		if len(r.Header[name]) > 0 {
			return true
		}
	}
	return false
}

// validate lets caches keep an answer, and ask each time whether it is still current:
// a new edition is then seen at once. RFC 9111, section 5.2.2.4.
func (e *edition) validate(h http.Header, variant string) {
	h.Set("ETag", `"`+e.tag+"-"+variant+`"`)
	h.Set("Cache-Control", "public, no-cache")
}

// A problem is an answer that says what is wrong.
type problem struct {
	Status int      `json:"-"`
	Msg    string   `json:"error"`
	Hint   string   `json:"hint,omitempty"`
	Near   []string `json:"near,omitempty"` // ids that may have been meant
}

// fail answers with what is wrong: a page for a browser, JSON for a program.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, p problem) {
	h := w.Header()
	for _, name := range []string{"ETag", "Cache-Control", "Content-Location", "Content-Length"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept")
	if r.Method != http.MethodPost && negotiate.Accepts(r.Header.Values("Accept"), htmlType) {
		e, done := s.use()
		defer done()
		h.Set("Content-Type", htmlType)
		w.WriteHeader(p.Status)
		if r.Method != http.MethodHead {
			_ = e.pages.Problem(w, p.Status, p.Msg, p.Hint, e.links(p.Near)) // the client is gone
		}
		return
	}
	h.Set("Content-Type", "application/json")
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_ = json.NewEncoder(w).Encode(p) // the client is gone
	}
}

// reading lets GET and HEAD through: RFC 9110, section 15.5.6.
func (s *Server) reading(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, r, problem{Status: http.StatusMethodNotAllowed, Msg: r.Method + " is not possible here",
				Hint: "this server is read-only: use GET"})
			return
		}
		next(w, r)
	}
}

// links are pages of what may have been meant.
func (e *edition) links(ids []string) (links []web.Link) {
	for _, id := range ids {
		thing, err := e.data.Resolve(id)
		if err != nil { // near a name of something else, as a question
			continue
		}
		links = append(links, web.Link{Href: e.space.Path(thing.ID), Text: thing.Label})
	}
	return links
}
