package server

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"

	"annals.example/graph"
	"annals.example/internal/render"
	"annals.example/internal/web"
)

// questions lists the named questions.
func (s *Server) questions(w http.ResponseWriter, r *http.Request) {
	s.table(w, r, "", table{
		at:   s.pages,
		page: func(ctx context.Context, e *edition, b io.Writer) error { return e.pages.Questions(ctx, b) },
		rows: func(context.Context, *graph.Dataset) (*graph.Answer, error) { return questionList(), nil },
	})
}

func questionList() *graph.Answer {
	list := &graph.Answer{Columns: []graph.Column{{Name: "question", Kind: "text"}, {Name: "title", Kind: "text"},
		{Name: "topic", Kind: "text"}, {Name: "required", Kind: "text"}, {Name: "optional", Kind: "text"}}}
	for _, q := range graph.Questions() {
		var required, optional []string
		for _, p := range q.Params {
			if p.Required {
				required = append(required, p.Name)
			} else {
				optional = append(optional, p.Name)
			}
		}
		row := []graph.Cell{}
		for _, text := range []string{q.Name, q.Title, q.Topic, strings.Join(required, " "), strings.Join(optional, " ")} {
			row = append(row, graph.Text{Text: text})
		}
		list.Rows = append(list.Rows, row)
	}
	return list
}

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
	path, query := "/ask/"+name, ""
	if len(values) > 0 {
		query = "?" + values.Encode()
	}
	answer, ok := s.made(w, r, e, s.asks, f.name+" "+path+query, f.mediaType, func(ctx context.Context, b *draft) error {
		return e.answer(ctx, b, q, values, f)
	})
	if !ok {
		return
	}
	if answer.status == 0 { // else the other forms are no answers either
		answerFormats.link(w.Header(), e.space.Prefix+path, query, f)
	}
	s.serve(w, r, e, answer, f.name)
}

// answer writes one representation of an answer.
func (e *edition) answer(ctx context.Context, b *draft, q graph.Question, values url.Values, f format) error {
	if f.name == "html" {
		status, err := e.pages.Answer(ctx, b, q, values)
		if status != http.StatusOK {
			b.status = status
		}
		return err
	}
	request, err := web.Request(q, values)
	if err != nil {
		return err
	}
	answer, err := e.data.Ask(ctx, request)
	if err != nil {
		return err
	}
	return rendered(b, answer, f)
}

// rendered writes an answer as data.
func rendered(w io.Writer, answer *graph.Answer, f format) error {
	return render.Answer(w, answer, render.Options{Format: render.Format(f.name)})
}
