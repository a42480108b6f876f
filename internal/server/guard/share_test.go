package guard

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

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
