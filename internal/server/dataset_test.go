package server_test

import (
	"strings"
	"testing"

	"annals.example/internal/server"
	"annals.example/internal/server/guard"
)

const voidAddress = "/.well-known/void"

// Without --base, links follow the name by which the client asked: its own word, or that
// of a proxy which is trusted.
func TestLinksFollowTheProxy(t *testing.T) {
	hosts, err := guard.ParseHosts([]string{"museum.example"})
	if err != nil {
		t.Fatal(err)
	}
	trusting, err := guard.ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	forwarded := []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "museum.example"}
	for about, c := range map[string]struct {
		proxies guard.Proxies
		headers []string
		want    string
	}{
		"trusted":                     {trusting, forwarded, "https://museum.example"},
		"trusted, in the standard":    {trusting, []string{"Forwarded", "proto=https;host=museum.example"}, "https://museum.example"},
		"trusted, the Host passed on": {trusting, []string{"X-Forwarded-Proto", "https", "Host", "museum.example:8443"}, "https://museum.example:8443"},
		"not trusted":                 {guard.Proxies{}, append(forwarded, "Host", "museum.example"), "http://museum.example"},
	} {
		t.Run(about, func(t *testing.T) {
			s := start(t, server.Options{Prefix: "/x", Hosts: hosts, Proxies: c.proxies})
			text := string(get(t, s.url+voidAddress, c.headers...).is(t, 200, "").body)
			for _, want := range []string{"/dump.nq.gz>", voidAddress + ">", "/entity?iri="} {
				if !strings.Contains(text, "<"+c.want+"/x"+want) {
					t.Errorf("VoID does not have <%s/x%s:\n%.1000s", c.want, want, text)
				}
			}
		})
	}
}

// The descriptions of one dataset by several names are several representations.
func TestDescriptionsByNameHaveTheirOwnETag(t *testing.T) {
	s := start(t, server.Options{})
	one := get(t, s.url+voidAddress, "Host", "localhost").is(t, 200, "")
	other := get(t, s.url+voidAddress, "Host", "annals.localhost").is(t, 200, "")
	if one.Header.Get("ETag") == other.Header.Get("ETag") {
		t.Errorf("both have %s", one.Header.Get("ETag"))
	}
	get(t, s.url+voidAddress, "Host", "localhost", "If-None-Match", other.Header.Get("ETag")).is(t, 200, "")
	get(t, s.url+voidAddress, "Host", "LOCALHOST", "If-None-Match", one.Header.Get("ETag")).is(t, 304, "")
}
