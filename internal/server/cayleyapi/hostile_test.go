package cayleyapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"annals.example/internal/server/cayleyapi"
)

// odds are what may stand for a parameter, a header or a body.
var odds = []string{
	"", " ", "\x00", "\xff\xfe", "\xc0\xaf", "\u202e", "\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "%", "%zz", "%00", ";", "&&==",
	"../../etc/passwd", "-1", "0", "1", "+5", "1e9", "0x10", "abc", "99999999999999999999", "-99999999999999999999", "NaN", "\u0661",
	"*/*", "*/*;q=0", ";;;,,,", "application/ld+json;q=", "application/ld+json;q=2", "text/*", "*/json", "q=1", "gzip;q=1.0000000000001",
	",", ",,", "<", "<>", ">", "_:", "_:a,_:b", `"`, `""`, `"\`, `"a"@`, `"a"@-`, `"a"^^`, `"a"^^<`, `"a"^^<>`, `"\uD800"`, `"a\"`, `"a","b"`, "<a,b",
	"<http://e.org/alice>", "gizmo", "GIZMO", "graphql", "mql", "gremlin", "jsonld", "pquads", "nquads", "json", "short", "full",
	"{", "[", "[{}]", "{}", "null", `"g.V()"`, "{ nodes { id } }", "{ nodes(first: -1, offset: -1) { id } }", "{ a: * }",
	`[{"id": 1}]`, `[{"id": {}}]`, `[[[]]]`, `[{"a":[{"b":[{"c":null}]}]}]`, "g.V().all()", "g.emit(0/0)", "g.emit(1/0)", "g.emit(undefined)",
	"g.emit(function () {})", "throw null", "throw {}", "({}).x.y", "1;;", "é", strings.Repeat("a,", 3000), strings.Repeat("(", 5000), strings.Repeat("a", 70000),
}

// statuses are what may come of a request that is wrong or right. A fault of this server
// is not among them.
var statuses = []int{200, 204, 400, 403, 404, 405, 413, 415, 501}

// TestOddRequests wants of every request an answer or a reason.
func TestOddRequests(t *testing.T) {
	d := open(t, smallFile)
	h := cayleyapi.New(options(d, inProcess{d}))
	held := func(method, target string, header http.Header, body string) {
		r := httptest.NewRequest(method, "/", strings.NewReader(body))
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
		r.Header = header
		about := fmt.Sprintf("%s %.200q %v %.100q", method, target, header, body)
		w := ask(h, r)
		if !slices.Contains(statuses, w.Code) {
			t.Errorf("%s: %d %s", about, w.Code, w.Body)
		}
		if w.Code >= 400 {
			said(t, about, w)
		} else if kind := w.Header().Get("Content-Type"); strings.Contains(kind, "json") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: no JSON in %.200q", about, w.Body)
		}
	}
	for _, odd := range odds {
		escaped := url.QueryEscape(odd)
		for _, target := range []string{
			"/api/v2/query?lang=gizmo&limit=%s", "/api/v2/query?lang=%s&qu=1", "/api/v2/query?qu=%s&lang=gizmo", "/api/v2/query?qu=%s&lang=mql",
			"/api/v2/query?qu=%s&lang=graphql", "/api/v2/read?sub=%s", "/api/v2/read?obj=%s", "/api/v2/read?label=%s&pred=<a>,<b>", "/api/v2/read?format=%s",
			"/api/v2/read?iri=%s", "/api/v2/read?limit=%s", "/api/v2/query?%s", "/api/v2/read?%s",
		} {
			for _, method := range []string{"GET", "HEAD"} {
				if method == "GET" || strings.Contains(target, "limit") {
					held(method, fmt.Sprintf(target, escaped), http.Header{}, "")
				}
			}
			if !strings.Contains(odd, "emit") {
				held("GET", strings.Replace(target, "%s", odd, 1), http.Header{}, "")
			}
		}
		for _, target := range []string{"/api/v1/query/gizmo", "/api/v1/query/graphql", "/query/mql", "/api/v1/query/" + odd, "/api/v2/query?lang=mql", "/api/v2/read", "/api/v1/write"} {
			for _, kind := range []string{"", "application/json", "application/x-www-form-urlencoded", odd} {
				held("POST", target, http.Header{"Content-Type": {kind}}, odd)
			}
		}
		for _, name := range []string{"Accept", "Accept-Encoding", "Content-Encoding", "Content-Type"} {
			header := http.Header{name: {odd, odd}}
			held("GET", "/api/v2/read", header, "")
			held("POST", "/api/v2/query?lang=gizmo", header, "g.V().all()")
			held("POST", "/api/v2/read", header, "sub=a")
		}
	}
}
