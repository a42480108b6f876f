package lint

import (
	"fmt"
	"slices"
	"strings"
)

// A layer is one package, why it is there, and what of this module it may
// import: all that stands in lower rows, or only what is listed.
type layer struct {
	pkg  string
	why  string
	only []string
}

// none is for packages that stand on nothing of ours.
var none = []string{}

// layers are the packages of this module in rows, from the programs down to
// what knows nothing of the rest. A package imports only from rows below its
// own, so neighbours do not lean on each other. Tests may import anything, and
// nothing else imports what only tests see (the first row).
var layers = [][]layer{
	{
		{"cmd/annals", "the program; main hands the arguments and streams on", []string{"internal/cli"}},
		{"internal/bench", "measures the store beside others; make bench", nil},
		{"internal/headless", "pages as people see them, in a browser, for tests", none},
		{"internal/lint", "the rules of this code base, as tests", none},
		{"internal/rdfio/rdfiotest", "others' readers of RDF, and what is hard to write, for tests", nil},
		{"internal/rdfio/yamlld/yamlldtest", "a second reader of YAML-LD, for tests to compare with", nil},
		{"internal/server/browsertest", "what people see of a server, as tests", none},
		{"internal/testsum", "runs the tests and counts aloud what was skipped", none},
	},
	{
		{"internal/bench/peers", "the benchmark's questions, put to engines of others", nil},
		{"internal/cli", "the commands, one file each", nil},
	},
	{
		{"internal/bench/load", "an HTTP server, asked over many connections", nil},
		{"internal/server", "a dataset on the web: which address is answered by what", nil},
	},
	{
		{"internal/server/cayleyapi", "Cayley's HTTP API, for its clients and its web UI", nil},
		{"internal/bench/chart", "bars and curves as SVG", none},
		{"internal/bench/measure", "times, and what a process needs", none},
		{"internal/bench/questions", "the benchmark's questions, as Go, paths and Gizmo", nil},
		{"internal/bench/stores", "the stores that Cayley brings, for the benchmark", nil},
	},
	{
		{"internal/check", "what is wrong with a dataset", nil},
		{"internal/sandbox", "free queries of others, in disposable workers", nil},
		{"internal/render", "a table as text, JSON, CSV, Markdown", nil},
		{"internal/web", "the pages, as HTML that is whole without scripts", []string{"graph", "graph/edtf", "internal/address", "internal/topics", "queries"}},
	},
	{
		{"graph", "the public front door: claims, questions, export", nil},
	},
	{
		{"graph/cayley", "a snapshot as Cayley's store, and the languages that run on it", []string{"graph/snapshot", "graph/edtf"}},
		{"internal/dataset", "a whole dataset, from a folder, a file or a stream", nil},
		{"graph/cayley/ui", "Cayley's web UI, from the binary alone", none},
		{"queries", "the named questions and what their head comments say", none},
		{"data", "the curated datasets, embedded", none},
	},
	{
		{"internal/bench/events", "the generated graph, and what to ask of it", nil},
		{"internal/server/observe", "what an operator sees of a server", []string{"internal/server/guard"}},
	},
	{
		{"internal/rdfio/jsonld", "JSON-LD, written", nil},
		{"internal/rdfio/turtle", "Turtle and TriG, written", nil},
	},
	{
		{"internal/rdfio/nquads", "N-Quads and N-Triples, read strictly and written canonically", nil},
		{"internal/rdfio/yamlld", "YAML-LD, with the place of every statement", nil},
	},
	{
		{"internal/rdfio", "what readers and writers share: a statement and its place", nil},
	},
	{
		{"graph/snapshot", "one dataset as one immutable file", nil},
	},
	{
		{"internal/server/negotiate", "which media type an answer has", none},
		{"internal/server/deploy", "what an operator starts from: a unit, a container file, proxies", none},
		{"internal/server/guard", "what stands in front of every route of a server", none},
		{"internal/topics", "the longer texts about the program", none},
		{"internal/address", "at which path of a server a thing stands", none},
		{"internal/spelling", "how far apart two spellings are", none},
		{"graph/edtf", "dates as the field writes them, and the days they may mean", none},
	},
}

// followsLayers holds imports against the rows.
func followsLayers(rows [][]layer) rule {
	return func(tr *tree) (findings []string) {
		rowOf, known := map[string]int{}, map[string]layer{}
		for i, row := range rows {
			for _, l := range row {
				rowOf[l.pkg], known[l.pkg] = i, l
				if strings.TrimSpace(l.why) == "" {
					findings = append(findings, fmt.Sprintf("%s: layers gives no reason for it: add one", l.pkg))
				}
			}
		}
		for _, p := range tr.packages {
			from, ok := known[p.path]
			if !ok {
				findings = append(findings, fmt.Sprintf(
					"%s: package is missing in layers: add it to internal/lint/layers_test.go, in its row, with its reason", p.path))
				continue
			}
			delete(known, p.path)
			for _, f := range p.files {
				if !f.test {
					findings = append(findings, tr.climbing(f, from, rowOf)...)
				}
			}
		}
		for _, row := range rows {
			for _, l := range row {
				if _, gone := known[l.pkg]; gone {
					findings = append(findings, fmt.Sprintf("%s: layers lists a package that is not there: take it out", l.pkg))
				}
			}
		}
		return findings
	}
}

// climbing reports the imports of a file that its layer does not allow.
func (tr *tree) climbing(f *file, from layer, rowOf map[string]int) (findings []string) {
	for _, spec := range f.Imports {
		to, ok := tr.own(importPath(spec))
		if !ok {
			continue
		}
		row, listed := rowOf[to]
		switch {
		case from.only != nil && !slices.Contains(from.only, to):
			findings = append(findings, tr.finding(spec.Pos(), "%s may not import %s: layers allows it only %q", from.pkg, to, from.only))
		case listed && row <= rowOf[from.pkg]:
			findings = append(findings, tr.finding(spec.Pos(), "%s may not import %s: it does not stand below it in layers", from.pkg, to))
		}
	}
	return findings
}

var smallLayers = followsLayers([][]layer{
	{{"top", "shows", nil}, {"side", "writes", []string{"low"}}},
	{{"middle", "thinks", nil}},
	{{"low", "knows", none}},
})

var layerExamples = []example{
	{
		about: "down, and anything in a test",
		check: smallLayers,
		files: map[string]string{
			"top/top.go":        `package top; import _ "annals.example/middle"`,
			"side/side.go":      `package side; import _ "annals.example/low"`,
			"middle/m.go":       `package middle; import ( _ "fmt"; _ "annals.example/low" )`,
			"low/low.go":        `package low; import _ "github.com/cayleygraph/quad"`,
			"low/low_test.go":   `package low_test; import _ "annals.example/top"`,
			"top/more.go":       `package top; import _ "annals.example/low"`,
			"low/testdata/x.go": `package x; import _ "annals.example/top"`,
		},
	},
	{
		about: "up, sideways, and past a list",
		check: smallLayers,
		files: map[string]string{
			"top/top.go":   "package top\n\nimport _ \"annals.example/side\"",
			"side/side.go": `package side; import _ "annals.example/middle"`,
			"middle/m.go":  `package middle; import _ "annals.example/top"`,
			"low/low.go":   "package low",
		},
		want: []string{
			"middle/m.go:1: middle may not import top: it does not stand below it",
			`side/side.go:1: side may not import middle: layers allows it only ["low"]`,
			"top/top.go:3: top may not import side: it does not stand below it",
		},
	},
	{
		about: "a package that nobody listed, and one that is gone",
		check: smallLayers,
		files: map[string]string{
			"top/top.go":   "package top",
			"side/side.go": "package side",
			"low/low.go":   "package low",
			"new/new.go":   "package fresh",
		},
		want: []string{
			"new: package is missing in layers: add it",
			"middle: layers lists a package that is not there",
		},
	},
	{
		about: "no reason given",
		check: followsLayers([][]layer{{{"low", " ", nil}}}),
		files: map[string]string{"low/low.go": "package low"},
		want:  []string{"low: layers gives no reason"},
	},
}
