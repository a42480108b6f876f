// The race detector takes several times the memory and time: under it, limits say
// nothing.

//go:build !race

package server_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"annals.example/internal/sandbox"
	"annals.example/internal/server"
)

// hostile reads the list of package sandbox: programs by their names, with their
// languages.
func hostile(t *testing.T) (queries [][3]string) {
	t.Helper()
	archive, err := txtar.ParseFile("../sandbox/testdata/hostile.txtar")
	if err != nil {
		t.Fatal(err)
	}
	times := regexp.MustCompile(`(?s)«(\d+)×(.*?)»`)
	raw := regexp.MustCompile(`«([0-9a-f]{2}(?: [0-9a-f]{2})*)»`)
	for _, f := range archive.Files {
		head, text, _ := bytes.Cut(f.Data, []byte("\n"))
		language, _, _ := strings.Cut(string(head), ":")
		text = times.ReplaceAllFunc(bytes.TrimSuffix(text, []byte("\n")), func(short []byte) []byte {
			m := times.FindSubmatch(short)
			n, err := strconv.Atoi(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			return bytes.Repeat(m[2], n)
		})
		text = raw.ReplaceAllFunc(text, func(short []byte) []byte {
			b, err := hex.DecodeString(strings.ReplaceAll(string(raw.FindSubmatch(short)[1]), " ", ""))
			if err != nil {
				t.Fatal(err)
			}
			return b
		})
		queries = append(queries, [3]string{f.Name, language, string(text)})
	}
	return queries
}

// While the programs of the list are run, the pages answer, and each program gets an
// answer or a reason.
func TestHostileQueriesOverHTTP(t *testing.T) {
	queries := hostile(t)
	if len(queries) < 100 {
		t.Fatalf("only %d queries", len(queries))
	}
	s := start(t, server.Options{Pool: quick})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var readers sync.WaitGroup
	var pages atomic.Int64
	for _, path := range []string{"/", "/ask", "/ask/who-signed.json", protocol} {
		readers.Go(func() {
			for ctx.Err() == nil {
				begun := time.Now()
				a, err := try(context.WithoutCancel(ctx), "GET", s.url+path, "")
				if err != nil || a.StatusCode != http.StatusOK {
					t.Errorf("%s meanwhile: %d %v", path, a.StatusCode, err)
					return
				}
				if took := time.Since(begun); took > 30*time.Second { // they are answered at once, and no query is
					t.Errorf("%s meanwhile took %v", path, took)
				}
				pages.Add(1)
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	statuses := []int{200, 400, 413, 422, 504}
	next := make(chan [3]string)
	var clients sync.WaitGroup
	for i := range 2 {
		clients.Go(func() {
			for q := range next {
				target := []string{"/api/v1/query/" + q[1], "/api/v2/query?lang=" + q[1]}[i]
				a, err := try(t.Context(), "POST", s.url+target, q[2])
				switch {
				case err != nil:
					t.Errorf("%s: %v", q[0], err)
				case !slices.Contains(statuses, a.StatusCode) || !json.Valid(a.body):
					t.Errorf("%s: %d %.300s", q[0], a.StatusCode, a.body)
				case a.StatusCode >= 400 && !strings.Contains(string(a.body), `"error"`):
					t.Errorf("%s: %d without a reason: %.300s", q[0], a.StatusCode, a.body)
				}
			}
		})
	}
	for _, q := range queries {
		next <- q
	}
	close(next)
	clients.Wait()
	stop()
	readers.Wait()
	if pages.Load() < 100 {
		t.Errorf("only %d pages were answered", pages.Load())
	}
	ask(t, "POST", s.url+"/api/v1/query/gizmo", "g.V().limit(1).all()").is(t, 200, "application/json")
	if log := s.log.String(); strings.Contains(log, "panicked") {
		t.Errorf("the log tells of faults:\n%s", log)
	}
}

// Ten megabytes of text are refused before they are read.
func TestLongQuery(t *testing.T) {
	s := start(t, server.Options{Pool: quick})
	body := strings.Repeat("g.V().all();", 10<<20/12)
	response, err := http.Post(s.url+"/api/v1/query/gizmo", "text/plain", strings.NewReader(body))
	if err == nil { // or the connection is closed while it is sent
		response.Body.Close()
		if response.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%d", response.StatusCode)
		}
	}
	get(t, s.url+"/").is(t, 200, "")
}

// A client that goes away ends its worker: the next does not wait for it.
func TestClientGoesAway(t *testing.T) {
	s := start(t, server.Options{Pool: sandbox.Options{Workers: 1, Deadline: time.Hour, Wait: time.Minute}})
	for range 3 {
		ctx, leave := context.WithCancel(t.Context())
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			if a, err := try(ctx, "POST", s.url+"/api/v1/query/gizmo", "while (true) {}"); err == nil {
				t.Errorf("a query without end was answered: %d %s", a.StatusCode, a.body)
			}
		}()
		eventually(t, "no worker is busy", func() bool { return figure(t, s, `annals_query_workers{state="busy"}`) == 1 })
		leave()
		<-gone
		ask(t, "POST", s.url+"/api/v1/query/gizmo", "g.V().limit(1).all()").is(t, 200, "application/json")
	}
}

// Where no worker starts, queries are told to come back, and the pages go on.
func TestNoWorkers(t *testing.T) {
	s := start(t, server.Options{Pool: sandbox.Options{Program: []string{this(t), "broken-worker"}, Workers: 2, Wait: 500 * time.Millisecond}})
	for range 3 {
		for _, target := range []string{"/api/v1/query/gizmo", "/api/v2/query?lang=graphql"} {
			a := ask(t, "POST", s.url+target, "g.V().all()").is(t, 503, "application/json")
			if n, err := strconv.Atoi(a.Header.Get("Retry-After")); err != nil || n < 1 {
				t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
			}
			if !strings.Contains(string(a.body), "no worker could be started") {
				t.Errorf("%s", a.body)
			}
		}
		for _, path := range addresses {
			get(t, s.url+path).is(t, 200, "")
		}
		get(t, s.url+"/api/v2/read?limit=1").is(t, 200, "")
		if a := get(t, s.url+"/healthz").is(t, 200, "application/json"); !strings.Contains(string(a.body), `"queries":"no worker"`) {
			t.Errorf("%s", a.body)
		}
		get(t, s.url+"/metrics").is(t, 200, "")
	}
}

// More queries than are answered at once wait in turn, and past the line are told to
// come back.
func TestLineOfQueries(t *testing.T) {
	s := start(t, server.Options{Pool: sandbox.Options{Workers: 1, Queue: 2, Wait: time.Minute, Deadline: 2 * time.Second}})
	ask(t, "POST", s.url+"/api/v1/query/gizmo", "g.V().limit(1).all()").is(t, 200, "")
	var clients sync.WaitGroup
	var busy, late atomic.Int64
	for range 10 {
		clients.Go(func() {
			a, err := try(t.Context(), "POST", s.url+"/api/v1/query/gizmo", "while (true) {}")
			switch {
			case err != nil:
				t.Error(err)
			case a.StatusCode == http.StatusServiceUnavailable && a.Header.Get("Retry-After") != "":
				busy.Add(1)
			case a.StatusCode == http.StatusGatewayTimeout:
				late.Add(1)
			default:
				t.Errorf("%d %s", a.StatusCode, a.body)
			}
		})
	}
	clients.Wait()
	if busy.Load() < 1 || late.Load() < 2 {
		t.Errorf("%d were told to come back, %d were out of time", busy.Load(), late.Load())
	}
}
