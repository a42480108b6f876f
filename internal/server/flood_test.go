package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server/guard"
)

// running is a server without workers.
func running(t *testing.T, o Options) *Server {
	t.Helper()
	o.Log = slog.New(slog.DiscardHandler)
	o.Pool = sandbox.Options{Program: []string{filepath.Join(t.TempDir(), "none")}}
	s, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func (s *Server) asked(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
	r.Header.Set("Accept", "*/*")
	s.ServeHTTP(w, r)
	return w
}

// Pages answer while as many questions are asked as can be, and whoever mistypes an
// address is told so, without what stands near it.
func TestPagesAnswerUnderQuestions(t *testing.T) {
	s := running(t, Options{})
	const mistyped = "/agreement/936-protocol"
	if got := s.asked(t, mistyped); got.Code != 404 || !strings.Contains(got.Body.String(), `"agreement/1936-protocol"`) {
		t.Errorf("%s: %d\n%s", mistyped, got.Code, got.Body)
	}
	for range cap(s.asks) {
		s.asks <- struct{}{}
	}
	for path, want := range map[string]int{
		"/": 200, "/agreement/1936-protocol": 200, "/agreement": 200, "/sources.csv": 200, "/state/ussr.ttl": 200,
		"/.well-known/void": 200, "/dump.nq.gz": 200, mistyped: 404, "/ask/who-signed.json": 503, "/search?q=genden": 503,
	} {
		got := s.asked(t, path)
		if got.Code != want || want == 503 && got.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d, want %d\n%s", path, got.Code, want, got.Header())
		}
		if path == mistyped && strings.Contains(got.Body.String(), "near") {
			t.Errorf("names were looked through where there is no time for it: %s", got.Body)
		}
	}
}

// What is near an address that leads nowhere is linked to, and an address of no thing is
// passed over.
func TestLinksOfWhatIsNear(t *testing.T) {
	s := running(t, Options{})
	e, done := s.use()
	defer done()
	links := e.links([]string{"agreement/1936-protocol", "who-signed", e.data.Base() + "state/ussr", "_:none"})
	if len(links) != 2 || links[0].Href != "/agreement/1936-protocol" || links[1].Href != "/state/ussr" || links[0].Text == "" {
		t.Errorf("got %v", links)
	}
}

// Long answers that are being sent are bounded; short ones are not.
func TestLongAnswersTakeTurns(t *testing.T) {
	s := running(t, Options{})
	s.sending = guard.NewMemory(100 << 10)
	got := s.asked(t, "/ask/chronology.json")
	if got.Code != 503 || got.Header().Get("Retry-After") == "" || !strings.Contains(got.Body.String(), "long answers") {
		t.Errorf("%d, %v, want 503: %s", got.Code, got.Header(), got.Body)
	}
	for _, name := range []string{"ETag", "Link", "Accept-Ranges", "Content-Location", "Content-Disposition"} {
		if value := got.Header().Get(name); value != "" {
			t.Errorf("what is not given has %s: %s", name, value)
		}
	}
	if got := s.asked(t, "/agreement/1936-protocol.ttl"); got.Code != 200 {
		t.Errorf("a short one: %d", got.Code)
	}
}

// Long queries that do not come to an end keep no page from anybody.
func TestSlowQueriesTakeNoRoomFromPages(t *testing.T) {
	s := running(t, Options{})
	s.sending, s.receiving = guard.NewMemory(1<<20), guard.NewMemory(8<<20)
	s.handler = s.guarded(s.mux())
	var under sync.WaitGroup
	defer under.Wait()
	const length = 1 << 20
	for range 7 {
		body, to := io.Pipe()
		defer to.Close()
		under.Go(func() {
			defer body.Close()
			r := httptest.NewRequest(http.MethodPost, "http://localhost/api/v1/query/gizmo", body)
			r.ContentLength = length
			s.ServeHTTP(httptest.NewRecorder(), r)
		})
		if _, err := io.WriteString(to, strings.Repeat(" ", length-1)); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"/vocabulary", "/ask/chronology.json"} {
		if got := s.asked(t, path); got.Code != 200 || got.Body.Len() < 64<<10 {
			t.Errorf("%s: %d, %d bytes", path, got.Code, got.Body.Len())
		}
	}
}

// A draft ends with its time, and at its longest.
func TestDraft(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b, part := newDraft(ctx), make([]byte, 1<<20)
	for range mostAnswer / len(part) {
		if _, err := b.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	var long *longError
	if _, err := io.WriteString(b, "x"); !errors.As(err, &long) || b.b.Len() != mostAnswer {
		t.Errorf("%d bytes, %v", b.b.Len(), err)
	}
	b = newDraft(ctx)
	cancel()
	if _, err := b.Write(part); !errors.Is(err, context.Canceled) {
		t.Errorf("after its end: %v", err)
	}
	w := httptest.NewRecorder()
	running(t, Options{}).failed(w, httptest.NewRequest(http.MethodGet, "/", nil), long)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "32 MiB") || !strings.Contains(w.Body.String(), "limit=") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// deadlines notes until when a handler wants to write.
type deadlines struct {
	*httptest.ResponseRecorder
	set []time.Time
}

func (d *deadlines) SetWriteDeadline(t time.Time) error {
	d.set = append(d.set, t)
	return nil
}

// Who takes nothing of a dump is cut off like anybody else.
func TestADumpHasADeadline(t *testing.T) {
	w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
	running(t, Options{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/dump.nq.gz", nil))
	if w.Code != 200 || len(w.set) == 0 {
		t.Errorf("%d, %d deadlines", w.Code, len(w.set))
	}
	for _, at := range w.set {
		if at.IsZero() {
			t.Error("the deadline was lifted")
		}
	}
}

// Where a dataset lies on the server's disk is for its log.
func TestPagesDoNotShowPaths(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "letters.nq")
	const data = "<http://a.example/x> <http://www.w3.org/2000/01/rdf-schema#label> \"X\" .\n"
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	s := running(t, Options{Data: file})
	for _, path := range []string{"/", "/about", "/sources", "/sources.json", "/entity?iri=http%3A%2F%2Fa.example%2Fx", "/.well-known/void", "/nothing"} {
		r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
		r.Header.Set("Accept", "text/html, */*;q=0.1")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if strings.Contains(w.Body.String(), dir) {
			t.Errorf("%s shows %s", path, dir)
		}
		if path == "/about" && !strings.Contains(w.Body.String(), "letters.nq") {
			t.Errorf("%s does not name the dataset", path)
		}
	}
	d, err := graph.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Name() != file {
		t.Errorf("at the command line it is %s", d.Name())
	}
}

// No redirect leads out of the prefix.
func TestRedirectsStayBelowThePrefix(t *testing.T) {
	s := running(t, Options{Prefix: "/archive"})
	for path, want := range map[string]int{
		"": 301, "/ui": 308, "/assets": 404, "/api": 404, "/ask/": 404, "/ui/none": 404, "//evil.example": 404, "/..//evil.example": 404,
	} {
		got := s.asked(t, "/archive"+path)
		to := got.Header().Get("Location")
		if got.Code != want || (to != "") != (want < 400) || to != "" && !strings.HasPrefix(to, "/archive/") {
			t.Errorf("%s: %d to %q, want %d", path, got.Code, to, want)
		}
	}
	if to := s.asked(t, "/archive/ui?ready=dates").Header().Get("Location"); to != "/archive/ui/?ready=dates" {
		t.Errorf("a ready query is lost on the way to %s", to)
	}
}
