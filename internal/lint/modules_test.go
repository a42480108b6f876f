package lint

import (
	"fmt"
	"strings"
)

// A module is an outside dependency, the one package of ours that knows it
// (with what lies below that package), and what it is for.
type module struct {
	path  string
	owner string
	why   string
}

const (
	everyone = "*"     // any package may import it
	tests    = "tests" // no package may, only tests

	benchmarks = "internal/bench" // compares what others keep apart
)

// modules are all the outside modules that this one imports. A module with one
// owner can be replaced by changing one package. Tests and benchmarks are free
// to use any that is listed.
var modules = []module{
	{"github.com/cayleygraph/quad", everyone, "the currency: a quad and its values"},
	{"github.com/cayleygraph/cayley", "graph/cayley", "the graph engine and its query languages"},
	{"github.com/hidal-go/hidalgo", benchmarks, "the databases below Cayley's stores, to compare with"},
	{"github.com/piprate/json-gold", "internal/rdfio/yamlld", "JSON-LD: contexts, and the second opinion in tests"},
	{"go.yaml.in/yaml/v4", "internal/rdfio/yamlld", "YAML nodes with their places"},
	{"github.com/spf13/cobra", "internal/cli", "commands, flags, help and completion"},
	{"github.com/spf13/pflag", "internal/cli", "cobra's own flags"},
	{"golang.org/x/sys", everyone, "what the standard library lacks of the system: the width of a terminal"},
	{"golang.org/x/text", everyone, "names compared without case and diacritics, and languages by their names: the standard library has no such tables"},
	{"github.com/landlock-lsm/go-landlock", "internal/sandbox", "Landlock: a worker without files and ports"},
	{"github.com/elastic/go-seccomp-bpf", "internal/sandbox", "seccomp: a worker with the system calls that it needs"},
	{"golang.org/x/time", "internal/server/guard", "how many requests a client may send: the standard library has no token bucket"},
	{"github.com/prometheus/client_golang", "internal/server/observe", "figures for operators, in the form that they collect"},
	{"github.com/prometheus/common", tests, "Prometheus's own parser, for what it would read"},
	{"github.com/chromedp/chromedp", "internal/headless", "pages as a browser sees them, and what it lets a hostile page do"},
	{"github.com/chromedp/cdproto", "internal/headless", "what the browser's protocol calls its events"},
	{"github.com/google/go-cmp", tests, "differences that a person can read"},
	{"golang.org/x/net", tests, "a page read as browsers read it"},
	{"github.com/rogpeppe/go-internal", tests, "the command line tested as people use it; stories in one file"},
	{"github.com/tggo/goRDFlib", tests, "a reader of Turtle and TriG that nobody here wrote"},
	{"github.com/santhosh-tekuri/jsonschema/v5", tests, "a second opinion on the JSON Schema of the dataset's files"},
}

// respectsOwners holds the imports of outside modules against their owners.
func respectsOwners(table []module) rule {
	return func(tr *tree) (findings []string) {
		unused := map[string]bool{}
		for _, m := range table {
			unused[m.path] = true
			if strings.TrimSpace(m.why) == "" {
				findings = append(findings, fmt.Sprintf("%s: modules does not say what it is for: add it", m.path))
			}
		}
		for _, p := range tr.packages {
			for _, f := range p.files {
				findings = append(findings, tr.trespassing(p, f, table, unused)...)
			}
		}
		for _, m := range table {
			if unused[m.path] {
				findings = append(findings, fmt.Sprintf("%s: modules lists it and nothing imports it: take it out", m.path))
			}
		}
		return findings
	}
}

// trespassing reports the imports of a file that belong to another package, and
// notes in unused what it imports.
func (tr *tree) trespassing(p *pkg, f *file, table []module, unused map[string]bool) (findings []string) {
	for _, spec := range f.Imports {
		imported := importPath(spec)
		if _, ours := tr.own(imported); ours || isStandard(imported) {
			continue
		}
		m, ok := ownedBy(table, imported)
		delete(unused, m.path)
		switch {
		case !ok:
			findings = append(findings, tr.finding(spec.Pos(),
				"%s is missing in modules: add it to internal/lint/modules_test.go, with its owner and what it is for", tr.moduleOf(imported)))
		case f.test || m.owner == everyone || within(p.path, m.owner):
		case m.owner != tests && within(p.path, benchmarks):
		case m.owner == tests:
			findings = append(findings, tr.finding(spec.Pos(), "%s is for tests only", m.path))
		default:
			findings = append(findings, tr.finding(spec.Pos(), "%s belongs to %s: ask that package instead", m.path, m.owner))
		}
	}
	return findings
}

// isStandard says whether a package is Go's own: the first element of any
// other has a dot.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func ownedBy(table []module, imported string) (m module, ok bool) {
	for _, candidate := range table {
		if within(imported, candidate.path) && len(candidate.path) > len(m.path) {
			m, ok = candidate, true
		}
	}
	return m, ok
}

// moduleOf names the module of go.mod that a package is of, or the package
// where go.mod does not say.
func (tr *tree) moduleOf(imported string) string {
	found := ""
	for _, required := range tr.requires {
		if within(imported, required) && len(required) > len(found) {
			found = required
		}
	}
	if found == "" {
		return imported
	}
	return found
}

var smallModules = respectsOwners([]module{
	{"example.org/engine", "low", "turns"},
	{"example.org/engine/parts", everyone, "fit anywhere"},
	{"example.org/compare", tests, "compares"},
})

var moduleExamples = []example{
	{
		about: "owners, what lies below them, what is free, tests and benchmarks",
		check: smallModules,
		files: map[string]string{
			"low/low.go":          `package low; import ( _ "fmt"; _ "example.org/engine/run" )`,
			"low/deep/deep.go":    `package deep; import _ "example.org/engine"`,
			"top/top.go":          `package top; import ( _ "annals.example/low"; _ "example.org/engine/parts/small" )`,
			"top/top_test.go":     `package top; import ( _ "example.org/engine"; _ "example.org/compare" )`,
			"lower/own.go":        `package lower`,
			"internal/bench/b.go": `package bench; import _ "example.org/engine"`,
			"top/testdata/no.go":  `package no; import _ "example.org/unheard"`,
		},
	},
	{
		about: "another's module, a test's, and one that is not listed",
		check: smallModules,
		files: map[string]string{
			"go.mod":          "module annals.example\n\nrequire (\n\texample.org/new/v2 v2.0.0 // indirect\n)\n",
			"low/low.go":      `package low; import _ "example.org/compare"`,
			"lower/lower.go":  `package lower; import _ "example.org/engine"`,
			"top/top_test.go": `package top; import _ "example.org/new/v2/deep"`,
		},
		want: []string{
			"low/low.go:1: example.org/compare is for tests only",
			"lower/lower.go:1: example.org/engine belongs to low",
			"top/top_test.go:1: example.org/new/v2 is missing in modules: add it",
			"example.org/engine/parts: modules lists it and nothing imports it",
		},
	},
	{
		about: "no reason given",
		check: respectsOwners([]module{{"example.org/engine", everyone, ""}}),
		files: map[string]string{"low/low.go": `package low; import _ "example.org/engine"`},
		want:  []string{"example.org/engine: modules does not say what it is for"},
	},
}
