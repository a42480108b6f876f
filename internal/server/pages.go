package server

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"annals.example/graph"
	"annals.example/internal/web"
)

// page answers with a page that depends on nothing but the edition, and has no other
// form; a program that does not accept it is told where else to ask.
func (s *Server) page(name, instead string, write func(*web.Pages, context.Context, io.Writer) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		e, done := s.use()
		defer done()
		if _, ok := answerFormats[:1].choose(w, r); !ok {
			s.notAcceptable(w, r, answerFormats[:1], instead)
			return
		}
		answer, ok := s.made(w, r, e, s.pages, "page "+name, htmlType, func(ctx context.Context, b *draft) error {
			return write(e.pages, ctx, b)
		})
		if !ok {
			return
		}
		w.Header().Add("Link", "<"+e.space.Prefix+voidPath+`>; rel="describedby"; type="text/turtle"`)
		s.serve(w, r, e, answer, "html")
	}
}

// search finds things by name: /search?q=…
func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	words := strings.TrimSpace(r.URL.Query().Get("q"))
	s.table(w, r, "?q="+url.QueryEscape(words), table{
		at:   s.asks,
		page: func(ctx context.Context, e *edition, b io.Writer) error { return e.pages.Search(ctx, b, words) },
		rows: func(ctx context.Context, d *graph.Dataset) (*graph.Answer, error) { return d.Found(ctx, words) },
	})
}

// list gives the things of a class, /agreement, or the sources; as a page, in parts
// that people can read: /agreement?page=2.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	path, _ := answerFormats.cut(r.URL.Path)
	class := strings.TrimPrefix(path, "/")
	if class == "sources" {
		class = "source"
	}
	number, query := 1, ""
	if text := r.URL.Query().Get("page"); text != "" {
		var err error
		if number, err = strconv.Atoi(text); err != nil || number < 1 {
			s.fail(w, r, problem{Status: http.StatusNotFound, Msg: "there is no page " + text, Hint: "the first is page=1"})
			return
		}
	}
	if number > 1 {
		query = "?page=" + strconv.Itoa(number)
	}
	s.table(w, r, query, table{
		at: s.pages,
		page: func(ctx context.Context, e *edition, b io.Writer) error {
			return e.pages.List(ctx, b, class, number, e.alternates(answerFormats, e.space.Prefix+path, ""))
		},
		rows: func(ctx context.Context, d *graph.Dataset) (*graph.Answer, error) { return d.Listing(ctx, class) },
	})
}

// A table is an answer that is a page and the same as data.
type table struct {
	at   slots // where it waits for its turn
	page func(context.Context, *edition, io.Writer) error
	rows func(context.Context, *graph.Dataset) (*graph.Answer, error)
}

// table answers in the format of the address, or in what the request accepts. query is
// what stands behind the ending.
func (s *Server) table(w http.ResponseWriter, r *http.Request, query string, t table) {
	e, done := s.use()
	defer done()
	path, f := answerFormats.cut(r.URL.EscapedPath())
	f, ok := s.format(w, r, answerFormats, f)
	if !ok {
		return
	}
	answer, ok := s.made(w, r, e, t.at, f.name+" "+path+query, f.mediaType, func(ctx context.Context, b *draft) error {
		if f.name == "html" {
			return t.page(ctx, e, b)
		}
		rows, err := t.rows(ctx, e.data)
		if err != nil {
			return err
		}
		return rendered(b, rows, f)
	})
	if !ok {
		return
	}
	answerFormats.link(w.Header(), e.space.Prefix+path, query, f)
	s.serve(w, r, e, answer, f.name)
}

// format is the format of the address, or the one that the request accepts; where
// there is none, that is answered, and ok is false.
func (s *Server) format(w http.ResponseWriter, r *http.Request, list formats, of format) (f format, ok bool) {
	if of.name != "" {
		return of, true
	}
	if f, ok = list.choose(w, r); !ok {
		s.notAcceptable(w, r, list, "")
	}
	return f, ok
}
