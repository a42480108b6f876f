package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"annals.example/internal/server/negotiate"
	"annals.example/internal/web"
)

// mostSending is how many bytes of long answers are held for those who take them slowly,
// and mostReceiving of long queries for those who send them slowly.
const (
	mostSending   = 256 << 20
	mostReceiving = 64 << 20
)

// serve answers with a stored representation, where there is room for it: whole, in part,
// or that it has not changed, as the request asks. The variant tells representations of
// one address apart.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, e *edition, answer *stored, variant string) {
	h := w.Header()
	release, ok := s.sending.Hold(answer, len(answer.body))
	if !ok {
		h.Del("Link") // of the answer that is not given
		h.Set("Retry-After", "5")
		s.fail(w, r, problem{Status: http.StatusServiceUnavailable, Msg: "too many long answers are being sent", Hint: "ask again in 5 s"})
		return
	}
	defer release()
	h.Set("Content-Type", answer.mediaType)
	if answer.status != 0 {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(answer.status)
		_, _ = w.Write(answer.body) // the client is gone
		return
	}
	e.validate(h, variant)
	if conditional(r) {
		s.content(w, r, bytes.NewReader(answer.body))
		return
	}
	// The whole, as nearly every request wants it: net/http would copy it.
	h.Set("Accept-Ranges", "bytes")
	h.Set("Content-Length", strconv.Itoa(len(answer.body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(answer.body) // the client is gone
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
	words  string   // to look for by name, in the place of the hint on a page
	err    error    // that it comes of, where the pages know what stands near
}

// fail answers with what is wrong: a page for a browser, JSON for a program.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, p problem) {
	h := w.Header()
	for _, name := range []string{ // of the answer that is not given
		"Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Length", "Content-Location", "ETag", "Last-Modified",
	} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	vary(h, "Accept")
	var body bytes.Buffer
	if r.Method != http.MethodPost && negotiate.Accepts(r.Header.Values("Accept"), htmlType) {
		h.Set("Content-Type", htmlType)
		s.problemPage(r.Context(), &body, p)
	} else {
		h.Set("Content-Type", jsonType)
		_ = json.NewEncoder(&body).Encode(p) // texts
	}
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(p.Status)
	_, _ = w.Write(body.Bytes()) // the client is gone
}

func (s *Server) problemPage(ctx context.Context, w io.Writer, p problem) {
	e, done := s.use()
	defer done()
	links := e.links(p.Near)
	if p.err != nil {
		links = e.pages.Near(ctx, p.err)
	}
	if p.words != "" {
		p.Hint = ""
	}
	_ = e.pages.Problem(w, p.Status, web.Problem{Message: p.Msg, Hint: p.Hint, Words: p.words, Near: links}) // into memory
}

// vary says once that an answer depends on a header of the request.
func vary(h http.Header, name string) {
	if !slices.Contains(h.Values("Vary"), name) {
		h.Add("Vary", name)
	}
}

// reading lets GET and HEAD through, RFC 9110, section 15.5.6, of addresses that can be
// read.
func (s *Server) reading(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, r, problem{Status: http.StatusMethodNotAllowed, Msg: r.Method + " is not possible here",
				Hint: "this server is read-only: use GET"})
			return
		}
		if _, err := url.ParseQuery(r.URL.RawQuery); err != nil { // what cannot be read would be left out
			s.fail(w, r, problem{Status: http.StatusBadRequest, Msg: "the address cannot be read after its ?: " + err.Error(),
				Hint: "write a % as %25, and a ; as %3B"})
			return
		}
		next(w, r)
	}
}

// links are pages of what may have been meant.
func (e *edition) links(ids []string) (links []web.Link) {
	for _, id := range ids {
		for _, thing := range []quad.Value{quad.IRI(e.data.Base() + id), value(id)} {
			if e.data.Knows(thing) { // else it is the name of something else, as of a question
				links = append(links, web.Link{Href: e.space.Path(thing), Text: e.data.Label(thing)})
				break
			}
		}
	}
	return links
}
