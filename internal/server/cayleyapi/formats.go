package cayleyapi

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"annals.example/internal/rdfio/jsonld"
	"annals.example/internal/rdfio/nquads"
)

// A quadWriter writes quads in one format. What it was given is there after close.
type quadWriter interface {
	write(q quad.Quad) error
	close() error
}

// A format is one in which read gives quads, under Cayley's name for it.
type format struct {
	ID     string   `json:"id"`
	Write  bool     `json:"write"` // as Cayley has it: this server writes it
	Ext    []string `json:"ext"`
	Mime   []string `json:"mime"`
	Binary bool     `json:"binary,omitempty"`

	writer func(w io.Writer) quadWriter
}

// allFormats are those that keep all of a quad, and N-Triples. Of Cayley's others, json
// and json-stream write a text like a name, and graphml, gml and graphviz drop who says
// so. The first is the one for clients that do not choose.
func allFormats() []format {
	return []format{
		{"nquads", true, []string{".nq"}, []string{"application/n-quads"}, false, newLines},
		{"ntriples", true, []string{".nt"}, []string{"application/n-triples"}, false, newTriples},
		{"jsonld", true, []string{".jsonld"}, []string{asJSONLD}, false, newJSONLD},
		{"pquads", true, []string{".pq"}, []string{pquads.ContentType, "application/octet-stream"}, true, newProtobuf},
	}
}

// formats answers GET /api/v2/formats.
func formats(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, asJSON, allFormats())
}

// formatOf gives the format that a request asks for: by its name, else by Accept.
func formatOf(r *http.Request, form url.Values) (format, error) {
	all := allFormats()
	if name := form.Get("format"); name != "" {
		at := slices.IndexFunc(all, func(f format) bool { return f.ID == name })
		if at < 0 {
			var names []string
			for _, f := range all {
				names = append(names, f.ID)
			}
			return format{}, refused(http.StatusBadRequest, "no format %q to read quads in: it is one of %s",
				clipped(name), strings.Join(names, ", "))
		}
		return all[at], nil
	}
	var mimes []string
	for _, f := range all {
		mimes = append(mimes, f.Mime...)
	}
	mime := preferred(r.Header["Accept"], mimes)
	return all[slices.IndexFunc(all, func(f format) bool { return slices.Contains(f.Mime, mime) })], nil
}

// lines are N-Quads, or N-Triples.
type lines struct {
	w       *nquads.Writer
	triples bool
	last    quad.Quad
}

func newLines(w io.Writer) quadWriter   { return &lines{w: nquads.NewWriter(w)} }
func newTriples(w io.Writer) quadWriter { return &lines{w: nquads.NewWriter(w), triples: true} }

func (l *lines) write(q quad.Quad) error {
	if l.triples {
		if q.Label = nil; q == l.last { // the same by another source: they stand side by side
			return nil
		}
		l.last = q
	}
	return l.w.Write(q)
}

func (l *lines) close() error { return l.w.Flush() }

// linked is JSON-LD in expanded form. Cayley's own writer keeps all quads in memory, and
// panics with today's JSON-LD library.
type linked struct{ w *jsonld.Writer }

func newJSONLD(w io.Writer) quadWriter   { return linked{jsonld.NewWriter(w)} }
func (l linked) write(q quad.Quad) error { return l.w.Write(q) }
func (l linked) close() error            { return l.w.Close() }

// protobuf is Cayley's own binary format. Values stay as they are: it has a place for
// texts with a language and with a datatype.
type protobuf struct {
	to *bufio.Writer
	w  *pquads.Writer
}

func newProtobuf(w io.Writer) quadWriter {
	to := bufio.NewWriterSize(w, 64<<10)
	return &protobuf{to, pquads.NewWriter(to, nil)}
}

func (p *protobuf) write(q quad.Quad) error { return p.w.WriteQuad(q) }
func (p *protobuf) close() error            { return p.to.Flush() }
