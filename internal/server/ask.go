package server

import (
	"bytes"
	"context"
	"net/http"

	"annals.example/graph"
	"annals.example/internal/render"
	"annals.example/internal/web"
)

// ask answers a named question: /ask/who-signed?agreement=agreement/1936-protocol, as
// a page or, with the ending .json or .csv, the same answer as data.
func (s *Server) ask(w http.ResponseWriter, r *http.Request) {
	e, done := s.use()
	defer done()
	name, f := answerFormats.cut(r.PathValue("name"))
	q, err := graph.QuestionNamed(name)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	f, ok := s.format(w, r, answerFormats, f)
	if !ok {
		return
	}
	values := r.URL.Query()
	answer, err := e.cache.get(r.Context(), f.name+" /ask/"+name+"?"+values.Encode(), s.produce(func(ctx context.Context) (*stored, error) {
		if f.name == "html" {
			var b bytes.Buffer
			status, err := e.pages.Answer(ctx, &b, q, values)
			if status == http.StatusOK {
				status = 0
			}
			return &stored{status: status, mediaType: htmlType, body: b.Bytes()}, err
		}
		request, err := web.Request(q, values)
		if err != nil {
			return nil, err
		}
		answer, err := e.data.Ask(ctx, request)
		if err != nil {
			return nil, err
		}
		return rendered(answer, f)
	}))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	query := ""
	if r.URL.RawQuery != "" {
		query = "?" + values.Encode()
	}
	answerFormats.link(w.Header(), e.space.Prefix+"/ask/"+name, query, f)
	e.serve(w, r, answer, f.name)
}

// rendered writes an answer as data.
func rendered(answer *graph.Answer, f format) (*stored, error) {
	var b bytes.Buffer
	err := render.Answer(&b, answer, render.Options{Format: render.Format(f.name)})
	return &stored{mediaType: f.mediaType, body: b.Bytes()}, err
}
