package cayleyapi_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/client"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio/nquads"
)

// Cayley's own Go client reads the embedded dataset, and gets every quad as it is.
func TestGoClientReads(t *testing.T) {
	r, err := client.New(serve(t, "")).QuadReader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got, want []string
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		line, err := nquads.AppendQuad(nil, q)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(line))
	}
	var exported bytes.Buffer
	if err := open(t, "").Export(t.Context(), &exported, "nquads", ""); err != nil {
		t.Fatal(err)
	}
	want = slices.Collect(strings.Lines(exported.String()))
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("%d quads: %s", len(want), diff)
	}
}

// It cannot write, and learns so.
func TestGoClientCannotWrite(t *testing.T) {
	w, err := client.New(serve(t, smallFile)).QuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.WriteQuads([]quad.Quad{quad.MakeIRI("u:a", "u:b", "u:c", "u:d")}) // the server may close before
	if err := w.Close(); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("got %v, want a refusal", err)
	}
}

// npmClient is what JavaScript programs use, from its ordinary registry.
const npmClient = "cayley@0.2.1"

// script asks with it, and prints what it gets as one JSON array.
const script = `
var client = require(process.argv[2])(process.argv[3]), g = client.graph, all = []
var steps = [
  function (next) { g.V('<http://e.org/alice>').Out('<http://e.org/follows>').All(next) },
  function (next) { g.V('<http://e.org/bob>').In('<http://e.org/follows>').GetLimit(2, next) },
  function (next) { g.V('<http://e.org/alice>').Follow(g.M().Out('<http://e.org/follows>').Out('<http://e.org/follows>')).All(next) },
  function (next) { g.V('<http://e.org/bob>').Tag('who').In('<http://e.org/follows>').ForEach(1, function (d) { g.Emit(d.who) }).then(function (r) { next(null, r) }, next) },
  function (next) { client.write([{subject: 'a', predicate: 'b', object: 'c'}], function (err, body) { next(err, body) }) },
  function (next) { client.delete([{subject: 'a', predicate: 'b', object: 'c'}], function (err, body) { next(err, body) }) },
  function (next) { client.writeFile(__filename, function (err, body) { next(err, JSON.parse(body)) }) },
  function (next) { g.type('shape').V().All(next) }
]
;(function go(i) {
  if (i === steps.length) return console.log(JSON.stringify(all))
  steps[i](function (err, result) { all.push(err ? {failed: String(err)} : result); go(i + 1) })
})(0)
`

func TestJavaScriptClient(t *testing.T) {
	node, err := exec.LookPath("node")
	npm, npmErr := exec.LookPath("npm")
	if err != nil || npmErr != nil {
		t.Skip("npm's client of Cayley not found: install node and npm")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	dir := filepath.Join(cache, "annals-tests", npmClient)
	module := filepath.Join(dir, "node_modules", "cayley")
	if _, err := os.Stat(module); err != nil {
		install := exec.CommandContext(t.Context(), npm, "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", npmClient)
		if out, err := install.CombinedOutput(); err != nil {
			t.Skipf("npm's client of Cayley not found: let npm install %s: %v\n%s", npmClient, err, out)
		}
	}
	file := filepath.Join(t.TempDir(), "script.js")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), node, "--no-deprecation", file, module, serve(t, smallFile))
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	id := func(name string) any { return map[string]any{"id": "<http://e.org/" + name + ">"} }
	refusal := map[string]any{"error": "this server is read-only: a dataset changes where its files are edited, not over HTTP"}
	want := []any{
		[]any{id("bob"), id("bob")}, // two sources say so
		got[1],
		[]any{id("fred"), id("fred")},
		[]any{"<http://e.org/bob>"},
		refusal, refusal, refusal,
		map[string]any{"error": "the shape of a query is not told: Cayley gave this API up"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if two, ok := got[1].([]any); !ok || len(two) != 2 {
		t.Errorf("GetLimit(2) gives %v", got[1])
	}
}
