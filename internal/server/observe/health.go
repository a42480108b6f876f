package observe

import (
	"encoding/json"
	"net/http"
)

// Health is whether a server can do what it is there for.
type Health struct {
	Edition  string // of the dataset that is served; "" while there is none
	Draining bool   // it ends, and takes no more requests
	NoWorker bool   // free queries are refused, because no worker can be started; all else works
}

// Healthz answers a probe with {"status": "ok", "edition": "…"}, and with 503 and
// another status where the next request had better go to another server. That free
// queries are refused is said, and no reason to keep readers from the pages.
func Healthz(now func() Health) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := now()
		answer := struct {
			Status  string `json:"status"`
			Edition string `json:"edition,omitempty"`
			Queries string `json:"queries,omitempty"`
		}{Status: "ok", Edition: h.Edition}
		if h.NoWorker {
			answer.Queries = "no worker"
		}
		switch {
		case h.Draining:
			answer.Status = "draining"
		case h.Edition == "":
			answer.Status = "no dataset"
		}
		body, err := json.Marshal(answer)
		if err != nil {
			panic(err) // three strings
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if answer.Status != "ok" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = w.Write(append(body, '\n'))
	})
}
