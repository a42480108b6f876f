package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// vocabulary answers with the words that the dataset mints, as a page or as linked data.
func (s *Server) vocabulary(w http.ResponseWriter, r *http.Request) {
	s.linked(w, r, vocabularyFormats, func(ctx context.Context, e *edition, b io.Writer, f format) error {
		if f.name == "html" {
			return e.pages.Vocabulary(ctx, b, e.alternates(vocabularyFormats, e.space.Prefix+"/vocabulary", ""))
		}
		return e.data.ExportVocabulary(ctx, b, f.name)
	}, "")
}

// void answers with a description of the dataset for programs: VoID, section 7.2 of
// https://www.w3.org/TR/void/.
func (s *Server) void(w http.ResponseWriter, r *http.Request) {
	origin := quad.IRI(s.origin(r))
	s.linked(w, r, rdfFormats, func(ctx context.Context, e *edition, b io.Writer, f format) error {
		quads, err := e.data.VoID(ctx, graph.VoIDOptions{Document: origin + "/.well-known/void", Homepage: origin + "/",
			Dumps: []quad.IRI{origin + "/dump.nq.gz", origin + "/dump.trig.gz"}, Lookup: origin + "/entity?iri="})
		if err != nil {
			return err
		}
		return e.data.WriteQuads(ctx, b, f.name, quads)
	}, string(origin))
}

// origin is where this server is reached: the base that it was given, else how the
// request names it. The guard of hosts has let that name through.
func (s *Server) origin(r *http.Request) string {
	if s.options.Base != "" {
		return strings.TrimSuffix(s.options.Base, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + s.options.Prefix
}

// linked answers with a document of the whole dataset in one of the formats.
func (s *Server) linked(w http.ResponseWriter, r *http.Request, list formats,
	write func(context.Context, *edition, io.Writer, format) error, variant string) {
	e, done := s.use()
	defer done()
	path, f := list.cut(r.URL.EscapedPath())
	f, ok := s.format(w, r, list, f)
	if !ok {
		return
	}
	answer, err := e.cache.get(r.Context(), f.name+" "+path+" "+variant, s.produce(func(ctx context.Context) (*stored, error) {
		var b bytes.Buffer
		err := write(ctx, e, &b, f)
		return &stored{mediaType: f.mediaType, body: b.Bytes()}, err
	}))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	list.link(w.Header(), e.space.Prefix+path, "", f)
	e.serve(w, r, answer, f.name)
}
