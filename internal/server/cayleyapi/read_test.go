package cayleyapi_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"

	"annals.example/graph"
	"annals.example/internal/rdfio/nquads"
	"annals.example/internal/server/cayleyapi"
)

// odd is data of others: outside any graph, in a graph without address, and in texts
// that formats trip over.
const odd = `<http://e.org/a> <http://e.org/p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e.org/a> <http://e.org/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#double> <http://e.org/g> .
<http://e.org/a> <http://e.org/q> "<b>&\u0000\u2028 \"x\"\\\n" <http://e.org/g> .
<http://e.org/a> <http://e.org/p> "été"@fr-CA <http://e.org/h> .
<http://e.org/a> <http://e.org/p> "1936"^^<http://id.loc.gov/datatypes/edtf/EDTF> <http://e.org/g> .
<http://e.org/a> <http://e.org/p> "" <http://e.org/g> .
<http://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/T> .
_:b <http://e.org/p> _:c _:g .
<http://e.org/é> <http://e.org/p> <http://e.org/a> _:g .
`

func oddData(t *testing.T) *graph.Dataset {
	t.Helper()
	d, err := graph.OpenReader(t.Context(), strings.NewReader(odd), "odd.nq")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func fromLines(t *testing.T, text []byte) (quads []quad.Quad) {
	t.Helper()
	r := nquads.NewReader(bytes.NewReader(text), "", nquads.Options{})
	for {
		s, err := r.Read()
		if err == io.EOF {
			return quads
		}
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, s.Quad)
	}
}

func fromProtobuf(t *testing.T, text []byte) []quad.Quad {
	t.Helper()
	quads, err := quad.ReadAll(pquads.NewReader(bytes.NewReader(text), 0))
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// fromJSONLD reads with json-gold, whose blank nodes have names of its own: it gives
// the dataset's canonical form, and so does canonical.
func fromJSONLD(t *testing.T, text []byte) string {
	t.Helper()
	doc, err := ld.DocumentFromReader(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	o := ld.NewJsonLdOptions("")
	o.Format = "application/n-quads"
	lines, err := ld.NewJsonLdProcessor().ToRDF(doc, o)
	if err != nil {
		t.Fatal(err)
	}
	return canonical(t, lines.(string))
}

// canonical writes language tags in small letters, as json-gold does and RDF 1.1 allows.

func canonical(t *testing.T, lines string) string {
	t.Helper()
	var small []byte
	for _, q := range fromLines(t, []byte(lines)) {
		if text, ok := q.Object.(quad.LangString); ok {
			text.Lang = strings.ToLower(text.Lang)
			q.Object = text
		}
		var err error
		if small, err = nquads.AppendQuad(small, q); err != nil {
			t.Fatal(err)
		}
	}
	o := ld.NewJsonLdOptions("")
	o.InputFormat, o.Format = "application/n-quads", "application/n-quads"
	out, err := ld.NewJsonLdProcessor().Normalize(string(small), o)
	if err != nil {
		t.Fatal(err)
	}
	return out.(string)
}

func sorted(quads []quad.Quad) []quad.Quad {
	slices.SortFunc(quads, nquads.CompareQuads)
	return quads
}

// What is read in any format is what is in the data, each literal as it is written.
func TestFormatsKeepEverything(t *testing.T) {
	for name, d := range map[string]*graph.Dataset{"odd": oddData(t), "small": open(t, smallFile), "embedded": open(t, "")} {
		h := cayleyapi.New(options(d, nil))
		read := func(format string) []byte {
			w := ask(h, httptest.NewRequest(http.MethodGet, "/api/v2/read?format="+format, nil))
			if w.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", format, w.Code, w.Body)
			}
			return w.Body.Bytes()
		}
		var exported bytes.Buffer
		if err := d.Export(t.Context(), &exported, "nquads", ""); err != nil {
			t.Fatal(err)
		}
		want := sorted(fromLines(t, exported.Bytes()))
		if diff := cmp.Diff(want, sorted(fromLines(t, read("nquads")))); diff != "" || len(want) == 0 {
			t.Errorf("%s, nquads: %s", name, diff)
		}
		if diff := cmp.Diff(want, sorted(fromProtobuf(t, read("pquads")))); diff != "" {
			t.Errorf("%s, pquads: %s", name, diff)
		}
		for i := range want {
			want[i].Label = nil
		}
		want = slices.Compact(sorted(want))
		if diff := cmp.Diff(want, slices.Compact(sorted(fromLines(t, read("ntriples"))))); diff != "" {
			t.Errorf("%s, ntriples: %s", name, diff)
		}
		if diff := cmp.Diff(canonical(t, exported.String()), fromJSONLD(t, read("jsonld"))); diff != "" {
			t.Errorf("%s, jsonld: %s", name, diff)
		}
	}
}

// JSON-LD of any pattern is well formed, however quads follow one another.
func TestJSONLDOfPatterns(t *testing.T) {
	h := cayleyapi.New(options(oddData(t), nil))
	for _, pattern := range []string{
		"", "&pred=<http://e.org/p>", "&label=<http://e.org/g>", "&obj=<http://e.org/a>", "&sub=<http://e.org/none>",
		"&limit=1", "&limit=4", "&obj=_:c,<http://e.org/T>,<http://e.org/a>", "&label=<http://e.org/h>,<http://e.org/g>,_:g",
	} {
		lines := ask(h, httptest.NewRequest(http.MethodGet, "/api/v2/read?format=nquads"+pattern, nil)).Body.String()
		linked := ask(h, httptest.NewRequest(http.MethodGet, "/api/v2/read?format=jsonld"+pattern, nil)).Body.Bytes()
		if diff := cmp.Diff(canonical(t, lines), fromJSONLD(t, linked)); diff != "" {
			t.Errorf("%s: %s", pattern, diff)
		}
	}
}

func TestGzip(t *testing.T) {
	h := cayleyapi.New(options(open(t, smallFile), nil))
	plain := ask(h, httptest.NewRequest(http.MethodGet, "/api/v2/read", nil)).Body.String()
	for header, want := range map[string]bool{
		"gzip": true, "deflate, gzip;q=0.5": true, "*": true, "br, *;q=0.1": true,
		"": false, "gzip;q=0": false, "identity": false, "gzip;q=0, *": false, "gzip;q=9": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/api/v2/read", nil)
		r.Header.Set("Accept-Encoding", header)
		w := ask(h, r)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != want {
			t.Errorf("%q: gzip %v", header, got)
			continue
		}
		body := io.Reader(w.Body)
		if want {
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		text, err := io.ReadAll(body)
		if err != nil || string(text) != plain {
			t.Errorf("%q: %v, %d bytes", header, err, len(text))
		}
		if !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
			t.Errorf("%q: Vary %q", header, w.Header().Get("Vary"))
		}
	}
}

// An answer that cannot be finished is no whole answer to anybody.
func TestAnAnswerCutShortIsSeen(t *testing.T) {
	d := open(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cayleyapi.New(options(d, nil)).ServeHTTP(cutting{w, cancel}, r.WithContext(ctx))
	}))
	defer server.Close()
	response, err := http.Get(server.URL + "/api/v2/read")
	if err != nil {
		return // not even a beginning
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err == nil {
		t.Errorf("%d bytes were taken for all", len(text))
	}
}

// cutting ends the reading once something was written.
type cutting struct {
	http.ResponseWriter
	cancel func()
}

func (c cutting) Write(p []byte) (int, error) {
	defer c.cancel()
	return c.ResponseWriter.Write(p)
}
