package observe

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/internal/server/guard"
)

// A book is a log that a test reads, line by line.
type book struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.Write(p)
}

// entries waits for so many lines with a message, and reads them as JSON: the line
// of a request is written when its answer is already with the client.
func (b *book) entries(t *testing.T, message string, n int) (found []map[string]any) {
	t.Helper()
	for range 3000 {
		found = nil
		b.mu.Lock()
		text := b.lines.String()
		b.mu.Unlock()
		for line := range strings.Lines(text) {
			var entry map[string]any
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Fatalf("a line that is no JSON: %v\n%s", err, line)
			}
			if entry["msg"] == message {
				found = append(found, entry)
			}
		}
		if len(found) >= n {
			return found
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%d lines of %q, want %d", len(found), message, n)
	return nil
}

// observed starts a server whose handler is observed, and gives its log.
func observed(t *testing.T, o Options, h http.Handler) (site string, log *book) {
	t.Helper()
	log = &book{}
	logger, err := Logger(log, "json", nil)
	if err != nil {
		t.Fatal(err)
	}
	o.Log = logger
	server := httptest.NewUnstartedServer(Requests(o)(h))
	server.Config.ErrorLog = nil
	server.Start()
	t.Cleanup(server.Close)
	return server.URL, log
}

// get asks for a path, and reads the whole answer.
func get(t *testing.T, site, path string, headers ...string) (*http.Response, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, string(body), err
}

func things() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{kind}/{slug}", func(w http.ResponseWriter, r *http.Request) {
		Query(r.Context(), "gizmo", "g.V(\"secret\").all()")
		io.WriteString(w, "a thing")
	})
	mux.HandleFunc("GET /busy", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	// What stands between copies the request, as http.StripPrefix does.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Routes(mux).ServeHTTP(w, r.Clone(r.Context()))
	})
}

func TestALineForEachRequest(t *testing.T) {
	site, log := observed(t, Options{}, things())
	response, _, err := get(t, site, "/person/genden?qu=private&q=words", "User-Agent: x")
	if err != nil {
		t.Fatal(err)
	}
	get(t, site, "/nothing")
	get(t, site, "/busy")
	get(t, site, "/broken")
	lines := log.entries(t, "request", 4)
	first := lines[0]
	if first["id"] != response.Header.Get("X-Request-Id") || first["id"] == "" {
		t.Errorf("id %q in the log, %q in the answer", first["id"], response.Header.Get("X-Request-Id"))
	}
	for name, want := range map[string]any{
		"level": "INFO", "client": "127.0.0.1", "method": "GET", "path": "/person/genden",
		"route": "GET /{kind}/{slug}", "status": 200.0, "bytes": 7.0,
	} {
		if first[name] != want {
			t.Errorf("%s: %v, want %v", name, first[name], want)
		}
	}
	if ms, ok := first["ms"].(float64); !ok || ms < 0 || ms > 60_000 {
		t.Errorf("ms: %v", first["ms"])
	}
	for i, want := range []string{"INFO", "INFO", "WARN", "ERROR"} {
		if lines[i]["level"] != want {
			t.Errorf("%v: level %v, want %s", lines[i]["path"], lines[i]["level"], want)
		}
	}
	if lines[1]["route"] != "" || lines[1]["status"] != 404.0 {
		t.Errorf("a request without route: %v", lines[1])
	}
	if text := log.lines.String(); strings.Contains(text, "private") || strings.Contains(text, "words") || strings.Contains(text, "secret") {
		t.Errorf("what was asked is in the log:\n%s", text)
	}
}

func TestQueriesAreLoggedWhenAskedFor(t *testing.T) {
	site, log := observed(t, Options{Queries: true}, things())
	get(t, site, "/person/genden?qu=g.V%28%29")
	line := log.entries(t, "request", 1)[0]
	asked, _ := line["asked"].(map[string]any)
	if line["query"] != "qu=g.V%28%29" || asked["text"] != `g.V("secret").all()` || asked["language"] != "gizmo" {
		t.Errorf("%v", line)
	}
}

func TestProbesAreQuietWhileAllIsWell(t *testing.T) {
	site, log := observed(t, Options{Quiet: func(r *http.Request) bool { return r.URL.Path != "/last" }}, things())
	get(t, site, "/person/genden") // not worth a line
	get(t, site, "/busy")
	get(t, site, "/last")
	lines := log.entries(t, "request", 2)
	if len(lines) != 2 || lines[0]["path"] != "/busy" || lines[1]["path"] != "/last" {
		t.Errorf("%v", lines)
	}
}

func TestWhoseIDIsTaken(t *testing.T) {
	proxies, err := guard.ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		about   string
		options Options
		headers []string
		taken   bool
	}{
		{"a proxy's", Options{Proxies: proxies}, []string{"X-Request-Id: 0b6d1c9e-0c2f-4a11"}, true},
		{"a client's", Options{}, []string{"X-Request-Id: 0b6d1c9e-0c2f-4a11"}, false},
		{"one with spaces", Options{Proxies: proxies}, []string{"X-Request-Id: a level=ERROR"}, false},
		{"one in markup", Options{Proxies: proxies}, []string{"X-Request-Id: <script>"}, false},
		{"an empty one", Options{Proxies: proxies}, []string{"X-Request-Id: "}, false},
		{"a long one", Options{Proxies: proxies}, []string{"X-Request-Id: " + strings.Repeat("a", 129)}, false},
		{"two", Options{Proxies: proxies}, []string{"X-Request-Id: a", "X-Request-Id: b"}, false},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			site, _ := observed(t, test.options, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				io.WriteString(w, ID(r.Context()))
			}))
			response, body, err := get(t, site, "/", test.headers...)
			if err != nil {
				t.Fatal(err)
			}
			id := response.Header.Get("X-Request-Id")
			if body != id || !wellFormed(id) {
				t.Errorf("id %q in the header, %q in the context", id, body)
			}
			if taken := "X-Request-Id: "+id == test.headers[0]; taken != test.taken {
				t.Errorf("%q was taken: %t", test.headers[0], taken)
			}
		})
	}
	if ID(t.Context()) != "" {
		t.Error("an id outside a request")
	}
}

func TestAClientThatGoesAway(t *testing.T) {
	here := make(chan struct{})
	site, log := observed(t, Options{}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(here)
		<-r.Context().Done()
	}))
	conn, err := net.Dial("tcp", strings.TrimPrefix(site, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	<-here
	conn.Close()
	if line := log.entries(t, "request", 1)[0]; line["gone"] != true {
		t.Errorf("%v", line)
	}
}
