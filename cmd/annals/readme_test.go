package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"annals.example/internal/cli"
)

var update = flag.Bool("update", false, "write what the commands of the documentation print into it")

// shown is a block of commands and what they print: lines that begin with "$ ",
// each followed by its output. A line "…" stands for lines that are left out.
var shown = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestDocumentation runs every command that the documents show and wants the
// output that they show.
func TestDocumentation(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("COLUMNS", "80")
	t.Setenv("NO_COLOR", "1")
	t.Chdir(root)
	for _, name := range []string{"README.md", "data/soviet-mongolian/README.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		commands := 0
		now := shown.ReplaceAllFunc(text, func(block []byte) []byte {
			inner := string(shown.FindSubmatch(block)[1])
			commands += strings.Count("\n"+inner, "\n$ ")
			return []byte("```console\n" + replay(t, inner) + "```")
		})
		if commands == 0 && name == "README.md" {
			t.Errorf("%s shows no command", name)
		}
		if *update {
			if err := os.WriteFile(name, now, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// replay runs the commands of a block and gives the block with what they print.
func replay(t *testing.T, block string) string {
	var out strings.Builder
	for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		got := run(t, command)
		out.WriteString("$ " + command + "\n")
		if matches(got, want) {
			out.WriteString(want)
		} else {
			if !*update {
				t.Errorf("$ %s\ngot:\n%s\nwant:\n%s", command, got, want)
			}
			out.WriteString(got)
		}
		if s := out.String(); !strings.HasSuffix(s, "\n") {
			out.WriteString("\n")
		}
	}
	return out.String()
}

func run(t *testing.T, command string) string {
	args, ok := strings.CutPrefix(command, "annals")
	if !ok {
		t.Fatalf("%q is no command of ours", command)
	}
	var out, mistakes bytes.Buffer
	code := cli.Main(words(args), strings.NewReader(""), &out, &mistakes)
	if code != 0 {
		return out.String() + mistakes.String()
	}
	return out.String()
}

// words splits a command as a shell does, with double quotes.
func words(line string) []string {
	var all []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			all = append(all, part)
		} else {
			all = append(all, strings.Fields(part)...)
		}
	}
	return all
}

// matches compares line by line, without spaces at the end; a line "…" stands for
// any number of lines.
func matches(got, want string) bool {
	pattern := "(?s)^"
	for _, line := range strings.Split(strings.TrimRight(want, "\n"), "\n") {
		if line == "…" {
			pattern += "(?:[^\n]*\n)*?"
			continue
		}
		pattern += regexp.QuoteMeta(strings.TrimRight(line, " ")) + " *\n"
	}
	return regexp.MustCompile(pattern + "\n*$").MatchString(strings.TrimRight(got, "\n") + "\n")
}
