package cayleyapi_test

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"
	"github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// inProcessV2 is the second version of Cayley's API, in this process, on its own store
// and what its own reader makes of a file.
func inProcessV2(t *testing.T, file string) string {
	t.Helper()
	quads, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(readFile(t, file)), nquads.DecodeRaw))
	if err != nil {
		t.Fatal(err)
	}
	store := memstore.New(quads...)
	w, err := writer.NewSingleReplication(store, nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(cayleyhttp.NewAPIv2(&cayley.Handle{QuadStore: store, QuadWriter: w}))
	t.Cleanup(server.Close)
	return server.URL
}

// startCayley builds Cayley's own command and starts it on a file.
func startCayley(t *testing.T, file string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "cayley")
	build := exec.CommandContext(t.Context(), "go", "build", "-C", "testdata/cayley", "-o", program, ".")
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("Cayley's own server not found: let go build internal/server/cayleyapi/testdata/cayley: %v\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := free.Addr().String()
	free.Close()
	said := &bytes.Buffer{}
	server := exec.CommandContext(t.Context(), program, "--host", host, "-i", file)
	server.Stdout, server.Stderr = said, said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	t.Cleanup(func() {
		server.Process.Kill()
		<-ended
	})
	for range 600 {
		if response, err := http.Get("http://" + host + "/health"); err == nil {
			response.Body.Close()
			return "http://" + host
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("Cayley's own server ended: %v\n%s", err, said)
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatal("Cayley's own server does not answer")
	return ""
}
