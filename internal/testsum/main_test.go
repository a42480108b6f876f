package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is shown into the story")

// What differs from run to run, and from one version of Go to the next.
var (
	seconds = regexp.MustCompile(`\d+\.\d+s`)
	stack   = regexp.MustCompile(`(?s)(panic: [^\n]*\n).*?(FAIL\t)`)
)

func TestSummary(t *testing.T) {
	file, err := filepath.Abs("testdata/modules.txtar")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(module(t, archive))
	// One package at a time, so that they come in order; some tests fail.
	events, _ := exec.Command("go", "test", "-json", "-p=1", "./...").Output()
	for i, f := range archive.Files {
		words := strings.Fields(f.Name)
		if words[0] != "summary" {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			got := summarise(t, events, words[1:])
			if *update {
				archive.Files[i].Data = []byte(got)
			} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// module writes the files of a story, without what is to be shown.
func module(t *testing.T, archive *txtar.Archive) (dir string) {
	t.Helper()
	kept := &txtar.Archive{Files: slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool {
		return strings.HasPrefix(f.Name, "summary ")
	})}
	dir = t.TempDir()
	if err := txtar.Write(kept, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// summarise shows the events of some packages, and the exit code.
func summarise(t *testing.T, events []byte, args []string) string {
	t.Helper()
	all := args[0] == "-all"
	var chosen bytes.Buffer
	for line := range bytes.Lines(events) {
		for _, pkg := range args {
			if bytes.Contains(line, []byte(`"m/`+pkg)) {
				chosen.Write(line)
			}
		}
	}
	var out strings.Builder
	s := newSummary(&out, all)
	if err := s.read(&chosen); err != nil {
		t.Fatal(err)
	}
	code := map[int]string{0: "passes", 1: "fails"}[s.close()]
	text := seconds.ReplaceAllString(out.String()+code+"\n", "0.00s")
	return stack.ReplaceAllString(text, "$1…\n$2")
}

func TestGoTestThatTestsNothing(t *testing.T) {
	for _, args := range [][]string{{"./nowhere"}, {"-no-such-flag"}, {"-run", "^$", "."}} {
		var out strings.Builder
		if code := run(args, false, &out, io.Discard); code != 1 {
			t.Errorf("go test %q: exit %d, want 1", args, code)
		}
		if !strings.HasSuffix("\n"+out.String(), "\ntests: 0 passed, 1 failed, 0 skipped\n") {
			t.Errorf("go test %q ends:\n%s", args, out.String())
		}
	}
}
