package cayleyapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server/cayleyapi"
)

// inProcess is a Runner without workers, for texts of our own.
type inProcess struct{ d *graph.Dataset }

func (p inProcess) Query(ctx context.Context, q sandbox.Request) (*sandbox.Result, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	result := &sandbox.Result{}
	free := graph.FreeQuery{Language: q.Language, Text: q.Text, Limit: q.Limit, Default: q.Default, Collation: q.Collation}
	for row, err := range p.d.Query(ctx, free) {
		if err != nil {
			return nil, err
		}
		var text bytes.Buffer
		to := json.NewEncoder(&text)
		to.SetEscapeHTML(false)
		if err := to.Encode(row); err != nil {
			return nil, &graph.QueryError{Msg: "a row cannot be written: " + err.Error()}
		}
		result.Rows = append(result.Rows, bytes.TrimSpace(text.Bytes()))
	}
	return result, nil
}

// failing answers every query with one error.
type failing struct{ err error }

func (f failing) Query(context.Context, sandbox.Request) (*sandbox.Result, error) { return nil, f.err }

func options(d *graph.Dataset, run cayleyapi.Runner) cayleyapi.Options {
	return cayleyapi.Options{Use: func(context.Context) (*graph.Dataset, cayleyapi.Runner, func(), error) {
		return d, run, func() {}, nil
	}}
}

const smallFile = "testdata/small.nq"

func open(t *testing.T, path string) *graph.Dataset {
	t.Helper()
	d, err := graph.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// serve serves a dataset at an address of its own.
func serve(t *testing.T, path string) string {
	t.Helper()
	d := open(t, path)
	server := httptest.NewServer(cayleyapi.New(options(d, inProcess{d})))
	t.Cleanup(server.Close)
	return server.URL
}

// ask puts one request to a handler.
func ask(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
