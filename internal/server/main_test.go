package server_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/data"
	"annals.example/internal/cli"
	"annals.example/internal/sandbox"
	"annals.example/internal/server"
)

// TestMain lets the test binary be the worker of free queries, and the program itself.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 {
		os.Exit(m.Run())
	}
	switch os.Args[1] {
	case "worker", "annals":
		args := os.Args[1:]
		if args[0] == "annals" {
			args = args[1:]
		}
		os.Exit(cli.Main(args, os.Stdin, os.Stdout, os.Stderr))
	case "broken-worker":
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// this is the test binary.
func this(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A running server, and what it has logged.
type running struct {
	*server.Server
	url string // where it is reached, with its prefix
	log *logged
}

// start serves what the options say on a port of its own. Its workers have the time
// that a busy machine takes.
func start(t *testing.T, o server.Options) *running {
	t.Helper()
	s := &running{log: &logged{}}
	o.Log = slog.New(slog.NewTextHandler(s.log, nil))
	o.Version = "test"
	if o.Pool.Program == nil {
		o.Pool.Program = []string{this(t), "worker"}
	}
	if o.Pool.Workers == 0 {
		o.Pool.Workers = 1
	}
	if o.Pool.Deadline == 0 {
		o.Pool.Deadline = time.Minute
	}
	if o.Pool.Wait == 0 {
		o.Pool.Wait = time.Minute
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.Address = "http://" + listener.Addr().String() + o.Prefix
	s.url = o.Address
	if s.Server, err = server.New(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serving ended with %v", err)
		}
		s.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	return s
}

// logged is a log that is read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// An answer, and its body as it was sent.
type answer struct {
	*http.Response
	body []byte
}

// direct asks as a program does that follows no redirect and unpacks nothing.
var direct = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 16},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       2 * time.Minute,
}

// ask puts a request; headers are name and value in turn.
func ask(t testing.TB, method, url, body string, headers ...string) answer {
	t.Helper()
	a, err := try(t.Context(), method, url, body, headers...)
	if err != nil {
		t.Fatalf("%s %.200s: %v", method, url, err)
	}
	return a
}

// try is ask for those that may fail, and for other goroutines than the test's.
func try(ctx context.Context, method, url, body string, headers ...string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	response, err := direct.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return answer{response, text}, err
}

func get(t testing.TB, url string, headers ...string) answer {
	t.Helper()
	return ask(t, http.MethodGet, url, "", headers...)
}

// is wants a status, and the beginning of a media type unless that is "".
func (a answer) is(t testing.TB, status int, kind string) answer {
	t.Helper()
	if got := a.Header.Get("Content-Type"); a.StatusCode != status || !strings.HasPrefix(got, kind) {
		t.Errorf("%s %.200s: %d %s, want %d %s: %.300s", a.Request.Method, a.Request.URL, a.StatusCode, got, status, kind, a.body)
	}
	return a
}

const protocol = "/agreement/1936-protocol"

// withdrawing is the embedded dataset with ids that were withdrawn.
func withdrawing(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	const register = `"@context": context.yaml
id: source/catalogue
says:
  - id: agreement/1936-pact
    withdrawn: 2026-03-01
    replacedBy: agreement/1936-protocol
    reason: The same agreement under two ids.
  - {id: figure/khalkhin-gol-rumour, withdrawn: 2026-03-02}
`
	err := errors.Join(os.CopyFS(dir, data.SovietMongolian()),
		os.WriteFile(filepath.Join(dir, "catalogue", "withdrawn.yaml"), []byte(register), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// quick are limits for queries that are to be refused soon.
var quick = sandbox.Options{Workers: 2, Deadline: time.Second, Wait: time.Minute, Memory: 64 << 20, Rows: 10_000, Bytes: 4 << 20}
