package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"annals.example/internal/sandbox"
)

// embedded is a server that is asked directly.
func embedded(t *testing.T) *Server {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(t.Context(), Options{Log: slog.New(slog.DiscardHandler), Version: "test", Address: "http://localhost",
		Pool: sandbox.Options{Program: []string{self, "worker"}, Workers: 1, Wait: time.Minute, Deadline: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func (s *Server) answers(method, target, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

var (
	written = regexp.MustCompile(`(?m)(?:^| )((?:GET|POST) +)?(/[A-Za-z.][^ ,;:]*|/(?:[ ,]))`)
	endings = regexp.MustCompile(`: (\.[a-z]+(?: \.[a-z]+)*)`)
)

// topicRoutes are the routes that a help topic names in a section, each with its method
// or "", and the endings that its line gives.
func topicRoutes(t *testing.T, topic, section string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../topics/" + topic + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text2, found := strings.Cut(string(text), "\n"+section+"\n\n")
	if !found {
		t.Fatalf("annals help %s has no %q", topic, section)
	}
	text2, _, _ = strings.Cut(text2, "\n\n")
	routes := map[string][]string{}
	for line := range strings.Lines(text2) {
		var forms []string
		if m := endings.FindStringSubmatch(line); m != nil {
			forms = strings.Fields(m[1])
		}
		for _, m := range written.FindAllStringSubmatch(line, -1) {
			path, _, _ := strings.Cut(strings.TrimRight(m[2], " ,\n"), "?")
			routes[strings.TrimSpace(m[1])+" "+path] = forms
		}
	}
	return routes
}

// What the help topics say is there is there, and answers; and they name all that is.
func TestTopicsNameEveryRoute(t *testing.T) {
	s := embedded(t)
	pages, api := topicRoutes(t, "serving", "What is where"), topicRoutes(t, "api", "Routes")
	if len(pages) < 15 || len(api) < 12 {
		t.Fatalf("the topics name %v and %v", pages, api)
	}
	example := strings.NewReplacer("TYPE/SLUG", "agreement/1936-protocol", "TYPE", "agreement", "NAME", "who-signed", "LANG", "gizmo")
	known := map[string]bool{}
	for route, forms := range pages {
		path := strings.TrimSpace(route)
		known[path] = true
		for _, ending := range append(forms, "") {
			known[path+ending] = true
			target := example.Replace(path) + ending
			switch path {
			case "/entity", "/entity.ttl":
				target += "?iri=" + s.Base() + "agreement/1936-protocol"
			case "/api/", "/assets/", "/query/LANG": // what stands there stands below, or is asked by POST
				continue
			}
			w := s.answers("GET", target, "")
			if w.Code >= 400 {
				t.Errorf("%s: %d %.200s", target, w.Code, w.Body)
			}
			if want := kinds[ending]; want != "" && w.Code == 200 && !strings.HasPrefix(w.Header().Get("Content-Type"), want) {
				t.Errorf("%s is %s", target, w.Header().Get("Content-Type"))
			}
		}
	}
	for route := range api {
		method, path, _ := strings.Cut(route, " ")
		known[path] = true
		known[strings.TrimPrefix(path, "/api/v1")] = true
		target, want := example.Replace(path), 200
		switch {
		case strings.Contains(path, "shape"):
			want = 501
		case strings.Contains(path, "write"), strings.Contains(path, "delete"):
			want = 403
		case path == "/api/v2/query":
			target += "?lang=gizmo&qu=g.V().limit(1).all()"
		}
		if method == "" {
			method = "POST"
		}
		if w := s.answers(method, target, "g.V().limit(1).all()"); w.Code != want {
			t.Errorf("%s %s: %d %s", method, target, w.Code, w.Body)
		}
	}
	for pattern := range s.routes() {
		_, path, ok := strings.Cut(pattern, " ")
		if !ok {
			path = pattern
		}
		path = strings.NewReplacer("{lang}", "LANG", "{name}", "NAME", "{type}", "TYPE", "{slug...}", "SLUG", "{$}", "").Replace(path)
		if _, below, ok := strings.Cut(path, "/entity."); ok && slices.Contains(pages[" /TYPE/SLUG"], "."+below) {
			continue // in the same forms
		}
		if !known[path] && !known[path+"/"] {
			t.Errorf("no topic names %s", pattern)
		}
	}
}

var kinds = map[string]string{".ttl": "text/turtle", ".jsonld": "application/ld+json", ".trig": "application/trig", ".nq": "application/n-quads",
	".nt": "application/n-triples", ".json": "application/json", ".csv": "text/csv"}

// A fault in one edition's code ends a request, and nothing else.
func TestPanicsEndNothing(t *testing.T) {
	s := embedded(t)
	pages, data := s.current.pages, s.current.data
	s.current.pages, s.current.data = nil, nil
	for _, path := range []string{"/", "/ask/who-signed.json", "/dump.nq.gz", "/agreement/1936-protocol", "/vocabulary.ttl", "/ask/who-signed"} {
		w := s.answers("GET", path, "")
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "goroutine") || w.Header().Get("ETag") != "" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	s.current.pages, s.current.data = pages, data
	for _, path := range []string{"/", "/ask/who-signed.json", "/dump.nq.gz", "/agreement/1936-protocol"} {
		if w := s.answers("GET", path, ""); w.Code != 200 {
			t.Errorf("%s after the fault: %d %s", path, w.Code, w.Body)
		}
	}
}

// What is made for nobody any more ends with its edition, which waits for it.
func TestEditionWaitsForItsMakers(t *testing.T) {
	s := embedded(t)
	e := s.current
	gone, leave := context.WithCancel(t.Context())
	leave()
	started, ended := make(chan struct{}), make(chan error, 1)
	_, err := e.cache.get(gone, "slow", func(context.Context) (*stored, error) {
		close(started)
		<-e.ctx.Done() // as whatever is asked of a dataset does
		time.Sleep(50 * time.Millisecond)
		_, err := e.data.Resolve(context.WithoutCancel(e.ctx), "agreement/1936-protocol")
		ended <- err
		return &stored{}, err
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	<-started
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the edition was closed beneath what reads it: %v", err)
	}
}
