package yamlld_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"
)

// unmet are the tests of the W3C's suite that we do not pass, and why.
var unmet = map[string]string{
	"cir-scalar-other-2-positive":   "it expects 123.456e78 to be a text, where the core schema and the suite's own cir-scalar-other-1 have a number",
	"one-document-from-stream":      "of a stream we read all documents: to drop the others is a loss that nobody sees",
	"html-and-yaml-streams":         "HTML is not read; the suite's HTML file is not there either",
	"mixed-script-types":            "HTML is not read",
	"html-dedent-needed":            "HTML is not read",
	"html-dedent-not-needed":        "HTML is not read",
	"compact-local-json-ld-context": "we read RDF, and do not compact",
	"compact-local-yaml-ld-context": "we read RDF, and do not compact",
	"flatten":                       "we read RDF, and do not flatten",
	"frame-t0001":                   "we read RDF, and do not frame",
}

// suiteBase is where the suite says that its files are.
const suiteBase = "https://w3c.github.io/yaml-ld/tests/"

type suiteTest struct {
	ID      string          `json:"@id"`
	Types   []string        `json:"@type"`
	Purpose string          `json:"purpose"`
	Input   string          `json:"input"`
	Expect  string          `json:"expect"`
	Error   string          `json:"expectErrorCode"`
	Context json.RawMessage `json:"context"`
}

func TestSuiteOfW3C(t *testing.T) {
	dir := suites(t, "w3c/yaml-ld/tests")
	data, err := os.ReadFile(filepath.Join(dir, "manifest.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Sequence []suiteTest }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, test := range manifest.Sequence {
		name := strings.TrimPrefix(test.ID, "#")
		t.Run(name, func(t *testing.T) {
			problem := test.run(dir)
			reason, listed := unmet[name]
			switch {
			case problem == "" && listed:
				t.Errorf("passes now: take it from the list (%s)", reason)
			case problem != "" && !listed:
				t.Errorf("%s\n%s", test.Purpose, problem)
			case problem == "":
				passed++
			}
		})
	}
	t.Logf("%d of %d passed", passed, len(manifest.Sequence))
	if passed+len(unmet) != len(manifest.Sequence) {
		t.Error("the list of unmet tests names some that the suite has not")
	}
}

// run gives what is wrong, nothing if the test passes. The suite asks for the
// expanded form, which we never have: what is compared is the RDF that both mean.
func (test suiteTest) run(dir string) string {
	if !slices.Contains(test.Types, "jld:ExpandTest") && !slices.Contains(test.Types, "jld:ToRDFTest") {
		return "no test of reading"
	}
	got, problems, err := readSuite(dir, test.Input)
	switch {
	case err != nil:
		return err.Error()
	case test.Error != "" && len(problems) == 0:
		return "no error, expected " + test.Error
	case test.Error != "":
		return ""
	case len(problems) > 0:
		return problems[0].Error()
	}
	want, err := expected(dir, test.Expect)
	if err != nil {
		return err.Error()
	}
	return cmp.Diff(canonical(want), canonical(got))
}

func readSuite(dir, name string) ([]quad.Quad, []*rdfio.SyntaxError, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, nil, err
	}
	statements, problems := yamlld.ReadDocument(data, name, yamlld.DocumentOptions{Base: suiteBase + name, Files: mended{os.DirFS(dir)}})
	var quads []quad.Quad
	for _, s := range statements {
		quads = append(quads, s.Quad)
	}
	return quads, problems, nil
}

// mended is the suite with one file put right: the context of its yaml-schema
// tests has no "@context" above its words, which JSON-LD 1.1 asks of a context
// that is referred to (API, section 5.2, invalid remote context).
type mended struct{ fs.FS }

func (m mended) Open(name string) (fs.File, error) {
	if path.Base(name) != "context.yamlld" {
		return m.FS.Open(name)
	}
	data, err := fs.ReadFile(m.FS, name)
	if err != nil || strings.HasPrefix(string(data), `"@context"`) {
		return m.FS.Open(name)
	}
	return fstest.MapFS{name: {Data: []byte("\"@context\":\n  " + strings.ReplaceAll(string(data), "\n", "\n  "))}}.Open(name)
}

// expected reads what should come out: N-Quads, or an expanded document.
func expected(dir, name string) ([]quad.Quad, error) {
	if !strings.HasSuffix(name, ".nq") {
		quads, problems, err := readSuite(dir, name)
		if len(problems) > 0 {
			return nil, problems[0]
		}
		return quads, err
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return quad.ReadAll(nquads.NewReader(f, true))
}

// canonical gives quads with canonical blank nodes, by json-gold.
func canonical(quads []quad.Quad) string {
	var b strings.Builder
	for _, q := range quads {
		b.WriteString(q.NQuad() + "\n")
	}
	opts := ld.NewJsonLdOptions("")
	opts.InputFormat, opts.Format, opts.Algorithm = "application/n-quads", "application/n-quads", ld.AlgorithmURDNA2015
	out, err := ld.NewJsonLdProcessor().Normalize(b.String(), opts)
	if err != nil {
		return b.String() + err.Error()
	}
	return out.(string)
}
