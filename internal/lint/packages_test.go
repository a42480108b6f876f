package lint

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// saysWhatItIsFor wants one package comment for each package, in the form that
// go doc shows.
func saysWhatItIsFor(tr *tree) (findings []string) {
	for _, p := range tr.packages {
		var commented []*file
		for _, f := range p.files {
			if f.Doc != nil && (!f.test || p.onlyTests()) {
				commented = append(commented, f)
			}
		}
		name := p.name()
		switch {
		case len(commented) == 0:
			findings = append(findings, fmt.Sprintf(
				"%s: no package comment: say what it is for, and what it leaves to others", p.path))
		case len(commented) > 1:
			findings = append(findings, tr.finding(commented[1].Doc.Pos(),
				"a second package comment: the first is in %s", commented[0].name))
		case name == "main":
			program := path.Base(p.path)
			titled := strings.ToUpper(program[:1]) + program[1:]
			if text := commented[0].Doc.Text(); !strings.HasPrefix(text, "Command "+program+" ") && !strings.HasPrefix(text, titled+" ") {
				findings = append(findings, tr.finding(commented[0].Doc.Pos(),
					"the package comment does not begin %q or %q", "Command "+program+" ", titled+" "))
			}
		case !strings.HasPrefix(commented[0].Doc.Text(), "Package "+name+" "):
			findings = append(findings, tr.finding(commented[0].Doc.Pos(),
				"the package comment does not begin %q", "Package "+name+" "))
		}
	}
	return findings
}

func (p *pkg) onlyTests() bool {
	return !slices.ContainsFunc(p.files, func(f *file) bool { return !f.test })
}

func (p *pkg) name() string {
	for _, f := range p.files {
		if !f.test {
			return f.Name.Name
		}
	}
	return strings.TrimSuffix(p.files[0].Name.Name, "_test")
}

var commentExamples = []example{
	{
		about: "a comment",
		files: map[string]string{
			"low/doc.go":         "// Package low knows.\npackage low",
			"low/low.go":         "package low",
			"low/low_test.go":    "// Tests may say something too.\npackage low",
			"cmd/say/main.go":    "// Command say says.\npackage main",
			"cmd/ask/main.go":    "// Ask asks.\npackage main",
			"rules/rule_test.go": "// Package rules has tests only.\npackage rules_test",
		},
	},
	{
		about: "none, two, and others that go doc would not show well",
		files: map[string]string{
			"bare/bare.go":       "package bare",
			"bare/bare_test.go":  "// Package bare is told in a test.\npackage bare",
			"cmd/say/main.go":    "// The main program.\npackage main",
			"loose/loose.go":     "// Package loose is one line too far.\n\npackage loose",
			"twice/a.go":         "// Package twice is told.\npackage twice",
			"twice/b.go":         "// Package twice is told again.\npackage twice",
			"wrong/wrong.go":     "// Package right is another.\npackage wrong",
			"testdata/hidden.go": "package hidden",
		},
		want: []string{
			"bare: no package comment",
			"cmd/say/main.go:1: the package comment does not begin \"Command say \" or \"Say \"",
			"loose: no package comment",
			"twice/b.go:1: a second package comment: the first is in twice/a.go",
			"wrong/wrong.go:1: the package comment does not begin \"Package wrong \"",
		},
	},
}

// leftovers are names that say nothing of what a package is for, so that
// everything ends up in it.
var leftovers = []string{"common", "helper", "helpers", "misc", "util", "utils"}

func isNamedForItsUse(tr *tree) (findings []string) {
	for _, p := range tr.packages {
		for _, name := range []string{path.Base(p.path), p.name()} {
			if slices.Contains(leftovers, strings.ToLower(name)) {
				findings = append(findings, fmt.Sprintf("%s: a package named %s: name it for what it gives", p.path, name))
				break
			}
		}
	}
	return findings
}

var nameExamples = []example{
	{
		about: "a name with a meaning",
		files: map[string]string{"graph/utilities/steam.go": "package utilities"},
	},
	{
		about: "names without one",
		files: map[string]string{
			"graph/util/util.go": "package util",
			"dates/dates.go":     "package helpers",
		},
		want: []string{"dates: a package named helpers", "graph/util: a package named util"},
	},
}

// hasNoInit finds what would run before main and in every importer's tests.
func hasNoInit(tr *tree) (findings []string) {
	for _, p := range tr.packages {
		for _, f := range p.files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					findings = append(findings, tr.finding(fn.Pos(), "init: give what is needed to what needs it"))
				}
			}
		}
	}
	return findings
}

var initExamples = []example{
	{
		about: "a method of that name",
		files: map[string]string{"low/low.go": "package low\n\ntype t int\n\nfunc (t) init() {}"},
	},
	{
		about: "init, also in a test",
		files: map[string]string{
			"low/low.go":      "package low\n\nfunc init() {}",
			"low/low_test.go": "package low\n\nfunc init() {}",
		},
		want: []string{"low/low.go:3: init", "low/low_test.go:3: init"},
	},
}
