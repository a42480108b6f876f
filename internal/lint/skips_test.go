package lint

import (
	"go/ast"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// missing is the one form of a reason to skip: what is missing, and what to do.
// Program internal/testsum lists and counts every skip, and only one for want
// of the test suites, which says ANNALS_SUITES, is never a failure.
const missing = " not found: "

// skipsAloud wants every skip to give its reason in that form, in tests and in
// scripts.
func skipsAloud(tr *tree) (findings []string) {
	for _, p := range tr.packages {
		for _, f := range p.files {
			ast.Inspect(f.File, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !f.test {
					return true
				}
				selector, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				switch selector.Sel.Name {
				case "SkipNow":
					findings = append(findings, tr.finding(call.Pos(), "a skip without a reason: use Skip"))
				case "Skip", "Skipf":
					if len(call.Args) == 0 || !strings.Contains(leftmost(call.Args[0]), missing) {
						findings = append(findings, tr.finding(call.Pos(), "a skip says %q", "WHAT"+missing+"WHAT TO DO"))
					}
				}
				return true
			})
		}
	}
	return append(findings, tr.skippingScripts()...)
}

var skipLine = regexp.MustCompile(`^(?:\[[^\]]*\] *)*(?:skip|stop)\b`)

func (tr *tree) skippingScripts() (findings []string) {
	for _, name := range tr.glob(scriptFiles) {
		text, err := fs.ReadFile(tr.root, name)
		if err != nil {
			continue // the script itself fails then
		}
		for line := range strings.Lines(string(txtar.Parse(text).Comment)) {
			if skipLine.MatchString(line) && !strings.Contains(line, missing) {
				findings = append(findings, path.Base(name)+`: a script that skips or stops says "WHAT`+missing+`WHAT TO DO"`)
			}
		}
	}
	return findings
}

var skipExamples = []example{
	{
		about: "what is missing and what to do",
		files: map[string]string{
			"low/low.go": "package low\n\nfunc f(r reader) { r.Skip(3) }",
			"low/low_test.go": `package low

func f(t *testing.T) {
	t.Skip("suite not found: set ANNALS_SUITES")
	t.Skipf("%s not found: "+"install it", "chromium")
}
`,
			"cmd/annals/testdata/script/a.txtar": "[!exec:zcat] skip 'zcat not found: install gzip'\n# skip this thought\nexec annals skip\n",
		},
	},
	{
		about: "silent and vague",
		files: map[string]string{
			"low/low_test.go": `package low

func f(t *testing.T) {
	t.SkipNow()
	t.Skip()
	t.Skip("flaky")
	t.Skip(reason)
}
`,
			"cmd/annals/testdata/script/a.txtar": "[windows] skip\nstop\n",
		},
		want: []string{
			"low_test.go:4: a skip without a reason",
			"low_test.go:5: a skip says", "low_test.go:6: a skip says", "low_test.go:7: a skip says",
			"a.txtar: a script that skips or stops says", "a.txtar: a script that skips or stops says",
		},
	},
}
