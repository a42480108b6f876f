package server_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"annals.example/internal/server"
)

// The form of an answer is what the request accepts: RFC 9110, section 12.5.1.
func TestFormByAccept(t *testing.T) {
	s := start(t, server.Options{})
	const firefox = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, test := range []struct {
		path, accept, kind string
		status             int
	}{
		{protocol, firefox, "text/html", 200},
		{protocol, "*/*", "text/html", 200},
		{protocol, "", "text/html", 200},
		{protocol, "text/turtle", "text/turtle", 200},
		{protocol, "TEXT/Turtle", "text/turtle", 200},
		{protocol, "text/html;q=0.5, text/turtle", "text/turtle", 200},
		{protocol, "text/turtle;q=0.5, text/html;q=0.4", "text/turtle", 200},
		{protocol, "application/ld+json", "application/ld+json", 200},
		{protocol, `application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"`, "application/ld+json", 200},
		{protocol, "application/trig", "application/trig", 200},
		{protocol, "application/n-quads", "application/n-quads", 200},
		{protocol, "application/n-triples", "application/n-triples", 200},
		{protocol, "application/json", "application/json", 200},
		{protocol, "text/csv", "text/csv", 200},
		{protocol, "text/*;q=0.3, text/html;q=0, application/*;q=0.2", "text/turtle", 200},
		{protocol, "application/*, application/ld+json;q=0", "application/trig", 200},
		{protocol, "*/*, text/html;q=0", "text/turtle", 200},
		{protocol, "image/png", "application/json", 406},
		{protocol, "text/html;q=0", "application/json", 406},
		{protocol, "*/*;q=0", "application/json", 406},
		{"/agreement", "application/json", "application/json", 200},
		{"/agreement", "text/csv", "text/csv", 200},
		{"/agreement", "text/turtle", "application/json", 406},
		{"/sources", "text/csv", "text/csv", 200},
		{"/search?q=genden", "application/json", "application/json", 200},
		{"/ask", "application/json", "application/json", 200},
		{"/ask/who-signed", "application/json", "application/json", 200},
		{"/ask/who-signed", firefox, "text/html", 200},
		{"/vocabulary", "text/turtle", "text/turtle", 200},
		{"/vocabulary", firefox, "text/html", 200},
		{"/.well-known/void", firefox, "text/turtle", 200},
		{"/.well-known/void", "application/ld+json", "application/ld+json", 200},
		{"/.well-known/void", "text/html", "text/html", 406},
	} {
		headers := []string{}
		if test.accept != "" {
			headers = []string{"Accept", test.accept}
		}
		a := get(t, s.url+test.path, headers...).is(t, test.status, test.kind)
		if !slices.Equal(a.Header.Values("Vary"), []string{"Accept"}) {
			t.Errorf("%s: Vary %q", test.path, a.Header.Values("Vary"))
		}
	}
}

// An ending asks for a form whatever the request accepts, and the answer is then the
// same for all.
func TestFormByEnding(t *testing.T) {
	s := start(t, server.Options{})
	rdf := map[string]string{".ttl": "text/turtle", ".jsonld": "application/ld+json", ".trig": "application/trig", ".nq": "application/n-quads", ".nt": "application/n-triples"}
	rows := map[string]string{".json": "application/json", ".csv": "text/csv"}
	for path, kinds := range map[string][]map[string]string{
		protocol: {rdf, rows}, "/source/catalogue": {rdf, rows}, "/vocabulary": {rdf}, "/.well-known/void": {rdf},
		"/agreement": {rows}, "/source": {rows}, "/sources": {rows}, "/ask": {rows}, "/ask/who-signed": {rows}, "/search": {rows},
	} {
		tags := map[string]bool{}
		for _, list := range kinds {
			for ending, kind := range list {
				a := get(t, s.url+path+ending, "Accept", "image/png").is(t, 200, kind)
				if vary := a.Header.Get("Vary"); vary != "" {
					t.Errorf("%s%s: Vary %s", path, ending, vary)
				}
				tags[a.Header.Get("ETag")] = true
				switch ending {
				case ".json", ".jsonld":
					if !json.Valid(a.body) {
						t.Errorf("%s%s is no JSON", path, ending)
					}
				case ".csv":
					if rows, err := csv.NewReader(strings.NewReader(string(a.body))).ReadAll(); err != nil || len(rows) < 1 {
						t.Errorf("%s%s: %d rows, %v", path, ending, len(rows), err)
					}
				}
			}
		}
		total := 0
		for _, list := range kinds {
			total += len(list)
		}
		if len(tags) != total {
			t.Errorf("%s: %d forms have %d ETags", path, total, len(tags))
		}
	}
}

var link = regexp.MustCompile(`^<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?$`)

// What Link announces is there, in the form that it says: RFC 8288.
func TestAnnouncedForms(t *testing.T) {
	for _, prefix := range []string{"", "/x"} {
		s := start(t, server.Options{Prefix: prefix})
		for _, path := range []string{"/", "/about", protocol, protocol + ".ttl", "/agreement", "/source?page=2", "/agreement.csv", "/vocabulary", "/vocabulary.nt", "/.well-known/void",
			"/ask", "/ask/who-signed?signer=person/genden&from=1930", "/search?q=%22&x=<>", "/entity?iri=http://www.wikidata.org/entity/Q211274", "/source/catalogue"} {
			a := get(t, s.url+path)
			if a.StatusCode == http.StatusNotFound {
				continue
			}
			a.is(t, 200, "")
			found := map[string]int{}
			for _, header := range a.Header.Values("Link") {
				m := link.FindStringSubmatch(header)
				if m == nil || !strings.HasPrefix(m[1], prefix+"/") {
					t.Errorf("%s: Link %s", path, header)
					continue
				}
				found[m[2]]++
				get(t, strings.TrimSuffix(s.url, prefix)+m[1]).is(t, 200, m[3])
			}
			if path != "/" && found["alternate"] < 2 {
				t.Errorf("%s: Link %q", path, a.Header.Values("Link"))
			}
			if (path == "/" || path == protocol || path == protocol+".ttl") && found["describedby"] != 1 {
				t.Errorf("%s: described by %d", path, found["describedby"])
			}
		}
	}
}
