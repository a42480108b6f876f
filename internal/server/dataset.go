package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// vocabulary answers with the words that the dataset mints, as a page or as linked data.
func (s *Server) vocabulary(w http.ResponseWriter, r *http.Request) {
	s.document(w, r, vocabularyFormats, "", func(ctx context.Context, e *edition, b io.Writer, f format) error {
		if f.name == "html" {
			return e.pages.Vocabulary(ctx, b, e.alternates(vocabularyFormats, e.space.Prefix+"/vocabulary", ""))
		}
		return e.data.ExportVocabulary(ctx, b, f.name)
	})
}

// voidPath is where programs look for a description of the datasets of a server.
const voidPath = "/.well-known/void"

// void answers with a description of the dataset for programs: VoID, section 7.2 of
// https://www.w3.org/TR/void/.
func (s *Server) void(w http.ResponseWriter, r *http.Request) {
	origin := s.origin(r)
	s.document(w, r, rdfFormats, origin, func(ctx context.Context, e *edition, b io.Writer, f format) error {
		at := quad.IRI(origin)
		quads, err := e.data.VoID(ctx, graph.VoIDOptions{Document: at + voidPath, Homepage: at + "/",
			Dumps: []quad.IRI{at + "/dump.nq.gz", at + "/dump.trig.gz"}, Lookup: at + "/entity?iri="})
		if err != nil {
			return err
		}
		return e.data.WriteQuads(ctx, b, f.name, quads)
	})
}

// origin is where this server is reached: the base that it was given, else how the
// client names it. The guard of hosts has let that name through.
func (s *Server) origin(r *http.Request) string {
	if s.options.Base != "" {
		return strings.TrimSuffix(s.options.Base, "/")
	}
	return s.options.Proxies.Site(r).String() + s.options.Prefix
}

// document answers with a document on the whole dataset, in one of the formats. Where
// it is not the same for all who ask, variant tells them apart.
func (s *Server) document(w http.ResponseWriter, r *http.Request, list formats, variant string,
	write func(context.Context, *edition, io.Writer, format) error) {
	e, done := s.use()
	defer done()
	path, f := list.cut(r.URL.EscapedPath())
	f, ok := s.format(w, r, list, f)
	if !ok {
		return
	}
	answer, ok := s.made(w, r, e, s.pages, f.name+" "+path+" "+variant, f.mediaType, func(ctx context.Context, b *draft) error {
		return write(ctx, e, b, f)
	})
	if !ok {
		return
	}
	list.link(w.Header(), e.space.Prefix+path, "", f)
	etag := f.name
	if variant != "" {
		sum := sha256.Sum256([]byte(variant))
		etag += "-" + hex.EncodeToString(sum[:4])
	}
	s.serve(w, r, e, answer, etag)
}
