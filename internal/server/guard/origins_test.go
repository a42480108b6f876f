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
	blindly    = "Sec-Fetch-Mode: no-cors"
	fetched    = "Sec-Fetch-Mode: cors"
	evil       = "Origin: https://evil.example"
	atlas      = "Origin: https://atlas.example"
	museum     = "museum.example"
)

func TestPagesOfOtherSites(t *testing.T) {
	tests := []struct {
		about   string
		method  string
		host    string
		headers []string
		passes  bool
		listed  bool // with atlas.example among the origins
	}{
		{"a program", "GET", museum, nil, true, true},
		{"a program that POSTs", "POST", museum, nil, true, true},
		{"an address typed in", "GET", museum, []string{byPerson, link, page}, true, true},
		{"a link of ours", "GET", museum, []string{sameOrigin, link, page}, true, true},
		{"our script", "POST", museum, []string{sameOrigin, fetched, "Origin: https://museum.example"}, true, true},
		{"our form, under no-referrer", "POST", museum, []string{sameOrigin, link, page, "Origin: null"}, true, true},
		{"our script, over plain HTTP", "POST", museum, []string{"Origin: http://museum.example"}, true, true},
		{"our script, where the proxy has TLS", "POST", museum, []string{"Origin: https://museum.example"}, true, true},
		{"our script, port 443 in the host", "POST", museum + ":443", []string{"Origin: https://museum.example"}, true, true},
		{"our script, at a port", "POST", "localhost:64210", []string{"Origin: http://localhost:64210"}, true, true},
		{"our script, IPv6", "POST", "[::1]:64210", []string{"Origin: http://[::1]:64210"}, true, true},
		{"a link on another site", "GET", museum, []string{crossSite, link, page}, true, true},
		{"a link on a site beside ours", "GET", museum, []string{sameSite, link, page}, true, true},

		{"another site's image", "GET", museum, []string{crossSite, blindly, image}, false, false},
		{"another site's script tag", "GET", museum, []string{crossSite, blindly, "Sec-Fetch-Dest: script"}, false, false},
		{"another site's frame", "GET", museum, []string{crossSite, link, frame}, false, false},
		{"another site's object", "GET", museum, []string{crossSite, link, "Sec-Fetch-Dest: object"}, false, false},
		{"another site's form", "POST", museum, []string{crossSite, link, page, evil}, false, false},
		{"another site's form, without referrer", "POST", museum, []string{crossSite, link, page, "Origin: null"}, false, false},
		{"another site's fetch", "GET", museum, []string{crossSite, fetched, evil}, false, false},
		{"another site's blind fetch", "POST", museum, []string{crossSite, blindly, evil}, false, false},
		{"another site's preflight", "OPTIONS", museum, []string{crossSite, fetched, evil, "Access-Control-Request-Method: POST"}, false, false},
		{"a site at another port", "POST", "localhost:64210", []string{sameSite, fetched, "Origin: http://localhost:3000"}, false, false},
		{"a site with our name and another's", "POST", museum, []string{"Origin: https://museum.example.evil.example"}, false, false},
		{"a sandboxed frame, over plain HTTP", "POST", museum, []string{"Origin: null"}, false, false},
		{"another site, over plain HTTP", "POST", museum, []string{evil}, false, false},
		{"another site's fetch, over plain HTTP", "GET", museum, []string{evil}, false, false},
		{"a word that the standard does not have", "GET", museum, []string{"Sec-Fetch-Site: perhaps"}, false, false},
		{"two origins", "POST", museum, []string{"Origin: https://museum.example", evil}, false, false},
		{"two origins, one listed", "POST", museum, []string{atlas, evil}, false, false},
		{"an origin with a user", "POST", museum, []string{"Origin: https://museum.example@evil.example"}, false, false},

		{"the listed site's fetch", "GET", museum, []string{crossSite, fetched, atlas}, false, true},
		{"the listed site's POST", "POST", museum, []string{crossSite, fetched, atlas}, false, true},
		{"the listed site's preflight", "OPTIONS", museum, []string{crossSite, fetched, atlas, "Access-Control-Request-Method: POST"}, false, true},
		{"the listed site without TLS", "POST", museum, []string{crossSite, fetched, "Origin: http://atlas.example"}, false, false},
		{"the listed site in other letters", "POST", museum, []string{crossSite, fetched, "Origin: https://ATLAS.example"}, false, false},
	}
	var none Origins
	listed, err := ParseOrigins([]string{"https://atlas.example"})
	if err != nil {
		t.Fatal(err)
	}
	every, err := ParseOrigins([]string{"*"})
	if err != nil {
		t.Fatal(err)
	}
	standard := http.NewCrossOriginProtection()
	if err := standard.AddTrustedOrigin("https://atlas.example"); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			for _, o := range []struct {
				about   string
				origins Origins
				passes  bool
			}{{"none", none, test.passes}, {"atlas.example", listed, test.listed}, {"*", every, test.passes || !strings.HasPrefix(test.about, "two")}} {
				w := httptest.NewRecorder()
				r := request(test.method, test.host, test.headers...)
				o.origins.Isolate(Plain, Proxies{})(welcome).ServeHTTP(w, r)
				if want := map[bool]int{true: 200, false: 403}[o.passes]; w.Code != want {
					t.Errorf("with origins %s: status %d, want %d", o.about, w.Code, want)
				}
				if w.Header().Get("Access-Control-Allow-Origin") != "" {
					t.Error("Isolate must not share")
				}
			}
			// What the standard library refuses, we refuse; but it takes a host with the
			// scheme's own port for another.
			host := strings.TrimSuffix(test.host, ":443")
			if standard.Check(request(test.method, host, test.headers...)) != nil && test.listed {
				t.Error("net/http's CrossOriginProtection refuses this")
			}
		})
	}
}

func TestShare(t *testing.T) {
	tests := []struct {
		about   string
		origins []string
		request *http.Request
		want    []string // headers as they are; "Name:" for none
		status  int
	}{
		{"off", nil, request("GET", museum, atlas), []string{"Access-Control-Allow-Origin:", "Vary:"}, 200},
		{"off, preflight", nil, request("OPTIONS", museum, atlas, "Access-Control-Request-Method: POST"), []string{"Access-Control-Allow-Origin:", "Access-Control-Allow-Methods:"}, 200},
		{"listed", []string{"https://atlas.example"}, request("GET", museum, atlas),
			[]string{"Access-Control-Allow-Origin: https://atlas.example", "Vary: Origin", "Cross-Origin-Resource-Policy: cross-origin", "Access-Control-Allow-Credentials:"}, 200},
		{"the second of the list", []string{"https://map.example", "https://atlas.example"}, request("GET", museum, atlas),
			[]string{"Access-Control-Allow-Origin: https://atlas.example", "Vary: Origin"}, 200},
		{"as people write it", []string{"HTTPS://Atlas.Example:443"}, request("GET", museum, atlas), []string{"Access-Control-Allow-Origin: https://atlas.example"}, 200},
		{"not listed: never repeated", []string{"https://atlas.example"}, request("GET", museum, evil),
			[]string{"Access-Control-Allow-Origin:", "Vary: Origin", "Cross-Origin-Resource-Policy: same-origin"}, 200},
		{"no page at all, for the caches", []string{"https://atlas.example"}, request("GET", museum), []string{"Access-Control-Allow-Origin:", "Vary: Origin"}, 200},
		{"null is no site", []string{"https://atlas.example"}, request("GET", museum, "Origin: null"), []string{"Access-Control-Allow-Origin:"}, 200},
		{"every", []string{"*"}, request("GET", museum, evil), []string{"Access-Control-Allow-Origin: *", "Vary:", "Access-Control-Allow-Credentials:"}, 200},
		{"every, no page at all, for the caches", []string{"*"}, request("GET", museum), []string{"Access-Control-Allow-Origin: *", "Vary:"}, 200},
		{"preflight", []string{"https://atlas.example"}, request("OPTIONS", museum, atlas, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"),
			[]string{"Access-Control-Allow-Origin: https://atlas.example", "Access-Control-Allow-Methods: GET, POST", "Access-Control-Max-Age: 7200", "Access-Control-Allow-Credentials:"}, 204},
		{"preflight of another", []string{"https://atlas.example"}, request("OPTIONS", museum, evil, "Access-Control-Request-Method: POST"),
			[]string{"Access-Control-Allow-Origin:", "Access-Control-Allow-Methods:"}, 200},
		{"OPTIONS that is no preflight", []string{"*"}, request("OPTIONS", museum, atlas), []string{"Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods:"}, 200},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			origins, err := ParseOrigins(test.origins)
			if err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			Chain(welcome, Headers(PagePolicy, Proxies{}), origins.Share("GET", "POST")).ServeHTTP(w, test.request)
			if w.Code != test.status {
				t.Errorf("status %d, want %d", w.Code, test.status)
			}
			for _, line := range test.want {
				name, value, _ := strings.Cut(line, ":")
				if got := strings.Join(w.Header().Values(name), ", "); got != strings.TrimSpace(value) {
					t.Errorf("%s: %q, want %q", name, got, strings.TrimSpace(value))
				}
			}
		})
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

func TestHeaders(t *testing.T) {
	w := httptest.NewRecorder()
	Chain(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
	}), Headers(PagePolicy, Proxies{})).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if got := w.Header().Values("Content-Security-Policy"); len(got) != 1 || got[0] != "default-src 'self'" {
		t.Errorf("a handler's own policy: %q", got)
	}
	if strings.Contains(PagePolicy, "unsafe") || strings.Contains(PagePolicy, "*") {
		t.Errorf("the policy of our pages lets too much in: %s", PagePolicy)
	}
}

func TestChainIsInTheOrderOfAsking(t *testing.T) {
	var order []string
	note := func(name string) Middleware {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				order = append(order, name)
				next.ServeHTTP(w, r)
			})
		}
	}
	Chain(welcome, note("first"), note("second")).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if strings.Join(order, " ") != "first second" {
		t.Errorf("asked in the order %q", order)
	}
}
