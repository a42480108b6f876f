package guard

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// asked is a request as it comes from a peer, with header lines "Name: value".
func asked(peer, host string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr, r.Host = peer, host
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	return r
}

const (
	stranger = "198.51.100.1:4000"
	proxy    = "127.0.0.1:4000"
)

func TestSiteBehindProxies(t *testing.T) {
	proxies, err := ParseProxies([]string{"127.0.0.1", "10.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		about   string
		peer    string
		headers []string
		want    string
	}{
		{"nobody says anything", stranger, nil, "http://museum.example"},
		{"a client that says it came by TLS", stranger, []string{"X-Forwarded-Proto: https"}, "http://museum.example"},
		{"a client that names another host", stranger, []string{"X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=https"}, "http://museum.example"},
		{"a proxy that says nothing", proxy, nil, "http://museum.example"},

		{"TLS", proxy, []string{"X-Forwarded-Proto: https"}, "https://museum.example"},
		{"in upper case", proxy, []string{"X-Forwarded-Proto: HTTPS"}, "https://museum.example"},
		{"no scheme of ours", proxy, []string{"X-Forwarded-Proto: ftp"}, "http://museum.example"},
		{"markup", proxy, []string{`X-Forwarded-Proto: https"><script>`}, "http://museum.example"},
		{"another host", proxy, []string{"X-Forwarded-Proto: https", "X-Forwarded-Host: Archive.Example:8443"}, "https://archive.example:8443"},
		{"the scheme's own port", proxy, []string{"X-Forwarded-Proto: https", "X-Forwarded-Host: archive.example:443"}, "https://archive.example"},
		{"what the client wrote stands left", proxy, []string{"X-Forwarded-Proto: https, http", "X-Forwarded-Host: evil.example, archive.example"}, "http://archive.example"},
		{"and on lines above", proxy, []string{"X-Forwarded-Host: evil.example", "X-Forwarded-Host: archive.example"}, "http://archive.example"},
		{"an empty element", proxy, []string{"X-Forwarded-Host: evil.example,"}, "http://museum.example"},

		{"the standard header", proxy, []string{`Forwarded: for=198.51.100.1;proto=https;host="archive.example:8443"`}, "https://archive.example:8443"},
		{"without an address", proxy, []string{"Forwarded: proto=https"}, "https://museum.example"},
		{"with a hidden one", proxy, []string{"Forwarded: for=_hidden;proto=https"}, "https://museum.example"},
		{"the client wrote the first", proxy, []string{"Forwarded: host=evil.example;proto=http, for=198.51.100.1;proto=https"}, "https://museum.example"},
		{"two proxies: what the first was asked for", proxy, []string{"Forwarded: host=evil.example, for=198.51.100.1;proto=https;host=archive.example, for=10.0.0.1;proto=http;host=inner"}, "https://archive.example"},
		{"twice in one element", proxy, []string{"Forwarded: proto=https;proto=http"}, "http://museum.example"},
		{"a quote left open", proxy, []string{`Forwarded: host="archive.example;proto=https`}, "http://museum.example"},
		{"a quote that nobody opened", proxy, []string{`Forwarded: host=archive.example";proto=https`}, "http://museum.example"},

		{"both, agreeing", proxy, []string{"X-Forwarded-Proto: https", "Forwarded: proto=https"}, "https://museum.example"},
		{"both, of which the client wrote one", proxy, []string{"X-Forwarded-Proto: https", "Forwarded: proto=http"}, "http://museum.example"},
		{"both, and another host in one", proxy, []string{"X-Forwarded-Host: archive.example", "Forwarded: host=localhost"}, "http://museum.example"},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			if got := proxies.Site(asked(test.peer, "museum.example", test.headers...)).String(); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// Without a proxy the site is what the connection and the Host say, in one spelling.
func TestSiteOfAConnection(t *testing.T) {
	for host, want := range map[string]string{
		"museum.example": "museum.example", "MUSEUM.example.:80": "museum.example", "museum.example:": "museum.example",
		"localhost:64210": "localhost:64210", "[0:0::1]:64210": "[::1]:64210", "127.0.0.1:443": "127.0.0.1:443",
	} {
		if got := (Proxies{}).Site(asked(stranger, host)).String(); got != "http://"+want {
			t.Errorf("%s: %s", host, got)
		}
	}
	r := asked(stranger, "museum.example:443")
	r.TLS = &tls.ConnectionState{}
	if got := (Proxies{}).Site(r).String(); got != "https://museum.example" {
		t.Errorf("over TLS: %s", got)
	}
}

// The host that a proxy was asked for must be one of the names, and so must the Host
// that it sends itself.
func TestAProxyNamesNoOtherHost(t *testing.T) {
	hosts, err := ParseHosts([]string{"museum.example"})
	if err != nil {
		t.Fatal(err)
	}
	proxies, err := ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		about  string
		r      *http.Request
		status int
	}{
		{"the Host passed on", asked(proxy, "museum.example"), 200},
		{"the Host as it reaches us", asked(proxy, "127.0.0.1:64210", "X-Forwarded-Host: museum.example"), 200},
		{"another", asked(proxy, "127.0.0.1:64210", "X-Forwarded-Host: evil.example"), 421},
		{"another, in the standard header", asked(proxy, "museum.example", "Forwarded: host=evil.example"), 421},
		{"what is no host", asked(proxy, "museum.example", "X-Forwarded-Host: museum.example/x"), 421},
		{"a rebound name, at a machine with a proxy", asked(proxy, "evil.example", "X-Forwarded-Host: localhost"), 421},
		{"nobody's word", asked(stranger, "museum.example", "X-Forwarded-Host: evil.example"), 200},
	} {
		w := httptest.NewRecorder()
		hosts.Guard(Plain, proxies)(welcome).ServeHTTP(w, test.r)
		if w.Code != test.status {
			t.Errorf("%s: status %d, want %d", test.about, w.Code, test.status)
		}
	}
}

// Cross-Origin-Opener-Policy is sent where browsers heed it, and nowhere else.
func TestOpenerPolicyWhereItCounts(t *testing.T) {
	proxies, err := ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	secure := asked(stranger, "museum.example")
	secure.TLS = &tls.ConnectionState{}
	for _, test := range []struct {
		about string
		r     *http.Request
		want  string
	}{
		{"this machine", asked(stranger, "localhost:64210"), "same-origin"},
		{"its address", asked(stranger, "127.0.0.1"), "same-origin"},
		{"IPv6", asked(stranger, "[::1]:64210"), "same-origin"},
		{"below localhost", asked(stranger, "annals.localhost"), "same-origin"},
		{"TLS", secure, "same-origin"},
		{"TLS at the proxy", asked(proxy, "museum.example", "X-Forwarded-Proto: https"), "same-origin"},
		{"plain HTTP", asked(stranger, "museum.example"), ""},
		{"plain HTTP at the proxy", asked(proxy, "museum.example", "X-Forwarded-Proto: http"), ""},
		{"plain HTTP at the proxy, which names itself", asked(proxy, "127.0.0.1:64210", "X-Forwarded-Host: museum.example"), ""},
		{"a client that says it came by TLS", asked(stranger, "museum.example", "X-Forwarded-Proto: https"), ""},
		{"no host", asked(stranger, ""), ""},
	} {
		w := httptest.NewRecorder()
		Headers(PagePolicy, proxies)(welcome).ServeHTTP(w, test.r)
		if got := w.Header().Get("Cross-Origin-Opener-Policy"); got != test.want {
			t.Errorf("%s: %q, want %q", test.about, got, test.want)
		}
	}
}
