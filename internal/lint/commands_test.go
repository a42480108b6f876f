package lint

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

const (
	program     = "annals"
	commandPath = "internal/cli"
	scriptFiles = "cmd/annals/testdata/script/*.txtar"
)

// scriptsCommands wants every command run by at least one script, as people
// type it. Commands are the cobra.Command literals of internal/cli.
func scriptsCommands(tr *tree) (findings []string) {
	scripted := tr.scripted()
	count := 0
	for _, p := range tr.packages {
		if !within(p.path, commandPath) {
			continue
		}
		for _, f := range p.files {
			if f.test {
				continue
			}
			ast.Inspect(f.File, func(n ast.Node) bool {
				literal, ok := n.(*ast.CompositeLit)
				if !ok || !isCommand(literal.Type) {
					return true
				}
				count++
				typed := asTyped(literal)
				switch {
				case typed == nil:
					findings = append(findings, tr.finding(literal.Pos(), "a command whose Use is no literal: its script cannot be found"))
				case !slices.ContainsFunc(typed, func(t string) bool { return scripted[t] }):
					findings = append(findings, tr.finding(literal.Pos(), "no script runs it: add a line %q to one of %s", "exec "+typed[0], scriptFiles))
				}
				return true
			})
		}
	}
	if count == 0 {
		findings = append(findings, fmt.Sprintf("%s: no cobra.Command found: look where the commands went", commandPath))
	}
	return findings
}

func isCommand(t ast.Expr) bool {
	selector, ok := t.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Command" {
		return false
	}
	x, ok := selector.X.(*ast.Ident)
	return ok && x.Name == "cobra"
}

// asTyped gives what a person may type to run a command: "annals ask", "annals"
// alone for the root, and for one that does nothing by itself also "annals help
// dates", since cobra shows such a command as a help topic. It is nil where the
// name cannot be read.
func asTyped(command *ast.CompositeLit) []string {
	use, runs := "", false
	for _, element := range command.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch types.ExprString(pair.Key) {
		case "Use":
			use, _, _ = strings.Cut(leftmost(pair.Value), " ")
		case "Run", "RunE":
			runs = true
		}
	}
	switch {
	case use == "":
		return nil
	case use == program:
		return []string{program}
	case runs:
		return []string{program + " " + use}
	}
	return []string{program + " " + use, program + " help " + use}
}

// leftmost gives the literal text that an expression begins with, "" for none.
func leftmost(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return leftmost(e.X)
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value) // the parser took it
			return text
		}
	}
	return ""
}

var execLine = regexp.MustCompile(`(?m)^(?:\[[^\]]*\] *)*(?:[!?] +)?exec +` + program + `(?: +([\w-]+))?(?: +([\w-]+))?`)

// scripted gives what the scripts run, each both with its first word and with
// its first two: "annals help", "annals help dates".
func (tr *tree) scripted() map[string]bool {
	found := map[string]bool{}
	for _, name := range tr.glob(scriptFiles) {
		text, err := fs.ReadFile(tr.root, name)
		if err != nil {
			continue // then nothing in it counts
		}
		for _, words := range execLine.FindAllSubmatch(txtar.Parse(text).Comment, -1) {
			found[program] = true
			found[program+" "+string(words[1])] = true
			found[program+" "+string(words[1])+" "+string(words[2])] = true
		}
	}
	return found
}

func (tr *tree) glob(pattern string) []string {
	names, err := fs.Glob(tr.root, pattern)
	if err != nil {
		panic(err) // our own pattern is malformed
	}
	return names
}

const smallProgram = `package cli

import "github.com/spf13/cobra"

func commands() []*cobra.Command {
	return []*cobra.Command{
		&cobra.Command{Use: "annals COMMAND"},
		&cobra.Command{Use: "ask [QUESTION]", RunE: nil},
		&cobra.Command{Use: "find" + " WORDS", Run: nil},
		&cobra.Command{Use: "dates", Long: "how dates are written"},
	}
}
`

var commandExamples = []example{
	{
		about: "each is run",
		files: map[string]string{
			"internal/cli/cli.go": smallProgram,
			"cmd/annals/testdata/script/a.txtar": "# ask first\nexec annals ask who-signed\nstdout Genden\n" +
				"! exec annals find\n[unix] exec annals help dates\n",
		},
	},
	{
		about: "one only in a comment and a file, one by a longer name, one not at all",
		files: map[string]string{
			"internal/cli/cli.go":                smallProgram,
			"cmd/annals/testdata/script/a.txtar": "# exec annals ask\nexec annals finder\n-- notes --\nexec annals find\n",
		},
		want: []string{
			`cli.go:8: no script runs it: add a line "exec annals ask"`,
			`cli.go:9: no script runs it: add a line "exec annals find"`,
			`cli.go:10: no script runs it: add a line "exec annals dates"`,
		},
	},
	{
		about: "a name that cannot be read",
		files: map[string]string{
			"internal/cli/cli.go": "package cli\n\nvar c = cobra.Command{Use: name()}",
		},
		want: []string{"cli.go:3: a command whose Use is no literal"},
	},
	{
		about: "no commands where they are looked for",
		files: map[string]string{"internal/commands/ask.go": strings.Replace(smallProgram, "cli", "commands", 1)},
		want:  []string{"internal/cli: no cobra.Command found"},
	},
}
