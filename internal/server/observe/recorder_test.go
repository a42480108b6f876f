package observe

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annals.example/internal/server/guard"
)

// The writer that handlers get can still do what net/http's own can, with all the
// guards around it.
func TestWhatAWriterCan(t *testing.T) {
	file := filepath.Join(t.TempDir(), "dump")
	if err := os.WriteFile(file, bytes.Repeat([]byte("quad\n"), 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	flushed := make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/dump", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := w.(io.ReaderFrom); !ok {
			t.Error("the writer takes no files")
		}
		http.ServeFile(w, r, file)
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if err := control.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusAccepted)
		io.WriteString(w, "first\n")
		if err := control.Flush(); err != nil {
			t.Error(err)
		}
		select {
		case <-flushed:
		case <-time.After(time.Minute):
			t.Error("the client has not seen the first line")
		}
		io.WriteString(w, "second\n")
	})
	metrics := NewMetrics(Sources{})
	site, log := observed(t, Options{Metrics: metrics},
		guard.Chain(Routes(mux), guard.Usual().Guard(nil), guard.Hosts{}.Guard(nil, guard.Proxies{}), guard.Headers(guard.PagePolicy, guard.Proxies{})))

	if _, body, err := get(t, site, "/dump"); err != nil || len(body) != 5<<20 {
		t.Errorf("%d bytes of a file: %v", len(body), err)
	}
	if response, body, err := get(t, site, "/dump", "Range: bytes=5-9"); err != nil || response.StatusCode != http.StatusPartialContent || body != "quad\n" {
		t.Errorf("a part of a file: %q, %v", body, err)
	}
	response, err := http.Head(site + "/dump")
	if err != nil || response.ContentLength != 5<<20 {
		t.Errorf("HEAD: %d bytes, %v", response.ContentLength, err)
	}
	response, err = http.Get(site + "/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)
	first, err := lines.ReadString('\n')
	close(flushed)
	rest, restErr := io.ReadAll(lines)
	if first != "first\n" || string(rest) != "second\n" || err != nil || restErr != nil {
		t.Errorf("%q, then %q: %v, %v", first, rest, err, restErr)
	}
	var seen []string
	for _, line := range log.entries(t, "request", 4) {
		seen = append(seen, fmt.Sprintf("%s %s %v %v", line["method"], line["route"], line["status"], line["bytes"]))
	}
	want := []string{"GET /dump 200 5.24288e+06", "GET /dump 206 5", "HEAD /dump 200 0", "GET /stream 202 13"}
	if strings.Join(seen, "\n") != strings.Join(want, "\n") {
		t.Errorf("logged:\n%s\nwant:\n%s", strings.Join(seen, "\n"), strings.Join(want, "\n"))
	}
	if got := figures(t, metrics)[`annals_http_response_bytes_total{route="/dump"}`]; got != 5<<20+5 {
		t.Errorf("%g bytes of files counted", got)
	}
}
