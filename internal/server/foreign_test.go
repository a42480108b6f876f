package server_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/rdfiotest"
	"annals.example/internal/server"
)

// write puts a file beside others of a test.
func write(t *testing.T, path, text string) string {
	t.Helper()
	if !filepath.IsAbs(path) {
		path = filepath.Join(t.TempDir(), path)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Data of others stand at /entity, whatever their addresses look like.
func TestDataOfOthers(t *testing.T) {
	things := []string{
		"http://example.org/alice", "http://example.org/alice.ttl", "http://example.org/ask", "http://example.org/", "http://example.org/a%2Fb",
		"http://example.org/?q=1&r=2#frag", "http://example.org/Ω/Чойбалсан", "http://example.org/Хорлоогийн", "urn:isbn:0451450523",
		"http://example.org/a+b", "http://example.org/a;b", "http://example.org/%", "mailto:a@example.org", "http://example.org/'quote'", "_:someone", "_:b1.x",
	}
	var text strings.Builder
	for _, thing := range things {
		if !strings.HasPrefix(thing, "_:") {
			thing = "<" + thing + ">"
		}
		text.WriteString(thing + ` <http://example.org/knows> _:someone <http://example.org/source> .` + "\n")
		text.WriteString(thing + ` <http://example.org/name> "a \"name\""@en .` + "\n")
	}
	s := start(t, server.Options{Data: write(t, "others.nq", text.String()), Prefix: "/x"})
	if s.Base() != "" {
		t.Fatalf("their base is %q", s.Base())
	}
	for _, thing := range things {
		address := s.url + "/entity?iri=" + url.QueryEscape(thing)
		get(t, address).is(t, 200, "text/html")
		rows := get(t, strings.Replace(address, "/entity?", "/entity.json?", 1)).is(t, 200, "application/json")
		if !json.Valid(rows.body) {
			t.Errorf("%s: %s", thing, rows.body)
		}
		a := get(t, address, "Accept", "application/n-quads").is(t, 200, "application/n-quads")
		quads, wrong := rdfiotest.Read(t, thing, a.body)
		subject := quad.Value(quad.IRI(thing))
		if label, ok := strings.CutPrefix(thing, "_:"); ok {
			subject = quad.BNode(label)
		}
		if wrong || !slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Subject == subject }) {
			t.Errorf("%s: %s", thing, a.body)
		}
		for _, header := range a.Header.Values("Link") {
			m := link.FindStringSubmatch(header)
			if m == nil {
				t.Errorf("%s: Link %s", thing, header)
				continue
			}
			get(t, strings.TrimSuffix(s.url, "/x")+m[1]).is(t, 200, m[3])
		}
	}
	for _, nothing := range []string{"http://example.org/nobody", "_:nobody", "alice", "<http://example.org/alice>", "\x00", "\xff", " ", "http://example.org/knows\x00"} {
		get(t, s.url+"/entity?iri="+url.QueryEscape(nothing)).is(t, 404, "application/json")
	}
	for _, path := range []string{"/", "/ask", "/about", "/query", "/sources", "/sources.json", "/vocabulary", "/vocabulary.ttl", "/.well-known/void", "/dump.trig.gz", "/ask/who-signed.json", "/search?q=name", "/ui/"} {
		get(t, s.url+path).is(t, 200, "")
	}
	get(t, s.url+"/agreement").is(t, 404, "application/json")
	get(t, s.url+"/person/alice").is(t, 404, "application/json")
}

const odd = `"@context": context.yaml
id: source/catalogue
says:
  - {id: place/x.ttl, type: Place, label: One whose slug ends like a format}
  - {id: place/data.json, type: Place, label: Another}
  - {id: place/.nq, type: Place, label: Nothing but an ending}
`

// A thing has one address, whatever its slug looks like; what is no TYPE/slug stands at
// /entity, and its own thing is reached from there.
func TestSlugsLikeEndings(t *testing.T) {
	dir := withdrawing(t)
	write(t, filepath.Join(dir, "catalogue", "odd.yaml"), odd)
	s := start(t, server.Options{Data: dir})
	for _, id := range []string{"place/x.ttl", "place/data.json", "place/.nq"} {
		path := "/" + id
		thing := quad.IRI(s.Base() + id)
		get(t, s.url+path).is(t, 200, "text/html")
		get(t, s.url+path+".csv").is(t, 200, "text/csv")
		for _, a := range []answer{get(t, s.url+path+".ttl"), get(t, s.url+path, "Accept", "text/turtle")} {
			a.is(t, 200, "text/turtle")
			if !slices.ContainsFunc(rdfiotest.Turtle(t, string(a.body)), func(q quad.Quad) bool { return q.Subject == thing }) {
				t.Errorf("%s: %s", id, a.body)
			}
			if at := a.Header.Get("Content-Location"); at != path+".ttl" {
				t.Errorf("%s: Content-Location %s", id, at)
			}
		}
		moved := get(t, s.url+"/entity.nt?iri="+url.QueryEscape(string(thing))).is(t, 302, "")
		if to := moved.Header.Get("Location"); to != path+".nt" {
			t.Errorf("%s is at %s", id, to)
		}
	}
	// However its address is written, a page links to one.
	for _, spelled := range []string{"/agreement/1936%2Dprotocol", "/agreement/%31936-protocol"} {
		a := get(t, s.url+spelled).is(t, 200, "text/html")
		if strings.Contains(string(a.body), spelled) || strings.Contains(a.Header.Get("Link"), spelled) {
			t.Errorf("%s is taken for an address", spelled)
		}
	}
}

// A passage is an anchor of its source.
func TestPassages(t *testing.T) {
	s := start(t, server.Options{Prefix: "/x"})
	quads, _ := rdfiotest.Read(t, "protocol", get(t, s.url+protocol+".nq").is(t, 200, "").body)
	seen := 0
	for _, q := range quads {
		label, ok := q.Label.(quad.IRI)
		source, anchor, anchored := strings.Cut(strings.TrimPrefix(string(label), s.Base()), "#")
		if !ok || !anchored {
			continue
		}
		if seen++; seen > 5 {
			break
		}
		a := get(t, s.url+"/entity.ttl?iri="+url.QueryEscape(string(label))).is(t, 302, "")
		if to := a.Header.Get("Location"); to != "/x/"+source+".ttl#"+anchor {
			t.Errorf("%s is at %s", label, to)
		}
		page := get(t, s.url+"/"+source).is(t, 200, "text/html")
		if !strings.Contains(string(page.body), `id="`+anchor+`"`) {
			t.Errorf("%s has no anchor %s", source, anchor)
		}
		data := get(t, s.url+"/"+source+".nq").is(t, 200, "")
		if !strings.Contains(string(data.body), "<"+string(label)+">") {
			t.Errorf("the data of %s do not speak of %s", source, anchor)
		}
	}
	if seen == 0 {
		t.Error("no passage speaks of the protocol")
	}
}
