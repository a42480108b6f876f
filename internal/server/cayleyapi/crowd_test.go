package cayleyapi_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server/cayleyapi"
	"annals.example/internal/server/guard"
)

// stuck is a client that takes nothing of its answer until it is let go.
type stuck struct {
	*httptest.ResponseRecorder
	asked chan<- struct{}
	let   <-chan struct{}
}

func (s *stuck) Write(p []byte) (int, error) {
	s.asked <- struct{}{}
	<-s.let
	return s.ResponseRecorder.Write(p)
}

// TestManyReaders: those who take their time keep nobody from computing, and past a
// number of them the next is told to come again.
func TestManyReaders(t *testing.T) {
	d := oddData(t)
	h := cayleyapi.New(options(d, inProcess{d}))
	read := func() *http.Request { return httptest.NewRequest(http.MethodGet, "/api/v2/read", nil) }
	const most = 128
	asked, let := make(chan struct{}), make(chan struct{})
	var slow sync.WaitGroup
	answers := make([]*stuck, most)
	for i := range answers {
		answers[i] = &stuck{httptest.NewRecorder(), asked, let}
		slow.Go(func() { h.ServeHTTP(answers[i], read()) })
		<-asked // also past the number of processors
	}
	w := ask(h, read())
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "dumps") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	close(let)
	go func() {
		for range asked { // what they write besides
		}
	}()
	slow.Wait()
	close(asked)
	want := ask(h, read()).Body.String()
	for i, a := range answers {
		if a.Code != 200 || a.Body.String() != want {
			t.Errorf("reader %d: %d, %d bytes, want %d", i, a.Code, a.Body.Len(), len(want))
		}
	}
}

// long gives an answer of some length.
type long struct{ bytes int }

func (l long) Query(context.Context, sandbox.Request) (*sandbox.Result, error) {
	row := []byte(`"` + strings.Repeat("x", l.bytes) + `"`)
	return &sandbox.Result{Rows: []json.RawMessage{row}}, nil
}

// TestLongOnesAreBounded: bodies and answers of some length are held as far as there is
// room, each for itself.
func TestLongOnesAreBounded(t *testing.T) {
	const room = 1 << 20
	for _, c := range []struct {
		about, target string
		body, answer  int
		want          int
		words         string
	}{
		{"a short query", "/api/v1/query/gizmo", 100, 100, 200, ""},
		{"a long answer", "/api/v1/query/gizmo", 100, room / 2, 200, ""},
		{"a longer one", "/api/v1/query/gizmo", 100, room, 503, "answers are being sent"},
		{"a longer one of GraphQL", "/api/v2/query?lang=graphql", 100, room + 1, 503, "answers are being sent"},
		{"a long query and a long answer", "/api/v1/query/gizmo", room / 2, room * 2 / 3, 200, ""},
		{"the longest query", "/api/v1/query/gizmo", room, 100, 200, ""},
		{"a query that is too long anyway", "/api/v1/query/gizmo", 2 * room, 100, 413, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			var d *graph.Dataset
			o := options(d, long{c.answer})
			o.Hold, o.HoldBody = guard.NewMemory(room).Hold, guard.NewMemory(room).Hold
			h := cayleyapi.New(o)
			for range 3 { // nothing stays held
				w := ask(h, httptest.NewRequest(http.MethodPost, c.target, strings.NewReader(strings.Repeat("1", c.body))))
				if w.Code != c.want || (w.Code == 503) != (w.Header().Get("Retry-After") != "") || !strings.Contains(w.Body.String(), c.words) {
					t.Errorf("%d %v, want %d: %.100s", w.Code, w.Header(), c.want, w.Body)
				}
			}
		})
	}
}

// TestBodiesCountAsTheyCome: who only says that much will come takes no room from anybody;
// who has sent it does, until the answer.
func TestBodiesCountAsTheyCome(t *testing.T) {
	const room, length = 2 << 20, 1 << 20
	var d *graph.Dataset
	o := options(d, long{10})
	o.HoldBody = guard.NewMemory(room).Hold
	h := cayleyapi.New(o)
	query := func(body io.Reader) *http.Request {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/query/gizmo", body)
		r.ContentLength = length
		return r
	}
	whole := func() *httptest.ResponseRecorder {
		return ask(h, query(strings.NewReader(strings.Repeat("1", length))))
	}
	slow := make([]*io.PipeWriter, 100)
	answers := make([]*httptest.ResponseRecorder, len(slow))
	var under sync.WaitGroup
	for i := range slow {
		var from *io.PipeReader
		from, slow[i] = io.Pipe()
		under.Go(func() {
			answers[i] = ask(h, query(from))
			from.Close()
		})
		io.WriteString(slow[i], strings.Repeat("1", 1000))
	}
	if w := whole(); w.Code != 200 {
		t.Errorf("%d beside those who send nothing: %s", w.Code, w.Body)
	}
	for _, to := range slow[:2] { // all but the last byte
		io.WriteString(to, strings.Repeat("1", length-1001))
	}
	w := whole()
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "long requests are being read") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := ask(h, httptest.NewRequest(http.MethodPost, "/api/v1/query/gizmo", strings.NewReader("1"))); w.Code != 200 {
		t.Errorf("a short query: %d %s", w.Code, w.Body)
	}
	for i, to := range slow {
		if i < 2 {
			io.WriteString(to, "1")
		}
		to.Close()
	}
	under.Wait()
	for i, w := range answers {
		if w.Code != 200 {
			t.Errorf("slow client %d: %d %s", i, w.Code, w.Body)
		}
	}
	if w := whole(); w.Code != 200 {
		t.Errorf("%d when all are gone: %s", w.Code, w.Body)
	}
}
