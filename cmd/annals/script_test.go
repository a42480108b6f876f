package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"annals.example/data"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"annals": main})
}

// TestScript runs the scripts of testdata/script, in which annals is used as
// people use it: with a shell's arguments, files, pipes and exit codes.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "80")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "words": wordsInto},
	})
}

// exits runs a command and wants the exit code that stands before it, as in
// "exits 4 annals show nobody". What it prints is looked at as after exec.
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

// wordsInto lays the context and the vocabulary of the embedded dataset into
// directories, as in "words peace", so that a script can write a dataset there.
func wordsInto(ts *testscript.TestScript, negated bool, dirs []string) {
	if negated || len(dirs) == 0 {
		ts.Fatalf("usage: words DIRECTORY...")
	}
	for _, dir := range dirs {
		for _, name := range []string{"context.yaml", "vocabulary.yaml"} {
			text, err := fs.ReadFile(data.SovietMongolian(), name)
			ts.Check(err)
			ts.Check(os.WriteFile(ts.MkAbs(filepath.Join(dir, name)), text, 0o600))
		}
	}
}
