package load_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"annals.example/internal/bench/load"
)

// Every right answer is counted once, and every wrong one.
func TestRun(t *testing.T) {
	var right, wrong atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/right" {
			right.Add(1)
			return
		}
		wrong.Add(1)
		w.WriteHeader(http.StatusTeapot)
	}))
	defer server.Close()
	result := load.Run(t.Context(), load.Options{Address: server.URL, Connections: 4, Time: 100 * time.Millisecond,
		Requests: []load.Request{{Method: "GET", Path: "/right"}, {Method: "POST", Path: "/wrong", Body: "text"}}})
	// What was under way when the time was over was served and is not counted.
	for name, n := range map[string][2]int{"right": {len(result.Times), int(right.Load())}, "wrong": {result.Wrong, int(wrong.Load())}} {
		if n[0] == 0 || n[0] > n[1] || n[0] < n[1]-4 {
			t.Errorf("%d %s answers were counted, and %d served", n[0], name, n[1])
		}
	}
	if result.Err == nil || result.Rate() <= 0 {
		t.Errorf("error %v, rate %v", result.Err, result.Rate())
	}
}
