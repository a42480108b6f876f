package observe

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"annals.example/internal/server/guard"
)

// What observing and guarding add to a handler that does next to nothing, with
// everything on.
func BenchmarkEverythingInFront(b *testing.B) {
	log, err := Logger(io.Discard, "json", nil)
	if err != nil {
		b.Fatal(err)
	}
	rate, err := guard.ParseRate("1000000/s")
	if err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{kind}/{slug}", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "a thing") })
	local := func(*http.Request) netip.Addr { return netip.IPv6LinkLocalAllNodes() }
	for name, h := range map[string]http.Handler{
		"bare": mux,
		"all": guard.Chain(Routes(mux), Requests(Options{Log: log, Metrics: NewMetrics(Sources{})}), guard.Hosts{}.Guard(nil, guard.Proxies{}),
			guard.Usual().Guard(nil), guard.Headers(guard.PagePolicy, guard.Proxies{}), guard.Origins{}.Isolate(nil, guard.Proxies{}), rate.Guard(local, nil)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			r := httptest.NewRequest(http.MethodGet, "http://localhost/person/genden", nil)
			for b.Loop() {
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
