package nquads

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio"
)

// unmet are the tests of the W3C that we fail, with the reason. All are met.
var unmet = map[string]string{}

// shared is a folder of the test suites, which lie beside the project.
func shared(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("ANNALS_SUITES")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s not found: set ANNALS_SUITES", name)
	}
	return dir
}

// readAll reads to the end, going on after syntax errors.
func readAll(r *Reader) (statements []rdfio.Statement, faults []error) {
	for {
		s, err := r.Read()
		if err == nil {
			statements = append(statements, s)
			continue
		}
		if err == io.EOF {
			return statements, faults
		}
		faults = append(faults, err)
		if _, ok := err.(*rdfio.SyntaxError); !ok {
			return statements, faults
		}
	}
}

// roundTrip writes what was read and wants to read the same quads again.
func roundTrip(t *testing.T, statements []rdfio.Statement) []byte {
	t.Helper()
	var data []byte
	for _, s := range statements {
		var err error
		if data, err = AppendQuad(data, s.Quad); err != nil {
			t.Fatalf("%s: what was read cannot be written: %v", s.At, err)
		}
	}
	again, faults := readAll(NewReader(bytes.NewReader(data), "again", Options{}))
	if faults != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", faults, data)
	}
	if len(again) != len(statements) {
		t.Fatalf("wrote %d quads, read %d\n%s", len(statements), len(again), data)
	}
	for i := range again {
		if diff := cmp.Diff(statements[i].Quad, again[i].Quad); diff != "" {
			t.Errorf("%s: written and read again (-before +after):\n%s", statements[i].At, diff)
		}
	}
	return data
}

var (
	listed = regexp.MustCompile(`(?m)^\s+<#([^>]+)>\s*$`)
	entry  = regexp.MustCompile(`(?s)<#([^>]+)> (?:a|rdf:type) rdft:Test\w+(Positive|Negative)Syntax ;.*?mf:action\s+<([^>]+)>`)
)

func TestW3C(t *testing.T) {
	for _, suite := range []struct {
		name    string
		options Options
	}{
		{"rdf-n-quads", Options{}},
		{"rdf-n-triples", Options{Triples: true}},
	} {
		t.Run(suite.name, func(t *testing.T) {
			dir := shared(t, "w3c/"+suite.name)
			manifest, err := os.ReadFile(filepath.Join(dir, "manifest.ttl"))
			if err != nil {
				t.Fatal(err)
			}
			entries := entry.FindAllSubmatch(manifest, -1)
			if want := len(listed.FindAll(manifest, -1)); len(entries) != want || want == 0 {
				t.Fatalf("understood %d tests of the %d that the manifest lists", len(entries), want)
			}
			for _, e := range entries {
				id := suite.name + "#" + string(e[1])
				t.Run(string(e[1]), func(t *testing.T) {
					data, err := os.ReadFile(filepath.Join(dir, string(e[3])))
					if err != nil {
						t.Fatal(err)
					}
					statements, faults := readAll(NewReader(bytes.NewReader(data), string(e[3]), suite.options))
					met := (faults == nil) == (string(e[2]) == "Positive")
					if reason, ok := unmet[id]; ok && met {
						t.Fatalf("passes now: take it from the list (%s)", reason)
					} else if ok {
						return
					}
					if !met {
						t.Fatalf("%s test, but reading gave %d statements and the errors %v", e[2], len(statements), faults)
					}
					roundTrip(t, statements)
				})
			}
		})
	}
}

// readFile reads a file without mistakes, and gives its bytes as well.
func readFile(t *testing.T, file string) ([]rdfio.Statement, []byte) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	statements, faults := readAll(NewReader(bytes.NewReader(data), filepath.Base(file), Options{}))
	if faults != nil {
		t.Fatal(faults)
	}
	return statements, data
}

// The suite for canonicalisation has two uses here: every input must be read,
// and every expected output is canonical N-Quads in canonical order.
func TestCanonicalForm(t *testing.T) {
	dir := shared(t, "w3c/rdf-canon/tests/rdfc10")
	inputs, err := filepath.Glob(filepath.Join(dir, "*-in.nq"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs in the suite: %v", err)
	}
	outputs, err := filepath.Glob(filepath.Join(dir, "*-rdfc10.nq"))
	if err != nil || len(outputs) == 0 {
		t.Fatalf("no outputs in the suite: %v", err)
	}
	for _, file := range inputs {
		t.Run(filepath.Base(file), func(t *testing.T) {
			statements, _ := readFile(t, file)
			roundTrip(t, statements)
		})
	}
	for _, file := range outputs {
		t.Run(filepath.Base(file), func(t *testing.T) {
			statements, data := readFile(t, file)
			if diff := cmp.Diff(string(data), string(roundTrip(t, statements))); diff != "" {
				t.Errorf("not the canonical form (-suite +ours):\n%s", diff)
			}
			if !slices.IsSortedFunc(statements, func(a, b rdfio.Statement) int { return CompareQuads(a.Quad, b.Quad) }) {
				t.Error("CompareQuads does not give the suite's order")
			}
		})
	}
}

// The N-Quads in which the authoring format was tried.
func TestOwnData(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "design/format"), "*.nq"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no N-Quads in design/format: %v", err)
	}
	for _, file := range files {
		statements, data := readFile(t, file)
		if diff := cmp.Diff(string(data), string(roundTrip(t, statements))); diff != "" {
			t.Errorf("%s (-file +ours):\n%s", filepath.Base(file), diff)
		}
	}
}
