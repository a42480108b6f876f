package guard

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func request(method, host string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://"+host+"/api/v2/query?qu=x", nil)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	return r
}

const (
	sameOrigin = "Sec-Fetch-Site: same-origin"
	sameSite   = "Sec-Fetch-Site: same-site"
	crossSite  = "Sec-Fetch-Site: cross-site"
	byPerson   = "Sec-Fetch-Site: none"
	link       = "Sec-Fetch-Mode: navigate"
	page       = "Sec-Fetch-Dest: document"
	frame      = "Sec-Fetch-Dest: iframe"
	image      = "Sec-Fetch-Dest: image"
	prefetch   = "Sec-Purpose: prefetch"
	blindly    = "Sec-Fetch-Mode: no-cors"
	fetched    = "Sec-Fetch-Mode: cors"
	evil       = "Origin: https://evil.example"
	atlas      = "Origin: https://atlas.example"
	museum     = "museum.example"
)

// A visit is a request as a browser or a program makes it.
type visit struct {
	about        string
	method, host string
	headers      []string
}

// passes says whether a visit passes where pages of those origins may read.
func (v visit) passes(t *testing.T, origins ...string) bool {
	t.Helper()
	o, err := ParseOrigins(origins)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	o.Isolate(Plain, Proxies{})(welcome).ServeHTTP(w, request(v.method, v.host, v.headers...))
	if w.Code != http.StatusOK && w.Code != http.StatusForbidden {
		t.Errorf("%s: status %d", v.about, w.Code)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%s: Isolate must not share", v.about)
	}
	return w.Code == http.StatusOK
}

const listed = "https://atlas.example"

// standard says whether net/http's own protection lets a visit pass. It takes a host with
// the scheme's own port for another.
func (v visit) standard(t *testing.T) bool {
	t.Helper()
	protection := http.NewCrossOriginProtection()
	if err := protection.AddTrustedOrigin(listed); err != nil {
		t.Fatal(err)
	}
	return protection.Check(request(v.method, strings.TrimSuffix(v.host, ":443"), v.headers...)) == nil
}

// Programs, people and our own pages ask what they like.
func TestOurOwnPages(t *testing.T) {
	for _, v := range []visit{
		{"a program", "GET", museum, nil},
		{"a program that POSTs", "POST", museum, nil},
		{"an address typed in", "GET", museum, []string{byPerson, link, page}},
		{"a link of ours", "GET", museum, []string{sameOrigin, link, page}},
		{"a link of ours, fetched before", "GET", museum, []string{sameOrigin, link, page, prefetch}},
		{"our script", "POST", museum, []string{sameOrigin, fetched, "Origin: https://museum.example"}},
		{"our form, under no-referrer", "POST", museum, []string{sameOrigin, link, page, "Origin: null"}},
		{"our script, over plain HTTP", "POST", museum, []string{"Origin: http://museum.example"}},
		{"our script, where the proxy has TLS", "POST", museum, []string{"Origin: https://museum.example"}},
		{"our script, port 443 in the host", "POST", museum + ":443", []string{"Origin: https://museum.example"}},
		{"our script, at a port", "POST", "localhost:64210", []string{"Origin: http://localhost:64210"}},
		{"our script, IPv6", "POST", "[::1]:64210", []string{"Origin: http://[::1]:64210"}},
		{"a link on another site", "GET", museum, []string{crossSite, link, page}},
		{"a link on a site beside ours", "GET", museum, []string{sameSite, link, page}},
	} {
		if !v.passes(t) || !v.passes(t, listed) || !v.passes(t, "*") {
			t.Errorf("%s: turned away", v.about)
		}
		if !v.standard(t) {
			t.Errorf("%s: net/http's CrossOriginProtection refuses this", v.about)
		}
	}
}

// Behind a proxy, our own pages are those of the host that it was asked for.
func TestOurOwnPagesBehindAProxy(t *testing.T) {
	proxies, err := ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	for peer, want := range map[string]int{proxy: 200, stranger: 403} {
		r := asked(peer, "127.0.0.1:64210", "X-Forwarded-Host: museum.example", "Origin: https://museum.example")
		r.Method = http.MethodPost
		w := httptest.NewRecorder()
		Origins{}.Isolate(Plain, proxies)(welcome).ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("from %s: status %d, want %d", peer, w.Code, want)
		}
	}
}

// What pages of other sites ask for is turned away, unless every site may read.
func TestPagesOfOtherSites(t *testing.T) {
	for _, v := range []visit{
		{"an image", "GET", museum, []string{crossSite, blindly, image}},
		{"a script tag", "GET", museum, []string{crossSite, blindly, "Sec-Fetch-Dest: script"}},
		{"a frame", "GET", museum, []string{crossSite, link, frame}},
		{"an object", "GET", museum, []string{crossSite, link, "Sec-Fetch-Dest: object"}},
		{"a form", "POST", museum, []string{crossSite, link, page, evil}},
		{"a form, without referrer", "POST", museum, []string{crossSite, link, page, "Origin: null"}},
		{"a fetch", "GET", museum, []string{crossSite, fetched, evil}},
		{"a blind fetch", "POST", museum, []string{crossSite, blindly, evil}},
		{"a preflight", "OPTIONS", museum, []string{crossSite, fetched, evil, "Access-Control-Request-Method: POST"}},
		{"a link that nobody has followed", "GET", museum, []string{crossSite, link, page, prefetch}},
		{"a page drawn before anybody asks for it", "GET", museum, []string{sameSite, link, page, "Sec-Purpose: prefetch;prerender"}},
		{"a WebSocket", "GET", museum, []string{evil, "Connection: Upgrade", "Upgrade: websocket"}},
		{"a site at another port", "POST", "localhost:64210", []string{sameSite, fetched, "Origin: http://localhost:3000"}},
		{"a site with our name and another's", "POST", museum, []string{"Origin: https://museum.example.evil.example"}},
		{"a sandboxed frame, over plain HTTP", "POST", museum, []string{"Origin: null"}},
		{"a form, over plain HTTP", "POST", museum, []string{evil}},
		{"a fetch, over plain HTTP", "GET", museum, []string{evil}},
		{"a word that the standard does not have", "GET", museum, []string{"Sec-Fetch-Site: perhaps"}},
		{"an origin with a user", "POST", museum, []string{"Origin: https://museum.example@evil.example"}},
		{"an origin of another scheme", "POST", museum, []string{"Origin: ftp://museum.example"}},
		{"an empty origin", "POST", museum, []string{"Origin: "}},
		{"the listed site without TLS", "POST", museum, []string{crossSite, fetched, "Origin: http://atlas.example"}},
		{"the listed site in other letters", "POST", museum, []string{crossSite, fetched, "Origin: https://ATLAS.example"}},
	} {
		if v.passes(t) || v.passes(t, listed) {
			t.Errorf("%s: passed", v.about)
		}
		if !v.passes(t, "*") {
			t.Errorf("%s: turned away where every site may read", v.about)
		}
	}
	for _, v := range []visit{ // no browser has two
		{"two origins", "POST", museum, []string{"Origin: https://museum.example", evil}},
		{"two origins, one listed", "POST", museum, []string{atlas, evil}},
	} {
		if v.passes(t) || v.passes(t, listed) || v.passes(t, "*") {
			t.Errorf("%s: passed", v.about)
		}
	}
}

func TestPagesOfListedSites(t *testing.T) {
	for _, v := range []visit{
		{"a fetch", "GET", museum, []string{crossSite, fetched, atlas}},
		{"a POST", "POST", museum, []string{crossSite, fetched, atlas}},
		{"a preflight", "OPTIONS", museum, []string{crossSite, fetched, atlas, "Access-Control-Request-Method: POST"}},
	} {
		if v.passes(t) || v.passes(t, "https://map.example") {
			t.Errorf("%s: passed where the site is not listed", v.about)
		}
		if !v.passes(t, listed) || !v.passes(t, "*") {
			t.Errorf("%s: turned away", v.about)
		}
		if !v.standard(t) {
			t.Errorf("%s: net/http's CrossOriginProtection refuses this", v.about)
		}
	}
}

func TestParseOriginsRefusesWhatIsNoSite(t *testing.T) {
	for _, text := range []string{
		"", "null", "atlas.example", "https://", "https://*.example", "https://atlas.example/", "https://atlas.example/x",
		"ftp://atlas.example", "https://user@atlas.example", "https://atlas.example?x", "https://atlas.example#x", "**", "https://музей.example",
	} {
		if _, err := ParseOrigins([]string{text}); err == nil || !strings.Contains(err.Error(), "https://atlas.example") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
