package peers

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
)

// Every peer has its program, of every program there is a peer, and versions are
// exact: figures are of one version.
func TestScripts(t *testing.T) {
	has := map[string]bool{"peer.mjs": true, "sql.mjs": true}
	for _, p := range All() {
		has[p.Script+".mjs"] = true
		if name, version, ok := strings.Cut(p.Package[1:], "@"); !ok || strings.ContainsAny(version, "^~*") || name == "" {
			t.Errorf("%s: %q is no exact version", p.Name, p.Package)
		}
	}
	files, err := fs.Glob(scripts, "*.mjs")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !has[file] {
			t.Errorf("%s is no peer's", file)
		}
		delete(has, file)
	}
	for file := range has {
		t.Errorf("there is no %s", file)
	}
}

// The words, the limit and the links of peer.mjs are those of the graph.
func TestWordsAreTheGraphs(t *testing.T) {
	text, err := scripts.ReadFile("peer.mjs")
	if err != nil {
		t.Fatal(err)
	}
	written := strings.NewReplacer("${base}", events.Base+"term#", "${sem}", "http://semanticweb.cs.vu.nl/2009/11/sem/").Replace(string(text))
	for _, word := range append(events.Links(), events.Begin, events.Instrument, events.Date) {
		if !strings.Contains(written, "`"+word.String()+"`") {
			t.Errorf("peer.mjs does not have %v", word)
		}
	}
	if want := "links = ['participation', 'actor', 'signature', 'signer', 'behalf', 'place']"; !strings.Contains(written, want) || len(events.Links()) != 6 {
		t.Errorf("peer.mjs has other links than the graph")
	}
}

func TestParameters(t *testing.T) {
	moment := quad.TypedString{Value: "1936-01-01T00:00:00Z", Type: "http://www.w3.org/2001/XMLSchema#dateTime"}
	got := Parameters(events.Parameters{Entity: "http://annals.example/person/1", From: moment})
	want := `{"entity":"\u003chttp://annals.example/person/1\u003e","from":"\"1936-01-01T00:00:00Z\"^^\u003chttp://www.w3.org/2001/XMLSchema#dateTime\u003e"}`
	if got != want {
		t.Errorf("got %s", got)
	}
}

// node puts a program of that name, which is a script of the shell, before the
// real one.
func node(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("shell not found: run this on Unix")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "node"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

// What a peer throws is what its error says.
func TestDeadPeer(t *testing.T) {
	node(t, `printf '%s\n' 'file:///x.mjs:1' '' 'TypeError: no such luck' '  at x.mjs' >&2; exit 1`)
	p := Peer{Name: "Dead", Script: "dead"}
	if _, err := p.Serve(t.Context(), "cache", "nowhere"); err == nil || !strings.Contains(err.Error(), "TypeError: no such luck") {
		t.Errorf("starts: %v", err)
	}
	if _, err := p.Do(t.Context(), "cache", "load"); err == nil || !strings.Contains(err.Error(), "TypeError: no such luck") {
		t.Errorf("loads: %v", err)
	}
}

// A peer answers, complains of a question, and dies, which it is forgiven no more.
func TestServer(t *testing.T) {
	node(t, `echo '{"ready": true}'
read line; echo '{"micros": [1.5, 2000], "answers": [{"rows": ["b", "a"], "count": 0}, {"count": 7}]}'
read line; echo '{"error": "not that one"}'
read line; echo 'Error: gone' >&2`)
	s, err := Peer{Name: "Quick", Script: "quick"}.Serve(t.Context(), "cache", "nowhere")
	if err != nil {
		t.Fatal(err)
	}
	ask := func() (measure.Times, []questions.Plain, error) {
		return s.Ask(questions.Signed, []events.Parameters{{Entity: "http://annals.example/agreement/1"}}, time.Second, true)
	}
	times, answers, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(measure.Times{1500, 2 * time.Millisecond}, times); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]questions.Plain{{Rows: []string{"a", "b"}}, {Count: 7}}, answers); diff != "" {
		t.Error(diff)
	}
	if _, _, err := ask(); err == nil || err.Error() != "Quick: not that one" {
		t.Errorf("complains: %v", err)
	}
	for range 2 {
		if _, _, err := ask(); err == nil || !strings.Contains(err.Error(), "Error: gone") {
			t.Errorf("dies: %v", err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("dies twice: %v", err)
	}
}

func TestInstalled(t *testing.T) {
	dir := t.TempDir()
	p := Peer{Package: "@some/database@1.2.3"}
	manifest := filepath.Join(dir, "node_modules", "@some", "database", "package.json")
	if err := os.MkdirAll(filepath.Dir(manifest), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want bool
	}{{`{"version": "1.2.3"}`, true}, {`{"version": "1.2.4"}`, false}, {`{`, false}} {
		if err := os.WriteFile(manifest, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := p.installed(dir); got != c.want {
			t.Errorf("%s is installed: %v", c.text, got)
		}
	}
}
