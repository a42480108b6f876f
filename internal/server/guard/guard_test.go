package guard

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

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
