package server_test

import (
	"bytes"
	"compress/gzip"
	"html"
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/rdfio/rdfiotest"
	"annals.example/internal/server"
	"annals.example/internal/topics"
)

// The forms of linked data say the same: to readers that nobody here wrote.
func TestFormsAgree(t *testing.T) {
	s := start(t, server.Options{Data: withdrawing(t)})
	for _, path := range []string{protocol, "/person/genden", "/source/catalogue", "/event/khalkhin-gol", "/person/amar", "/vocabulary", "/.well-known/void"} {
		text := func(ending string) string { return string(get(t, s.url+path+ending).is(t, 200, "").body) }
		nquads, wrong := rdfiotest.Read(t, path, []byte(text(".nq")))
		if wrong {
			t.Errorf("%s: the N-Quads cannot be read", path)
		}
		rdfiotest.Same(t, nquads, rdfiotest.TriG(t, text(".trig")))
		rdfiotest.Same(t, nquads, rdfiotest.JSONLD(t, text(".jsonld")))
		ntriples, wrong := rdfiotest.Read(t, path, []byte(text(".nt")))
		if wrong {
			t.Errorf("%s: the N-Triples cannot be read", path)
		}
		rdfiotest.Same(t, ntriples, rdfiotest.Turtle(t, text(".ttl")))
		if len(nquads) == 0 {
			t.Errorf("%s says nothing", path)
		}
		for i := range nquads {
			nquads[i].Label = nil
		}
		if path != "/.well-known/void" { // blank nodes in it
			for _, q := range ntriples {
				if !contains(nquads, q) {
					t.Errorf("%s: only the triples have %v", path, q)
				}
			}
		}
	}
}

func contains(quads []quad.Quad, want quad.Quad) bool {
	for _, q := range quads {
		if q == want {
			return true
		}
	}
	return false
}

// A dump is what annals export writes.
func TestDumps(t *testing.T) {
	s := start(t, server.Options{})
	d, err := graph.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for path, format := range map[string]string{"/dump.nq.gz": graph.NQuads, "/dump.trig.gz": graph.TriG} {
		var want bytes.Buffer
		if err := d.Export(t.Context(), &want, format, ""); err != nil {
			t.Fatal(err)
		}
		a := get(t, s.url+path).is(t, 200, "application/gzip")
		if a.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: the file itself is compressed, not its transfer", path)
		}
		if got := unpacked(t, a.body); got != want.String() {
			t.Errorf("%s: %d bytes, export has %d", path, len(got), want.Len())
		}
		// A harvester that was broken off goes on.
		rest := get(t, s.url+path, "Range", "bytes=1000-", "If-Range", a.Header.Get("ETag")).is(t, 206, "")
		if !bytes.Equal(append(bytes.Clone(a.body[:1000]), rest.body...), a.body) {
			t.Errorf("%s: its parts are not the whole", path)
		}
	}
}

func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Under another base, and below a path, all agrees: the addresses of things, of the
// dumps and of the pages; nothing tells of the base that was before.
func TestBase(t *testing.T) {
	const base = "https://museum.example/mongolia/"
	for _, prefix := range []string{"", "/mongolia"} {
		s := start(t, server.Options{Base: base, Prefix: prefix})
		void := rdfiotest.Turtle(t, string(get(t, s.url+"/.well-known/void").is(t, 200, "").body))
		targets := map[string]int{}
		for _, q := range void {
			if word, ok := q.Predicate.(quad.IRI); ok {
				name := string(word)[strings.LastIndexAny(string(word), "#/")+1:]
				switch name {
				case "dataDump", "uriLookupEndpoint", "homepage", "uriSpace", "vocabulary", "exampleResource":
					targets[name]++
					text := strings.Trim(quad.ToString(q.Object), `<>"`)
					local, ours := strings.CutPrefix(text, base)
					if !ours && name != "vocabulary" {
						t.Errorf("%s is %s", name, text)
					}
					if name == "dataDump" || name == "homepage" || name == "exampleResource" {
						get(t, s.url+"/"+local).is(t, 200, "")
					}
				}
			}
		}
		if targets["dataDump"] != 2 || targets["uriLookupEndpoint"] != 1 || targets["homepage"] != 1 {
			t.Errorf("VoID has %v", targets)
		}
		for _, path := range []string{"/", "/about", "/query", "/ask", protocol, protocol + ".ttl", protocol + ".jsonld", protocol + ".csv", protocol + ".json", "/agreement.json",
			"/vocabulary", "/vocabulary.ttl", "/.well-known/void", "/ask/who-signed", "/ask/who-signed.json", "/source/catalogue", "/ui/"} {
			text := html.UnescapeString(string(get(t, s.url+path).is(t, 200, "").body))
			for _, topic := range topics.All() { // whose examples are those of the program
				text = strings.ReplaceAll(text, topic.Body(), "")
			}
			old(t, path, text)
		}
		for _, path := range []string{"/dump.nq.gz", "/dump.trig.gz"} {
			text := unpacked(t, get(t, s.url+path).is(t, 200, "").body)
			old(t, path, text)
			if !strings.Contains(text, base) {
				t.Errorf("%s does not know %s", path, base)
			}
		}
		query := ask(t, "POST", s.url+"/api/v1/query/gizmo", `g.V("<`+base+`agreement/1936-protocol>").out().limit(3).all()`)
		old(t, "a query", string(query.is(t, 200, "").body))
		if strings.Contains(string(query.body), "null") {
			t.Errorf("a query knows nothing of the base: %s", query.body)
		}
	}
}

func old(t *testing.T, path, text string) {
	t.Helper()
	if i := strings.Index(text, "annals.example/soviet-mongolian"); i >= 0 {
		t.Errorf("%s: the base before: …%.200s", path, text[max(0, i-60):])
	}
	if i := strings.Index(text, "127.0.0.1:"); i >= 0 && path != "/ui/" {
		t.Errorf("%s: where it listens: …%.200s", path, text[max(0, i-60):])
	}
}

// Without --base, links follow the name by which the server was asked.
func TestLinksFollowTheHost(t *testing.T) {
	s := start(t, server.Options{Prefix: "/x"})
	for _, host := range []string{"localhost:8080", "annals.localhost"} {
		text := string(get(t, s.url+"/.well-known/void", "Host", host).is(t, 200, "").body)
		for _, want := range []string{"<http://" + host + "/x/dump.nq.gz>", "<http://" + host + "/x/.well-known/void>", "http://" + host + "/x/entity?iri="} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: VoID does not have %s", host, want)
			}
		}
		if strings.Contains(text, strings.TrimPrefix(s.url, "http://")) {
			t.Errorf("%s: VoID has the address of another", host)
		}
	}
}
