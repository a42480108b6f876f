package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server"
)

// eventually waits for what takes a moment, on a machine that may be busy.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 600 {
		if is() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("after half a minute: %s", what)
}

// snapshots compiles two editions of the embedded dataset.
func snapshots(t *testing.T) (served string, editions [2][]byte) {
	t.Helper()
	d, err := graph.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var quads bytes.Buffer
	if err := d.Export(t.Context(), &quads, graph.NQuads, ""); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range editions {
		path := filepath.Join(dir, "edition"+graph.Extension)
		fmt.Fprintf(&quads, "<%splace/new> <%sname> \"%s\" <%ssource/catalogue> .\n",
			d.Base(), graph.VocabularyIRI, strings.Repeat("new ", i+1), d.Base())
		if err := graph.BuildReader(t.Context(), path, bytes.NewReader(quads.Bytes()), "edition", graph.BuildOptions{}); err != nil {
			t.Fatal(err)
		}
		if editions[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	served = filepath.Join(dir, "served"+graph.Extension)
	put(t, served, editions[0])
	return served, editions
}

// put moves a file into the place of another.
func put(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := errors.Join(os.WriteFile(path+".new", text, 0o600), os.Rename(path+".new", path)); err != nil {
		t.Fatal(err)
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // a system without
	}
	return len(list)
}

// Thirty times another edition takes the place of the one that is served, under load: no
// request fails, each is answered by one edition, and nothing is left of those before.
func TestReloadUnderLoad(t *testing.T) {
	path, editions := snapshots(t)
	s := start(t, server.Options{Data: path, Pool: sandbox.Options{Workers: 2, Wait: 2 * time.Minute, Deadline: 2 * time.Minute}})
	asked := []struct{ method, path, body string }{
		{"GET", "/", ""}, {"GET", protocol, ""}, {"GET", protocol + ".trig", ""}, {"GET", "/ask/who-signed.json", ""}, {"GET", "/ask/chronology", ""},
		{"POST", "/api/v1/query/gizmo", "g.V().limit(3).all()"}, {"GET", "/api/v2/read?limit=20", ""}, {"GET", "/dump.nq.gz", ""}, {"GET", "/place", ""},
	}
	for _, a := range asked {
		ask(t, a.method, s.url+a.path, a.body).is(t, 200, "")
	}
	direct.CloseIdleConnections()
	eventually(t, "the workers are not at rest", func() bool { return figure(t, s, `annals_query_workers{state="idle"}`) == 2 })
	direct.CloseIdleConnections()
	time.Sleep(100 * time.Millisecond)
	goroutines, files := runtime.NumGoroutine(), descriptors(t)

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var clients sync.WaitGroup
	var answered atomic.Int64
	for i := range 8 {
		clients.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				one := asked[n%len(asked)]
				a, err := try(context.WithoutCancel(ctx), one.method, s.url+one.path, one.body)
				if err != nil || a.StatusCode != http.StatusOK {
					t.Errorf("%s: %d %.200s, %v", one.path, a.StatusCode, a.body, err)
					return
				}
				answered.Add(1)
			}
		})
	}
	for i := range 30 {
		put(t, path, editions[(i+1)%2])
		if err := s.Reload(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	before := answered.Load()
	eventually(t, "nobody is answered any more", func() bool { return answered.Load() > before+50 || t.Failed() })
	stop()
	clients.Wait()
	direct.CloseIdleConnections()
	eventually(t, "editions are not closed", func() bool { return strings.Count(s.log.String(), "edition closed") >= 30 })
	eventually(t, "goroutines are left", func() bool { return runtime.NumGoroutine() <= goroutines+4 })
	// Two dumps are kept by the edition that is served.
	eventually(t, "files are left open", func() bool { return descriptors(t) <= files+4 })
	if t.Failed() {
		stacks := make([]byte, 1<<20)
		t.Logf("%d goroutines, before %d; %d files, before %d; %.20000s", runtime.NumGoroutine(), goroutines, descriptors(t), files, stacks[:runtime.Stack(stacks, true)])
	}
	if n := figure(t, s, `annals_dataset_reloads_total{result="done"}`); n < 30 {
		t.Errorf("%v reloads are counted", n)
	}
}

// A replaced file is served by itself; one that is damaged is refused, and the one
// before stays.
func TestReplacedFile(t *testing.T) {
	path, editions := snapshots(t)
	s := start(t, server.Options{Data: path})
	name := func() string { return string(get(t, s.url+"/place/new.csv").is(t, 200, "").body) }
	first := get(t, s.url+protocol).Header.Get("ETag")
	if !strings.Contains(name(), "new ") || strings.Contains(name(), "new new ") {
		t.Fatalf("the place is %s", name())
	}
	put(t, path, editions[1])
	eventually(t, "the new file is not served", func() bool { return strings.Contains(name(), "new new ") })
	second := get(t, s.url+protocol, "If-None-Match", first).is(t, 200, "").Header.Get("ETag")
	if second == first {
		t.Error("another edition has the same ETag")
	}
	for about, damage := range map[string]func(b []byte) []byte{
		"cut short":          func(b []byte) []byte { return b[:len(b)/2] },
		"empty":              func(b []byte) []byte { return nil },
		"another file":       func(b []byte) []byte { return []byte(strings.Repeat("no snapshot ", 1000)) },
		"changed within":     func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"changed at the end": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"changed in its head": func(b []byte) []byte {
			b[20] ^= 0x55
			return b
		},
	} {
		put(t, path, damage([]byte(string(editions[0]))))
		if err := s.Reload(t.Context()); err == nil {
			t.Errorf("%s: it was taken", about)
		}
		get(t, s.url+protocol, "If-None-Match", second).is(t, 304, "")
	}
	refusals := func() int { return strings.Count(s.log.String(), "the one before stays") }
	eventually(t, "the log does not say that a file was refused", func() bool { return refusals() > 0 })
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := s.Reload(t.Context()); err == nil {
		t.Error("a file that is not there was taken")
	}
	get(t, s.url+protocol, "If-None-Match", second).is(t, 304, "")
	put(t, path, editions[0])
	eventually(t, "a sound file is not served", func() bool { return !strings.Contains(name(), "new new ") })
	ask(t, "POST", s.url+"/api/v1/query/gizmo", "g.V().limit(1).all()").is(t, 200, "application/json")
	if n := figure(t, s, `annals_dataset_reloads_total{result="failed"}`); n < 7 {
		t.Errorf("%v failures are counted", n)
	}
}
