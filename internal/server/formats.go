package server

import (
	"net/http"
	"slices"
	"strings"

	"annals.example/graph"
	"annals.example/internal/server/negotiate"
)

const (
	htmlType = "text/html; charset=utf-8"
	jsonType = "application/json"
)

// A format is a way in which an address can be answered.
type format struct {
	ext       string // at the end of the address; "" for the page
	mediaType string
	name      string // as graph and render call it
	label     string // as people read it
}

// formats are ways to answer an address, the one that is liked best first.
type formats []format

// The page of an answer, and the same answer as data.
var answerFormats = formats{
	{"", htmlType, "html", "page"},
	{".json", jsonType, "json", "JSON"},
	{".csv", "text/csv; charset=utf-8", "csv", "CSV"},
}

// Linked data.
var (
	jsonld   = format{".jsonld", "application/ld+json", graph.JSONLD, "JSON-LD"}
	turtle   = format{".ttl", "text/turtle; charset=utf-8", graph.Turtle, "Turtle"}
	trig     = format{".trig", "application/trig; charset=utf-8", graph.TriG, "TriG"}
	nquads   = format{".nq", "application/n-quads", graph.NQuads, "N-Quads"}
	ntriples = format{".nt", "application/n-triples", graph.NTriples, "N-Triples"}

	rdfFormats = formats{turtle, jsonld, trig, nquads, ntriples}
)

// What has a page is answered as linked data too, and a thing besides as its answers are.
var (
	vocabularyFormats = slices.Concat(formats{answerFormats[0]}, rdfFormats)
	thingFormats      = slices.Concat(vocabularyFormats, answerFormats[1:])
)

// cut takes the ending of a format off a path. A path without gives the zero format,
// whose choice is left to what the request accepts.
func (list formats) cut(path string) (string, format) {
	for _, f := range list {
		if rest, ok := strings.CutSuffix(path, f.ext); ok && f.ext != "" {
			return rest, f
		}
	}
	return path, format{}
}

// choose gives the format that a request accepts.
func (list formats) choose(w http.ResponseWriter, r *http.Request) (format, bool) {
	vary(w.Header(), "Accept")
	offers := make([]string, len(list))
	for i, f := range list {
		offers[i] = f.mediaType
	}
	i, ok := negotiate.Choose(r.Header.Values("Accept"), offers)
	if !ok {
		return format{}, false
	}
	return list[i], true
}

// mediaTypes names the forms as programs do, for those who accept none of them.
func (list formats) mediaTypes() []string {
	var names []string
	for _, f := range list {
		name, _, _ := strings.Cut(f.mediaType, ";")
		names = append(names, name)
	}
	return names
}

// link announces the other formats of an address: RFC 8288. The address is a path,
// and query what follows the ending.
func (list formats) link(h http.Header, path, query string, chosen format) {
	for _, f := range list {
		if f.name == chosen.name {
			continue
		}
		target := "<" + path + f.ext + query + ">"
		h.Add("Link", target+`; rel="alternate"; type="`+strings.ReplaceAll(f.mediaType, `"`, "")+`"`)
		if f.name == graph.Turtle {
			h.Add("Link", target+`; rel="describedby"; type="text/turtle"`)
		}
	}
}
