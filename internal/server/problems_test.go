package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"annals.example/internal/server"
)

// A problem is what is wrong with a request, and what its answer says.
type problem struct {
	method, path string
	status       int
	says         string
}

func problems() []problem {
	return []problem{
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
	}
}

// kind is in which form the answer is for a request that accepts something.
func (p problem) kind(accept string) string {
	switch {
	case strings.HasPrefix(p.path, "/ask/who-signed?") && accept == "*/*":
		return "text/html" // as the answer would be
	case strings.HasPrefix(accept, "text/html") && p.method != "POST" && !strings.Contains(p.path, "/api/"):
		return "text/html"
	}
	return "application/json"
}

// What is wrong is a page for a browser and JSON for a program.
func TestProblems(t *testing.T) {
	s := start(t, server.Options{Data: withdrawing(t)})
	for _, p := range problems() {
		for _, accept := range []string{"text/html,*/*;q=0.8", "*/*", "application/json"} {
			kind := p.kind(accept)
			a := ask(t, p.method, s.url+p.path, "", "Accept", accept).is(t, p.status, kind)
			if !strings.Contains(string(a.body), p.says) {
				t.Errorf("%s %s: it does not say %q: %.300s", p.method, p.path, p.says, a.body)
			}
			if kind == "application/json" {
				var told struct{ Error string }
				if err := json.Unmarshal(a.body, &told); err != nil || told.Error == "" {
					t.Errorf("%s %s: %v in %.300s", p.method, p.path, err, a.body)
				}
			}
			if p.status == 405 && a.Header.Get("Allow") == "" {
				t.Errorf("%s %s: nothing is allowed", p.method, p.path)
			}
			if strings.Contains(a.Header.Get("Cache-Control"), "public") || a.Header.Get("ETag") != "" {
				t.Errorf("%s %s: it is kept", p.method, p.path)
			}
			policy(t, a)
		}
	}
	get(t, s.url+"/agreement?page=999999", "Accept", "text/html").is(t, 404, "text/html") // as data, a list has no pages
}

func TestWithdrawnIDsAreGone(t *testing.T) {
	s := start(t, server.Options{Data: withdrawing(t)})
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

// A page that is not there lets its reader look for what was written, as people write it.
func TestLookForWhatIsNotThere(t *testing.T) {
	for _, prefix := range []string{"", "/x"} {
		s := start(t, server.Options{Prefix: prefix})
		for path, words := range map[string]string{
			"/person/gendenn":                   "gendenn",
			"/agreement/protocol-of_1935.ttl":   "protocol of 1935",
			"/agrement":                         "agrement",
			"/ask/who-sings":                    "who sings",
			"/person/%D0%93%D1%8D%D0%BD%D0%B4/": "Гэнд",
			"/person/%22%3E%3Cscript%3E":        "&#34;&gt;&lt;script&gt;",
			"/person/100%25":                    "100%",
		} {
			page := string(get(t, s.url+path, "Accept", "text/html").is(t, 404, "text/html").body)
			form := `<form action="` + prefix + `/search" method="get" class="again">`
			if field := `name="q" value="` + words + `"`; !strings.Contains(page, form) || !strings.Contains(page, field) {
				t.Errorf("%s%s: no %s and %s in\n%s", prefix, path, form, field, page)
			}
		}
		var told struct{ Hint string }
		if err := json.Unmarshal(get(t, s.url+"/person/choibalsan-%26?x").is(t, 404, "application/json").body, &told); err != nil {
			t.Fatal(err)
		}
		if want := "look for it by name: " + prefix + "/search?q=choibalsan+%26"; told.Hint != want {
			t.Errorf("hint %q, want %q", told.Hint, want)
		}
	}
}
