package observe

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAPanicIsAnAnswer(t *testing.T) {
	boom := errors.New("boom\nlevel=INFO msg=forged")
	mux := http.NewServeMux()
	mux.HandleFunc("/before", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5")
		w.Header().Set("ETag", `"x"`)
		w.Header().Set("Cache-Control", "public")
		panic(boom)
	})
	mux.HandleFunc("/within", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "half")
		w.(http.Flusher).Flush()
		panic(boom)
	})
	mux.HandleFunc("/on-purpose", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, r *http.Request) { panic(nil) })
	mux.HandleFunc("/well", func(w http.ResponseWriter, r *http.Request) {})
	metrics := NewMetrics(Sources{})
	site, log := observed(t, Options{Metrics: metrics}, Routes(mux))

	for _, path := range []string{"/before", "/nothing"} {
		response, body, err := get(t, site, path)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != http.StatusInternalServerError || !strings.Contains(body, response.Header.Get("X-Request-Id")) {
			t.Errorf("%s: status %d\n%s", path, response.StatusCode, body)
		}
		if strings.Contains(body, "boom") || response.Header.Get("ETag") != "" || response.Header.Get("Cache-Control") != "" {
			t.Errorf("%s: what the handler had said, or why it panicked, is in the answer", path)
		}
	}
	for _, path := range []string{"/within", "/on-purpose"} {
		if _, body, err := get(t, site, path); err == nil {
			t.Errorf("%s: a whole answer: %q", path, body)
		}
	}
	if response, _, err := get(t, site, "/well"); err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("the server does not go on: %v", err)
	}
	log.entries(t, "request", 5)
	panics := log.entries(t, "a handler panicked", 3)
	if len(panics) != 3 {
		t.Errorf("%d panics in the log, want 3: breaking off on purpose is none", len(panics))
	}
	if stack, _ := panics[0]["stack"].(string); !strings.Contains(stack, "panics_test.go") || panics[0]["panic"] != boom.Error() {
		t.Errorf("%v", panics[0])
	}
	for series, want := range map[string]float64{
		`annals_http_requests_total{code="500",route="/before"}`:         1,
		`annals_http_requests_total{code="aborted",route="/within"}`:     1,
		`annals_http_requests_total{code="aborted",route="/on-purpose"}`: 1,
		`annals_http_requests_total{code="200",route="/well"}`:           1,
		`annals_http_requests_in_flight{}`:                               0,
	} {
		if got := figures(t, metrics)[series]; got != want {
			t.Errorf("%s is %g, want %g", series, got, want)
		}
	}
}
