package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"annals.example/internal/server"
	"annals.example/internal/server/guard"
)

// What is too large, too fast or meant for another is turned away, with the status that
// RFC 9110 and RFC 6585 have for it.
func TestRefusals(t *testing.T) {
	s := start(t, server.Options{})
	megabyte := strings.Repeat(" ", 1<<20)
	const query = "/api/v1/query/gizmo"
	for _, test := range []struct {
		about        string
		method, path string
		body         string
		status       int
		headers      []string
	}{
		{"a long body", "POST", query, megabyte + " ", 413, nil},
		{"the longest body", "POST", query, "g.V().limit(1).all()" + megabyte[20:], 200, nil},
		{"a long body of the second version", "POST", "/api/v2/query?lang=gizmo", megabyte + " ", 413, nil},
		{"a long body where none is read", "POST", "/", megabyte + " ", 413, nil},
		{"another host", "GET", "/", "", 421, []string{"Host", "evil.example"}},
		{"another host, with a port", "GET", protocol, "", 421, []string{"Host", "evil.example:80"}},
		{"another host, for a probe", "GET", "/healthz", "", 421, []string{"Host", "10.0.0.1"}},
		{"this machine", "GET", "/", "", 200, []string{"Host", "localhost"}},
		{"a script of another site", "GET", "/", "", 403, []string{"Origin", "https://evil.example"}},
		{"a query of another site", "POST", query, "1", 403, []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}},
		{"an image on another site", "GET", "/api/v2/query?lang=gizmo&qu=1", "", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}},
		{"a sandboxed frame", "POST", query, "1", 403, []string{"Origin", "null"}},
		{"a link on another site", "GET", protocol, "", 200, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"a page of ours", "POST", query, "g.V().limit(1).all()", 200, []string{"Origin", s.url, "Sec-Fetch-Site", "same-origin"}},
		{"a long address", "GET", "/search?q=" + strings.Repeat("a", 16<<10), "", 414, nil},
		{"a long path", "GET", "/" + strings.Repeat("a/", 8<<10), "", 414, nil},
		{"the longest address", "GET", "/search?q=" + strings.Repeat("a", 15<<10), "", 200, nil},
		{"many header lines", "GET", "/", "", 431, manyHeaders(101)},
		{"a flood of header lines", "GET", "/", "", 431, []string{"X-Flood", strings.Repeat("a", 64<<10)}},
	} {
		t.Run(test.about, func(t *testing.T) {
			a := ask(t, test.method, s.url+test.path, test.body, test.headers...).is(t, test.status, "")
			if got := a.Header.Get("Access-Control-Allow-Origin"); got != "" {
				t.Errorf("an origin may read it: %s", got)
			}
			if test.status >= 400 && test.about != "a flood of header lines" { // that one net/http answers
				a.is(t, test.status, "application/json")
				policy(t, a)
			}
		})
	}
}

func manyHeaders(n int) (headers []string) {
	for i := range n {
		headers = append(headers, "X-"+strconv.Itoa(i), "x")
	}
	return headers
}

func TestRate(t *testing.T) {
	rate, err := guard.ParseRate("20/h")
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, server.Options{Rate: rate, Prefix: "/x"})
	for range 20 {
		get(t, s.url+"/healthz").is(t, 200, "") // of a probe, which counts for nothing
		get(t, s.url+"/ask").is(t, 200, "")
	}
	get(t, s.url+"/healthz").is(t, 200, "")
	for _, path := range []string{"/metrics", "/ask/healthz", "/healthz/", "/%68ealthz/x"} {
		get(t, s.url+path).is(t, 429, "")
	}
	for _, accept := range []string{"text/html", "application/json"} {
		a := get(t, s.url+"/ask", "Accept", accept).is(t, 429, accept)
		if n, err := strconv.Atoi(a.Header.Get("Retry-After")); err != nil || n < 1 || n > 180 {
			t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
		}
		policy(t, a)
	}
}

func TestSharedWithOrigins(t *testing.T) {
	origins, err := guard.ParseOrigins([]string{"https://atlas.example"})
	if err != nil {
		t.Fatal(err)
	}
	hosts, err := guard.ParseHosts([]string{"museum.example"})
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, server.Options{Origins: origins, Hosts: hosts})
	const theirs, allow = "https://atlas.example", "Access-Control-Allow-Origin"
	for _, path := range []string{
		protocol, protocol + ".ttl", "/agreement.csv", "/sources", "/ask/who-signed.json", "/ask", "/search.json?q=genden", "/vocabulary", "/.well-known/void",
		"/vocabulary.ttl", "/api/v2/read?limit=1", "/api/v2/formats", "/dump.nq.gz", "/dump.trig.gz",
	} {
		a := get(t, s.url+path, "Origin", theirs, "Host", "museum.example").is(t, 200, "")
		if got := a.Header.Get(allow); got != theirs || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Origin") {
			t.Errorf("%s: it may be read by %q, Vary: %q", path, got, a.Header.Values("Vary"))
		}
		get(t, s.url+path, "Origin", "https://evil.example").is(t, 403, "")
	}
	// What is no data is nothing for other sites.
	for _, path := range []string{"/", "/query", "/query", "/ui/", "/ui/gizmo.d.ts", "/metrics", "/healthz"} {
		a := get(t, s.url+path, "Origin", theirs).is(t, 200, "")
		if got := a.Header.Get(allow) + a.Header.Get("Access-Control-Expose-Headers"); got != "" || a.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: it may be read by %q: %v", path, got, a.Header)
		}
		ask(t, "OPTIONS", s.url+path, "", "Origin", theirs, "Access-Control-Request-Method", "GET").is(t, 405, "")
	}
	for _, path := range []string{"/api/v2/query", "/api/v1/query/gizmo", "/query/gizmo", protocol, "/ask/who-signed"} {
		ask(t, "OPTIONS", s.url+path, "", "Origin", theirs, "Access-Control-Request-Method", "POST").is(t, 204, "")
		ask(t, "OPTIONS", s.url+path, "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST").is(t, 403, "")
	}
}

// Of what is written oddly each request gets an answer, and none is a fault of the
// server.
func TestOddRequests(t *testing.T) {
	s := start(t, server.Options{Prefix: "/x"})
	host := strings.TrimSuffix(strings.TrimPrefix(s.url, "http://"), "/x")
	targets := []string{
		"", "/", "//", "/x", "/x/", "/x//", "/x//evil.example", "/x/..", "/x/../", "/x/%2e%2e/", "/x/%2E%2E/%2E%2E/etc/passwd", "/x/./", "/x/a/../b", "/x/.",
		"/x/%2F", "/x/%2f%2f", "/x/agreement%2F1936-protocol", "/x/agreement/1936-protocol%2F", "/x/agreement/1936-protocol/", "/x/agreement/a%2Fb%2F..%2Fc",
		"/x/%00", "/x/agreement/%00", "/x/%ff%fe", "/x/%zz", "/x/%", "/x/agreement/%", "/x/%0d%0aSet-Cookie:a=b", "/x/agreement/%0d%0aX:y.ttl", "/x/agreement/<script>", "/x/agreement/..ttl",
		"/x/agreement/.ttl", "/x/.ttl", "/x/.json", "/x/.csv", "/x/a.b.c", "/x/agreement.ttl", "/x/agreement/1936-protocol.ttl.ttl", "/x/agreement/1936-protocol.", "/x/agreement/1936-protocol;a=b",
		"/x/ask/", "/x/ask/.json", "/x/ask/%00.json", "/x/ask/who-signed.json.csv", "/x/ask//who-signed", "/x/ask/who-signed/", "/x/ui", "/x/ui/..", "/x/ui/%2e%2e/%2e%2e/go.mod", "/x/ui/nothing", "/x/ui//",
		"/x/assets/", "/x/assets/..%2f..%2fgo.mod", "/x/assets/nothing", "/x/entity/", "/x/entity.ttl", "/x/.well-known/", "/x/.well-known/void/", "/x/dump.nq.gz/", "/x/dump.nq", "/x/api", "/x/assets", "/x/entity/x", "/x/shape", "/x/query/", "/x/write/", "/x/api/", "/x/api/v1/../v2/formats",
		"/%78/", "/x%2F", "/y/", "/xx/", "/X/", "*", "http://localhost/x/", "http://localhost", "http://evil.example/x/", "/x/?", "/x/?%", "/x/?;", "/x/?=&=&", "/x/search?q=%", "/x/search?q=%ff", "/x/search?q=%00",
		"/x/search?q=a&q=b&q=c", "/x/search?q=" + strings.Repeat("%F0%9F%98%80", 1000), "/x/search?q=" + strings.Repeat("a+", 5000), "/x/search.json?q=" + strings.Repeat("%28", 3000),
		"/x/agreement?page=1&page=2", "/x/agreement?page=-1", "/x/agreement?page=99999999999999999999", "/x/agreement?page=%31", "/x/agreement?page=+2", "/x/agreement?page=0x2", "/x/sources?page=1e9", "/x/agreement?page=٢",
		"/x/entity?iri=", "/x/entity?iri=%00", "/x/entity?iri=_:", "/x/entity?iri=_:%0a", "/x/entity?iri=a&iri=b", "/x/entity?iri=" + strings.Repeat("a", 10000), "/x/entity?IRI=a", "/x/entity?iri=%3C%3E", "/x/entity?iri=https://annals.example/soviet-mongolian/",
		"/x/ask/who-signed?signer=a&signer=b", "/x/ask/who-signed?signer=%00", "/x/ask/who-signed.json?signer=" + strings.Repeat("(", 10000), "/x/ask/who-signed?from=9999999999999999999", "/x/ask/who-signed.json?from=-99999999999&to=Y1e18",
		"/x/ask/who-signed?limit=-1", "/x/ask/who-signed.json?limit=99999999999999999999", "/x/ask/who-signed?believe=,,,&without=%00", "/x/ask/who-signed.json?believe=" + strings.Repeat("a,", 5000), "/x/ask/who-signed?" + strings.Repeat("a=b&", 3000), "/x/ask/chronology.csv?about=%F4%90%80%80",
		"/x/ask/happened-at?place=\xff", "/x/\xff", "/x/agreement/\x80", "/x/agreement/ x", "/x/agreement/a b HTTP/1.0",
	}
	methods := []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G", "M-SEARCH"}
	for i, target := range targets {
		oddly(t, host, "GET", target)
		oddly(t, host, methods[i%len(methods)], target)
	}
	for _, method := range methods {
		for _, target := range []string{"/x/", "/x" + protocol, "/x/api/v2/query", "/x/healthz", "*", "/nothing"} {
			oddly(t, host, method, target)
		}
	}
	for name, values := range map[string][]string{
		"Accept":          {"", ",", ";", "*", "text", "text/", "/html", "text/html;q=2", "text/html;q=-1", "text/html;q=0.0001", `text/html;a="`, strings.Repeat("a/b,", 5000), "\x80/\x80"},
		"If-None-Match":   {"", "W/", `"`, `"a`, "*,*", strings.Repeat(`"a",`, 5000)},
		"If-Range":        {"", "W/", "yesterday"},
		"Range":           {"bytes=", "bytes=-", "bytes=5-1", "bytes=a-b", "lines=1-2", "bytes=0-0" + strings.Repeat(",0-0", 5000), "bytes=99999999999999999999-"},
		"Accept-Encoding": {"gzip;q=", "*;q=0", ","},
		"X-Forwarded-For": {"a", ",,,", strings.Repeat("1,", 5000)},
		"X-Request-Id":    {"\x80", strings.Repeat("a", 10000), "<script>"},
		"Cookie":          {"a=b"},
		"Content-Type":    {"", "multipart/form-data", "application/json; charset=utf-7"},
		"Expect":          {"100-continue", "nothing"},
		"Origin":          {"", "null", "http://", "localhost", "http://localhost@evil.example"},
		"Host":            {"localhost:0", "localhost:99999", "[::1", "local host", "a@localhost", strings.Repeat("a", 10000)},
	} {
		for _, value := range values {
			for _, target := range []string{"/x/", "/x" + protocol + ".ttl", "/x/dump.nq.gz", "/x/api/v2/read?limit=1", "/x/nothing"} {
				oddly(t, host, "GET", target, name+": "+value)
			}
		}
	}
	get(t, s.url+"/").is(t, 200, "text/html")
	if log := s.log.String(); strings.Contains(log, "panicked") || strings.Contains(log, "no answer") {
		t.Errorf("the log tells of faults:\n%s", log)
	}
}

// oddly sends a request byte by byte as it is written, and wants an answer that is none of
// a fault of the server.
func oddly(t *testing.T, host, method, target string, headers ...string) {
	t.Helper()
	about := fmt.Sprintf("%s %.100q %.100q", method, target, headers)
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(strings.Join(headers, ""), "Host:") {
		headers = append(headers, "Host: localhost")
	}
	request := method + " " + target + " HTTP/1.1\r\n" + strings.Join(headers, "\r\n") + "\r\nConnection: close\r\n\r\n"
	go io.WriteString(conn, request) // it may be answered before it is read
	a, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method, URL: &url.URL{}})
	if err != nil {
		t.Errorf("%s: no answer: %v", about, err)
		return
	}
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Errorf("%s: half an answer: %v", about, err)
	}
	if a.StatusCode >= 500 && a.StatusCode != http.StatusNotImplemented && a.StatusCode != http.StatusHTTPVersionNotSupported || a.StatusCode < 200 {
		t.Errorf("%s: %d %.300s", about, a.StatusCode, body)
	}
	if a.Header.Get("Set-Cookie") != "" || a.Header.Get("X") != "" {
		t.Errorf("%s: a header of the client's: %v", about, a.Header)
	}
	if to := a.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/x/") || strings.HasPrefix(to, "//")) {
		t.Errorf("%s: it leads to %s", about, to)
	}
}
