package server

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/render"
	"annals.example/internal/web"
)

// thing answers at the address of a thing: /agreement/1936-protocol, or with the
// ending of a format.
func (s *Server) thing(w http.ResponseWriter, r *http.Request) {
	e, done := s.use()
	defer done()
	path := r.URL.EscapedPath()
	rest, f := thingFormats.cut(path)
	for _, candidate := range slices.Concat(e.space.Things(path), e.space.Things(rest)) {
		if gone, ok := e.data.Withdrawn(candidate); ok { // and still known
			s.withdrawn(w, r, e, gone)
			return
		}
	}
	if thing := e.known(path); thing != nil { // a slug may end like a format
		s.describe(w, r, e, thing, e.space.Path(thing), "", format{})
		return
	}
	if thing := e.known(rest); thing != nil {
		s.describe(w, r, e, thing, e.space.Path(thing), "", f)
		return
	}
	words := nameIn(rest)
	s.fail(w, r, problem{Status: http.StatusNotFound, Msg: "nothing is known at " + path,
		Hint: "look for it by name: " + e.space.Prefix + "/search?q=" + url.QueryEscape(words), words: words, Near: s.near(r.Context(), e, rest)})
}

// nameIn gives what may be a name in a path: its last part, as people would write it.
func nameIn(path string) string {
	path = strings.TrimRight(path, "/")
	name := path[strings.LastIndex(path, "/")+1:]
	if read, err := url.PathUnescape(name); err == nil {
		name = read
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
}

// near gives the ids that stand near a path. All names are looked at for that, so that
// it waits for nothing: where much is asked, it is left out.
func (s *Server) near(ctx context.Context, e *edition, path string) []string {
	select {
	case s.asks <- struct{}{}:
		defer func() { <-s.asks }()
	default:
		return nil
	}
	_, err := e.data.Resolve(ctx, strings.TrimPrefix(path, "/"))
	var unknown *graph.UnknownError
	if errors.As(err, &unknown) {
		return unknown.Near
	}
	return nil
}

// entity answers for an address of whatever kind: /entity?iri=…
func (s *Server) entity(w http.ResponseWriter, r *http.Request) {
	e, done := s.use()
	defer done()
	name := r.URL.Query().Get("iri")
	if name == "" {
		s.fail(w, r, problem{Status: http.StatusBadRequest, Msg: "no address is given", Hint: "write /entity?iri=ADDRESS"})
		return
	}
	thing := value(name)
	if gone, ok := e.data.Withdrawn(thing); ok { // and still known
		s.withdrawn(w, r, e, gone)
		return
	}
	if !e.data.Knows(thing) {
		s.fail(w, r, problem{Status: http.StatusNotFound, Msg: "nothing is known of " + name, Hint: "an address is written whole, without < and >"})
		return
	}
	path, f := thingFormats.cut(r.URL.EscapedPath())
	own := e.space.Path(thing)
	if !strings.HasPrefix(own, e.space.Prefix+"/entity?") { // it has an address here of its own
		own, anchor, anchored := strings.Cut(own, "#")
		if own += f.ext; anchored {
			own += "#" + anchor
		}
		w.Header().Set("Location", own) // http.Redirect takes dots and slashes of the anchor for the path's
		w.WriteHeader(http.StatusFound)
		return
	}
	s.describe(w, r, e, thing, e.space.Prefix+path, "?iri="+url.QueryEscape(name), f)
}

// value reads an address, or a blank node's label.
func value(name string) quad.Value {
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(label)
	}
	return quad.IRI(name)
}

// known gives the thing that a path means, nil where nothing is claimed of it.
func (e *edition) known(path string) quad.Value {
	for _, candidate := range e.space.Things(path) {
		if e.data.Knows(candidate) {
			return candidate
		}
	}
	return nil
}

// describe answers with what is known of a thing, in a format or in what the request
// accepts. Path and query are its address without ending.
func (s *Server) describe(w http.ResponseWriter, r *http.Request, e *edition, thing quad.Value, path, query string, f format) {
	f, ok := s.format(w, r, thingFormats, f)
	if !ok {
		return
	}
	if f.ext != "" {
		w.Header().Set("Content-Location", path+f.ext+query)
	}
	answer, ok := s.made(w, r, e, s.pages, f.name+" "+quad.ToString(thing), f.mediaType, func(ctx context.Context, b *draft) error {
		return e.description(ctx, b, thing, path, query, f)
	})
	if !ok {
		return
	}
	thingFormats.link(w.Header(), path, query, f)
	if slices.Contains(rdfFormats, f) { // the data describe the thing, and this the data
		w.Header().Add("Link", "<"+e.space.Prefix+voidPath+`>; rel="describedby"; type="text/turtle"`)
	}
	s.serve(w, r, e, answer, f.name)
}

// description writes one representation of a thing.
func (e *edition) description(ctx context.Context, b *draft, thing quad.Value, path, query string, f format) error {
	switch f.name {
	case "html":
		return e.pages.Thing(ctx, b, thing, e.alternates(thingFormats, path, query))
	case "json", "csv":
		d, err := e.data.Describe(ctx, thing, graph.Trust{})
		if err != nil {
			return err
		}
		return render.Description(b, d, e.data.Editors(), render.Options{Format: render.Format(f.name)})
	}
	return e.data.ExportThing(ctx, b, thing, f.name)
}

// alternates are the other formats, as a page links to them.
func (e *edition) alternates(list formats, path, query string) (links []web.Link) {
	for _, f := range list {
		if f.ext != "" {
			links = append(links, web.Link{Href: path + f.ext + query, Text: f.label, Type: f.mediaType})
		}
	}
	return links
}

// withdrawn answers for an id that once was used: 410, RFC 9110, section 15.5.11.
func (s *Server) withdrawn(w http.ResponseWriter, r *http.Request, e *edition, gone graph.Withdrawal) {
	p := problem{Status: http.StatusGone, Msg: "this id was withdrawn"}
	if gone.Date != "" {
		p.Msg += " on " + gone.Date
	}
	if gone.Reason != "" {
		p.Msg += ": " + gone.Reason
	}
	for _, thing := range gone.ReplacedBy {
		p.Near = append(p.Near, e.data.ID(thing))
		w.Header().Add("Link", "<"+e.space.Path(thing)+`>; rel="successor-version"`)
	}
	if len(p.Near) > 0 {
		p.Hint = "it was replaced by " + strings.Join(p.Near, " and ")
	}
	s.fail(w, r, p)
}

// notAcceptable answers that there is no form that the request accepts, and which there
// are, or where programs find what they look for: RFC 9110, section 15.5.7.
func (s *Server) notAcceptable(w http.ResponseWriter, r *http.Request, list formats, instead string) {
	hint := "accept one of " + strings.Join(list.mediaTypes(), ", ")
	if instead != "" {
		hint = "this is a page, text/html; " + instead
	}
	s.fail(w, r, problem{Status: http.StatusNotAcceptable, Msg: "there is no such form of this: " + strings.Join(r.Header.Values("Accept"), ", "), Hint: hint})
}
