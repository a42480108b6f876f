package cayleyapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server/cayleyapi"
)

// said wants a JSON error, and nothing that a browser would run.
func said(t *testing.T, about string, w *httptest.ResponseRecorder) string {
	t.Helper()
	var body struct {
		Error string `json:"error"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || body.Error == "" {
		t.Errorf("%s: %d without a reason: %q", about, w.Code, w.Body)
	}
	if kind := w.Header().Get("Content-Type"); kind != "application/json" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: an error as %q", about, kind)
	}
	if strings.ContainsAny(w.Body.String(), "<>") {
		t.Errorf("%s: markup in %q", about, w.Body)
	}
	return body.Error
}

// writes are Cayley's, with bodies that its own server would take.
var writes = []struct{ path, kind, body string }{
	{"/api/v1/write", "application/json", `[{"subject": "a", "predicate": "b", "object": "c", "label": "d"}]`},
	{"/api/v1/write/file/nquad", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"NQuadFile\"; filename=\"a.nq\"\r\n\r\n<u:a> <u:b> <u:c> .\n\r\n--x--\r\n"},
	{"/api/v1/delete", "application/json", `[{"subject": "<http://e.org/alice>", "predicate": "<http://e.org/name>", "object": "Alice", "label": "<http://e.org/letters>"}]`},
	{"/write", "text/plain", `[{"subject": "a", "predicate": "b", "object": "c"}]`},
	{"/write/file/nquad", "multipart/form-data; boundary=x", "--x--\r\n"},
	{"/delete", "application/json", `[]`},
	{"/api/v2/write", "application/n-quads", "<u:a> <u:b> <u:c> .\n"},
	{"/api/v2/delete", "application/n-quads", "<http://e.org/bob> <http://e.org/follows> <http://e.org/fred> <http://e.org/diary#2> .\n"},
	{"/api/v2/node/delete", "application/n-quads", "<http://e.org/alice>"},
}

func TestNothingIsWritten(t *testing.T) {
	d := open(t, smallFile)
	h := cayleyapi.New(options(d, inProcess{d}))
	all := func() string {
		return ask(h, httptest.NewRequest(http.MethodGet, "/api/v2/read", nil)).Body.String()
	}
	before, edition := all(), d.Edition()
	for _, c := range writes {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "GET"} {
			r := httptest.NewRequest(method, c.path, strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			w := ask(h, r)
			if reason := said(t, c.path, w); w.Code != http.StatusForbidden || !strings.Contains(reason, "read-only") {
				t.Errorf("%s %s: %d %s", method, c.path, w.Code, reason)
			}
		}
	}
	if all() != before || d.Edition() != edition || before == "" {
		t.Error("the dataset has changed")
	}
}

// The same requests do change the data of Cayley's own server: they are the right ones.
func TestCayleyTakesTheWrites(t *testing.T) {
	server := startCayley(t, smallFile)
	count := exchange{method: http.MethodPost, path: "/query/gizmo", body: "g.emit(g.V().out().count()); g.emit(g.V('<http://e.org/alice>').out().count())"}
	before := count.send(t, server).raw
	for _, c := range writes {
		got := exchange{method: http.MethodPost, path: strings.TrimPrefix(c.path, "/api/v1"), header: "Content-Type: " + c.kind, body: c.body}.send(t, server)
		if got.Status != http.StatusOK && c.body != "--x--\r\n" {
			t.Errorf("%s: %d %s", c.path, got.Status, got.raw)
		}
	}
	if after := count.send(t, server).raw; after == before {
		t.Errorf("nothing has changed: %s", after)
	}
}

// A crash, which is an error here, ends Cayley's own server.
func TestCayleyCrashes(t *testing.T) {
	server := startCayley(t, smallFile)
	response, err := http.Post(server+"/query/gizmo", "", strings.NewReader("str({})"))
	if err == nil {
		response.Body.Close()
		t.Errorf("it answers %s: take the difference out of the documentation", response.Status)
	}
}

// Cayley lets every site of the web ask it; whether this server does is not for here.
func TestOriginsAreNotReflected(t *testing.T) {
	for _, c := range []struct{ server, want string }{{serve(t, smallFile), ""}, {startCayley(t, smallFile), "https://evil.example"}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.server+"/api/v2/formats", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Origin", "https://evil.example")
		response, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Header.Get("Access-Control-Allow-Origin"); got != c.want {
			t.Errorf("it allows %q, want %q", got, c.want)
		}
	}
}

func TestFaultsOfQueriesHaveAStatus(t *testing.T) {
	d := open(t, smallFile)
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{&graph.QueryError{Line: 2, Column: 3, Msg: "Unexpected token"}, 400, "line 2, column 3"},
		{&sandbox.LimitError{Limit: sandbox.LimitTime, Most: "5s", Hint: "ask for less"}, 504, "longer than 5s: ask for less"},
		{&sandbox.LimitError{Limit: sandbox.LimitMemory, Most: "256 MiB"}, 422, "memory than 256 MiB"},
		{&sandbox.LimitError{Limit: sandbox.LimitRows, Hint: "give a limit"}, 422, "give a limit"},
		{&sandbox.LimitError{Limit: sandbox.LimitSize}, 422, "answer"},
		{&sandbox.LimitError{Limit: sandbox.LimitText}, 413, "text"},
		{fmt.Errorf("worker 3: %w", &sandbox.CrashError{}), 422, "no empty answer"},
		{&sandbox.BusyError{RetryAfter: 1500 * time.Millisecond}, 503, "too many queries wait already: ask again in 2 s"},
		{&sandbox.BusyError{RetryAfter: 1500 * time.Millisecond, Reason: errors.New("exec /usr/bin/annals: gone")}, 503, "no worker could be started for the query, and the server's log says why: ask again in 2 s"},
		{context.DeadlineExceeded, 504, "too long"},
		{errors.New("fork: /usr/lib/annals: no memory"), 500, "its log says how"},
	} {
		var log bytes.Buffer
		o := options(d, failing{c.err})
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
		w := ask(cayleyapi.New(o), httptest.NewRequest(http.MethodPost, gizmoV1, strings.NewReader("1")))
		if reason := said(t, c.err.Error(), w); w.Code != c.status || !strings.Contains(reason, c.says) {
			t.Errorf("%v: %d %s, want %d %s", c.err, w.Code, reason, c.status, c.says)
		}
		if strings.Contains(w.Body.String(), "/usr") {
			t.Errorf("%v: the server's files are told: %s", c.err, w.Body)
		}
		if c.status == 500 && !strings.Contains(log.String(), "no memory") {
			t.Errorf("%v: the log does not say it: %s", c.err, &log)
		}
		if got := w.Header().Get("Retry-After"); (got == "2") != (c.status == 503) {
			t.Errorf("%v: Retry-After %q", c.err, got)
		}
	}
}

func TestNoDataset(t *testing.T) {
	h := cayleyapi.New(cayleyapi.Options{Use: func(context.Context) (*graph.Dataset, cayleyapi.Runner, func(), error) {
		return nil, nil, nil, errors.New("open /srv/data.annals: gone")
	}})
	for _, r := range []*http.Request{
		httptest.NewRequest(http.MethodGet, gizmo("1"), nil), httptest.NewRequest(http.MethodGet, "/api/v2/read", nil),
	} {
		if w := ask(h, r); w.Code != http.StatusServiceUnavailable || strings.Contains(said(t, r.URL.Path, w), "srv") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}

// recording notes whether anything was run.
type recording struct{ ran bool }

func (r *recording) Query(context.Context, sandbox.Request) (*sandbox.Result, error) {
	r.ran = true
	return &sandbox.Result{}, nil
}

func TestLongTextsAreNotRun(t *testing.T) {
	for size, want := range map[int]int{1 << 20: 200, 1<<20 + 1: 413} {
		for _, path := range []string{gizmoV1, "/query/mql", gizmoV2, graphqls} {
			for _, known := range []bool{true, false} {
				run := &recording{}
				r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(strings.Repeat(" ", size)))
				if !known {
					r.ContentLength = -1 // as in chunks
				}
				w := ask(cayleyapi.New(options(nil, run)), r)
				if w.Code != want || run.ran != (want == 200) {
					t.Errorf("%s with %d bytes: %d, run: %v", path, size, w.Code, run.ran)
				}
			}
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v2/read", strings.NewReader("sub="+strings.Repeat("a", 1<<20)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w := ask(cayleyapi.New(options(nil, &recording{})), r); w.Code != 413 {
		t.Errorf("a form: %d", w.Code)
	}
}

func TestMethodsAndPaths(t *testing.T) {
	d := open(t, smallFile)
	h := cayleyapi.New(options(d, inProcess{d}))
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/query/gizmo", 405, "POST, OPTIONS"},
		{"PUT", "/api/v2/query?lang=gizmo", 405, "GET, POST, HEAD, OPTIONS"},
		{"POST", "/api/v2/formats", 405, "GET, HEAD, OPTIONS"},
		{"DELETE", "/api/v2/read", 405, "GET, POST, HEAD, OPTIONS"},
		{"TRACE", "/api/v2/read", 405, "GET, POST, HEAD, OPTIONS"},
		{"OPTIONS", "/api/v2/read", 204, "GET, POST, HEAD, OPTIONS"},
		{"OPTIONS", "/api/v2/write", 204, "OPTIONS"},
		{"HEAD", "/api/v2/read", 200, ""},
		{"HEAD", "/api/v2/formats", 200, ""},
		{"POST", "/shape/gizmo", 501, ""},
		{"GET", "/api/v3/query", 404, ""},
		{"POST", "/api/v1/query/", 404, ""},
		{"POST", "/api/v1/query/gizmo/more", 404, ""},
	} {
		w := ask(h, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q", c.method, c.path, w.Code, w.Header().Get("Allow"))
		}
		if w.Code >= 400 {
			said(t, c.method+" "+c.path, w)
		}
	}
}

func TestRoutesAreMounted(t *testing.T) {
	d := open(t, smallFile)
	mux := http.NewServeMux()
	for _, pattern := range cayleyapi.Routes() {
		mux.Handle(pattern, cayleyapi.New(options(d, inProcess{d})))
	}
	for _, c := range writes {
		if w := ask(mux, httptest.NewRequest(http.MethodPost, c.path, nil)); w.Code != 403 {
			t.Errorf("%s: %d", c.path, w.Code)
		}
	}
	for _, path := range []string{gizmoV1, "/query/gizmo", gizmoV2} {
		if w := ask(mux, httptest.NewRequest(http.MethodPost, path, strings.NewReader("g.emit(1)"))); w.Body.String() != "{\"result\":[1]}\n" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}
