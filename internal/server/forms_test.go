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

// addresses are one of each kind that can be asked again.
var addresses = []string{"/", "/about", "/query", "/ask", "/ask.json", protocol, protocol + ".ttl", protocol + ".csv", "/agreement", "/agreement.json",
	"/vocabulary", "/vocabulary.ttl", "/.well-known/void", "/ask/who-signed", "/ask/who-signed.json?signer=person/genden", "/dump.nq.gz", "/dump.trig.gz"}

// HEAD tells what GET tells: RFC 9110, section 9.3.2.
func TestHead(t *testing.T) {
	s := start(t, server.Options{Data: withdrawing(t)})
	for _, path := range append(slices.Clone(addresses), "/ui/", "/healthz", "/person/nobody", "/nothing", "/agreement/1936-pact", "/entity", "/ask/who-signed?signer=person/nobody", "/api/v2/formats") {
		for _, accept := range []string{"text/html", "*/*", "image/png"} {
			full, head := get(t, s.url+path, "Accept", accept), ask(t, "HEAD", s.url+path, "", "Accept", accept)
			for _, h := range []http.Header{full.Header, head.Header} {
				h.Del("Date")
				h.Del("X-Request-Id")
			}
			if full.StatusCode != head.StatusCode || len(head.body) > 0 {
				t.Errorf("%s: %d, HEAD %d with %d bytes", path, full.StatusCode, head.StatusCode, len(head.body))
			}
			for name := range full.Header {
				if !slices.Equal(full.Header[name], head.Header[name]) {
					t.Errorf("%s (%s): %s is %q, for HEAD %q", path, accept, name, full.Header[name], head.Header[name])
				}
			}
		}
	}
}

var strong = regexp.MustCompile(`^"[!-~]+"$`)

// An answer is told apart by its ETag, asked for again with it, and in parts: RFC 9110,
// sections 8.8, 13 and 14.
func TestConditions(t *testing.T) {
	s := start(t, server.Options{})
	for _, path := range addresses {
		full := get(t, s.url+path).is(t, 200, "")
		tag := full.Header.Get("ETag")
		if !strong.MatchString(tag) || !strings.Contains(full.Header.Get("Cache-Control"), "no-cache") {
			t.Errorf("%s: ETag %s, Cache-Control %s", path, tag, full.Header.Get("Cache-Control"))
		}
		if int(full.ContentLength) != len(full.body) {
			t.Errorf("%s: Content-Length %d of %d", path, full.ContentLength, len(full.body))
		}
		for _, same := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
			a := get(t, s.url+path, "If-None-Match", same).is(t, 304, "")
			if a.Header.Get("ETag") != tag || len(a.body) > 0 {
				t.Errorf("%s: not modified, with ETag %s and %d bytes", path, a.Header.Get("ETag"), len(a.body))
			}
		}
		get(t, s.url+path, "If-None-Match", `"other"`).is(t, 200, "")
		get(t, s.url+path, "If-Match", `"other"`).is(t, 412, "")
		get(t, s.url+path, "If-Match", tag).is(t, 200, "")
		part := get(t, s.url+path, "Range", "bytes=10-19").is(t, 206, "")
		if string(part.body) != string(full.body[10:20]) {
			t.Errorf("%s: bytes 10 to 19 are %q", path, part.body)
		}
		rest := get(t, s.url+path, "Range", "bytes=-7", "If-Range", tag).is(t, 206, "")
		if string(rest.body) != string(full.body[len(full.body)-7:]) {
			t.Errorf("%s: the last bytes are %q", path, rest.body)
		}
		if whole := get(t, s.url+path, "Range", "bytes=10-19", "If-Range", `"other"`).is(t, 200, ""); len(whole.body) != len(full.body) {
			t.Errorf("%s: of another edition, %d bytes of %d", path, len(whole.body), len(full.body))
		}
		get(t, s.url+path, "Range", "bytes=999999999-").is(t, 416, "")
		several := get(t, s.url+path, "Range", "bytes=0-4,10-14").is(t, 206, "multipart/byteranges")
		if !strings.Contains(string(several.body), string(full.body[10:15])) {
			t.Errorf("%s: two ranges: %q", path, several.body)
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
			if path != "/" && path != "/about" && found["alternate"] < 2 {
				t.Errorf("%s: Link %q", path, a.Header.Values("Link"))
			}
			if (path == "/" || path == protocol || path == protocol+".ttl") && found["describedby"] != 1 {
				t.Errorf("%s: described by %d", path, found["describedby"])
			}
		}
	}
}

// What is wrong is a page for a browser and JSON for a program.
func TestProblems(t *testing.T) {
	s := start(t, server.Options{Data: withdrawing(t)})
	for _, test := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/person/nobody", 404, "nothing is known at /person/nobody"},
		{"GET", "/agreement/1936-protocols", 404, "agreement/1936-protocol"},
		{"GET", "/agreement/1936-protocols.ttl", 404, "agreement/1936-protocol"},
		{"GET", "/agreements", 404, "agreement"},
		{"GET", "/agreement.xml", 404, "no such type"},
		{"GET", "/agreement?page=0", 404, "no page"},
		{"GET", "/agreement?page=two", 404, "no page"},
		{"GET", "/ask/who-sings", 404, "who-signed"},
		{"GET", "/ask/who-signed.json?signer=person/nobody", 404, "person/nobody"},
		{"GET", "/ask/who-signed?signer=person/nobody", 404, "person/nobody"},
		{"GET", "/ask/who-signed.json?singer=person/genden", 400, "singer"},
		{"GET", "/ask/who-signed?singer=person/genden", 400, "singer"},
		{"GET", "/ask/who-signed.json?limit=0", 400, "rows"},
		{"GET", "/ask/who-signed.json?from=soon", 400, "soon"},
		{"GET", "/ask/who-signed.json?signer=%zz", 400, "%25"},
		{"GET", "/ask/agreements-between.json", 400, "it needs"},
		{"GET", "/entity", 400, "no address"},
		{"GET", "/entity?iri=http://example.org/nothing", 404, "nothing is known"},
		{"GET", "/agreement/1936-pact", 410, "withdrawn on 2026-03-01: The same agreement under two ids."},
		{"GET", "/agreement/1936-pact.ttl", 410, "agreement/1936-protocol"},
		{"GET", "/entity?iri=https://annals.example/soviet-mongolian/agreement/1936-pact", 410, "withdrawn"},
		{"GET", "/figure/khalkhin-gol-rumour", 410, "withdrawn on 2026-03-02"},
		{"GET", "/figure/khalkhin-gol-rumour.csv", 410, "withdrawn"},
		{"POST", "/", 405, "use GET"},
		{"PUT", protocol, 405, "use GET"},
		{"DELETE", "/agreement/1936-pact", 405, "use GET"},
		{"BREW", "/", 501, "no method"},
		{"TRACE", "/", 405, "no method"},
		{"POST", "/api/v1/write", 403, "read-only"},
	} {
		for _, accept := range []string{"text/html,*/*;q=0.8", "*/*", "application/json"} {
			kind := "application/json"
			if strings.HasPrefix(accept, "text/html") && test.method != "POST" && !strings.Contains(test.path, "/api/") {
				kind = "text/html"
			}
			if strings.HasPrefix(test.path, "/ask/who-signed?") && accept == "*/*" {
				kind = "text/html" // as the answer would be
			}
			a := ask(t, test.method, s.url+test.path, "", "Accept", accept).is(t, test.status, kind)
			if !strings.Contains(string(a.body), test.says) {
				t.Errorf("%s %s: it does not say %q: %.300s", test.method, test.path, test.says, a.body)
			}
			if kind == "application/json" {
				var problem struct{ Error string }
				if err := json.Unmarshal(a.body, &problem); err != nil || problem.Error == "" {
					t.Errorf("%s %s: %v in %.300s", test.method, test.path, err, a.body)
				}
			}
			if test.status == 405 && a.Header.Get("Allow") == "" {
				t.Errorf("%s %s: nothing is allowed", test.method, test.path)
			}
			if strings.Contains(a.Header.Get("Cache-Control"), "public") || a.Header.Get("ETag") != "" {
				t.Errorf("%s %s: it is kept", test.method, test.path)
			}
			policy(t, a)
		}
	}
	get(t, s.url+"/agreement?page=999999", "Accept", "text/html").is(t, 404, "text/html")
	gone := get(t, s.url+"/agreement/1936-pact")
	if want := `</agreement/1936-protocol>; rel="successor-version"`; gone.Header.Get("Link") != want {
		t.Errorf("Link %q, want %s", gone.Header.Values("Link"), want)
	}
	// An id that was withdrawn is named by no list.
	if list := get(t, s.url+"/agreement.csv"); strings.Contains(string(list.body), "1936-pact") {
		t.Error("a withdrawn id is in the list")
	}
}

// policy wants the headers by which a browser is held.
func policy(t *testing.T, a answer) {
	t.Helper()
	h := a.Header
	csp := h.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "script-src 'self' 'unsafe-inline'") ||
		h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Request-Id") == "" {
		t.Errorf("%s: headers %v", a.Request.URL, h)
	}
}
