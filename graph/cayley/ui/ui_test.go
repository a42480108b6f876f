package ui_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"annals.example/graph/cayley/ui"
)

func newUI(t *testing.T, o ui.Options) *ui.UI {
	t.Helper()
	u, err := ui.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func ask(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// TestRequests tells what HTTP says to each kind of request.
func TestRequests(t *testing.T) {
	u := newUI(t, ui.Options{Prefix: "/archive", Ready: readyQueries()})
	const editor = "/ui/monaco-editor-0.18.1/min/vs/editor/editor.main.js"
	forever, always := "public, max-age=31536000, immutable", "no-cache"
	for _, row := range []struct {
		method, target string
		status         int
		header, value  string
	}{
		{"GET", "/ui/", 200, "Content-Type", "text/html; charset=utf-8"},
		{"GET", "/ui/?ready=protocol-1936", 200, "Cache-Control", always},
		{"HEAD", "/ui/", 200, "Content-Type", "text/html; charset=utf-8"},
		{"GET", "/ui", 308, "Location", "/archive/ui/"},
		{"GET", "/ui?ready=a", 308, "Location", "/archive/ui/?ready=a"},
		{"GET", editor, 200, "Cache-Control", forever},
		{"GET", "/ui/static/js/main.84d3ab8c.chunk.js", 200, "Cache-Control", always},
		{"GET", "/ui/gizmo.d.ts", 200, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/ui/static/media/logo.ca711468.svg", 200, "Content-Type", "image/svg+xml"},
		{"GET", "/ui/monaco-editor-0.18.1/LICENSE", 200, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/ui/material-design-icons-iconfont-5.0.1/dist/fonts/MaterialIcons-Regular.woff2", 200, "Content-Type", "font/woff2"},
		{"GET", "/ui/service-worker.js", 404, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/ui/manifest.json", 404, "", ""},
		{"GET", "/ui/static/", 404, "", ""},
		{"GET", "/ui/../ui/", 404, "", ""},
		{"GET", "/", 404, "", ""},
		{"POST", "/ui/", 405, "Allow", "GET, HEAD"},
		{"OPTIONS", "/ui/", 405, "Allow", "GET, HEAD"},
	} {
		answer := ask(u, row.method, row.target)
		if answer.StatusCode != row.status || row.header != "" && answer.Header.Get(row.header) != row.value {
			t.Errorf("%s %s: %d, %s: %q, not %d, %q", row.method, row.target,
				answer.StatusCode, row.header, answer.Header.Get(row.header), row.status, row.value)
		}
		for header, value := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if got := answer.Header.Get(header); got != value {
				t.Errorf("%s %s: %s is %q", row.method, row.target, header, got)
			}
		}
		policy := answer.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s %s: the policy has no %s", row.method, row.target, part)
			}
		}
	}
}

// TestVary: what stands in front may have said what else an answer depends on.
func TestVary(t *testing.T) {
	u := newUI(t, ui.Options{})
	w := httptest.NewRecorder()
	w.Header().Set("Vary", "Origin")
	u.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/ui/", nil))
	if got := w.Header().Values("Vary"); !slices.Equal(got, []string{"Origin", "Accept-Encoding"}) {
		t.Errorf("Vary: %q", got)
	}
}

// TestEncodings wants the same content with and without compression, and none for whoever
// has it.
func TestEncodings(t *testing.T) {
	u := newUI(t, ui.Options{})
	for _, target := range []string{
		"/ui/", "/ui/page.js", "/ui/logo192.png", "/ui/gizmo.d.ts",
		"/ui/monaco-editor-0.18.1/min/vs/language/typescript/tsWorker.js",
	} {
		plain := ask(u, "GET", target)
		text := read(t, plain)
		etag := plain.Header.Get("Etag")
		for _, row := range []struct {
			accept string
			gzip   bool
		}{
			{"gzip", true}, {"br, gzip;q=0.5", true}, {"*", true}, {"x-gzip", true}, {"GZIP; Q=1", true},
			{"identity", false}, {"gzip;q=0", false}, {"gzip;q=0, *", false}, {"*;q=0", false}, {"gzip;q=x", false}, {"br", false},
		} {
			answer := ask(u, "GET", target, "Accept-Encoding", row.accept)
			gzipped := answer.Header.Get("Content-Encoding") == "gzip"
			if gzipped != (row.gzip && target != "/ui/logo192.png") {
				t.Errorf("%s for %q: gzip is %t", target, row.accept, gzipped)
			}
			if read(t, answer) != text {
				t.Errorf("%s for %q: another content", target, row.accept)
			}
			if answer.Header.Get("Etag") != etag {
				t.Errorf("%s for %q: another ETag", target, row.accept)
			}
		}
		for _, known := range []string{etag, `"a", ` + etag, "*", strings.TrimPrefix(etag, "W/")} {
			if answer := ask(u, "GET", target, "If-None-Match", known); answer.StatusCode != http.StatusNotModified || answer.ContentLength > 0 {
				t.Errorf("%s with If-None-Match %s: %d", target, known, answer.StatusCode)
			}
		}
		if answer := ask(u, "GET", target, "If-None-Match", `"a"`); answer.StatusCode != http.StatusOK {
			t.Errorf("%s with another ETag: %d", target, answer.StatusCode)
		}
		head := ask(u, "HEAD", target)
		if head.ContentLength != plain.ContentLength || read(t, head) != "" {
			t.Errorf("HEAD %s: %d bytes, and GET has %d", target, head.ContentLength, plain.ContentLength)
		}
	}
}

func TestLink(t *testing.T) {
	for _, row := range []struct {
		prefix string
		query  ui.Query
		want   string
	}{
		{"", ui.Query{Name: "signed-1936", Language: "gizmo", Text: "g.V()"}, "/ui/?ready=signed-1936"},
		{"/x", ui.Query{Name: "signed-1936"}, "/x/ui/?ready=signed-1936"},
		{"", ui.Query{Language: "gizmo", Text: "g.V() // ü&#"}, "/ui/#language=gizmo&query=g.V%28%29+%2F%2F+%C3%BC%26%23"},
		{"/x", ui.Query{Language: "mql", Text: "[{}]", Draw: true}, "/x/ui/#draw=1&language=mql&query=%5B%7B%7D%5D"},
	} {
		if got := ui.Link(row.prefix, row.query); got != row.want {
			t.Errorf("%v: %s, not %s", row.query, got, row.want)
		}
	}
}

func TestOptions(t *testing.T) {
	good := ui.Query{Name: "a", Title: "A", Language: "gizmo", Text: "g.V()"}
	change := func(f func(*ui.Query)) []ui.Query { q := good; f(&q); return []ui.Query{q} }
	for _, row := range []struct {
		options ui.Options
		want    string
	}{
		{ui.Options{Prefix: "x"}, `prefix "x"`},
		{ui.Options{Prefix: "/x/"}, `prefix "/x/"`},
		{ui.Options{Ready: []ui.Query{good, good}}, "two of this name"},
		{ui.Options{Ready: change(func(q *ui.Query) { q.Name = "A b" })}, "lower-case letters"},
		{ui.Options{Ready: change(func(q *ui.Query) { q.Title = "" })}, "needs a title"},
		{ui.Options{Ready: change(func(q *ui.Query) { q.Text = "" })}, "needs a title and a text"},
		{ui.Options{Ready: change(func(q *ui.Query) { q.Language = "sparql" })}, `no language "sparql": use one of gizmo, graphql, mql`},
	} {
		if _, err := ui.New(row.options); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%+v: %v, not %s", row.options, err, row.want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := ui.New(ui.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
