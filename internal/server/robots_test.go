package server_test

import (
	"strings"
	"testing"

	"annals.example/internal/server"
)

// Crawlers may read what has an address of its own, and leave out what is asked. Below a
// path there is no such file: crawlers look for it at the root of a site.
func TestRobots(t *testing.T) {
	s := start(t, server.Options{})
	text := string(get(t, s.url+"/robots.txt").is(t, 200, "text/plain").body)
	groups, rules, ok := strings.Cut(text, "\n")
	if !ok || groups != "User-agent: *" {
		t.Fatalf("it is not for all:\n%s", text)
	}
	// RFC 9309, section 2.2.2: a rule is for what begins with its path.
	allowed := func(address string) bool {
		for line := range strings.Lines(rules) {
			path, ok := strings.CutPrefix(strings.TrimSpace(line), "Disallow: ")
			if !ok {
				t.Fatalf("a line that is no rule: %s", line)
			}
			if strings.HasPrefix(address, path) {
				return false
			}
		}
		return true
	}
	for address, want := range map[string]bool{
		"/": true, "/about": true, "/agreement": true, "/agreement?page=2": true, protocol: true, protocol + ".ttl": true, "/sources": true,
		"/entity?iri=urn:x": true, "/vocabulary": true, "/dump.nq.gz": true, "/.well-known/void": true, "/ask": true, "/query": true,
		"/ask/who-signed": false, "/ask/who-signed.json?signer=x": false, "/search?q=x": false, "/search.json?q=x": false,
		"/query/gizmo": false, "/ui/?ready=dates": false, "/api/v2/read": false, "/api/v1/query/gizmo": false,
	} {
		if allowed(address) != want {
			t.Errorf("%s may be read: %v, want %v", address, !want, want)
		}
	}
	get(t, start(t, server.Options{Prefix: "/x"}).url+"/robots.txt").is(t, 404, "")
}
