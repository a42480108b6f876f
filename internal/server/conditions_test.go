package server_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"annals.example/internal/server"
)

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
