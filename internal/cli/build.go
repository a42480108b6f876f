package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/check"
	"annals.example/internal/dataset"
)

func (a *app) buildCommand() *cobra.Command {
	var file, memory string
	var keepGoing bool
	cmd := &cobra.Command{
		Use:   "build [PATH...]",
		Short: "Compile a dataset to one snapshot file",
		Long: `Build compiles what stands at the paths, all together, to one file that opens at
once and is asked without being loaded. Its bytes depend on the set of statements
alone. YAML-LD in which check finds errors is refused; warnings pass.

The file is there whole or not at all; building over one that is in use is safe.`,
		Example: `  annals build -o claims.annals claims.nq.gz
  annals build data/soviet-mongolian
  annals ask disagreements --data claims.annals`,
		Args: between(0, noLimit),
	}
	cmd.Flags().StringVarP(&file, "output", "o", "", "file to write (default the first path with the ending "+graph.Extension+")")
	cmd.Flags().StringVar(&memory, "memory", "1GiB", "how much memory it may take; what does not fit is sorted on disk")
	cmd.Flags().BoolVar(&keepGoing, "keep-going", false, "report every mistake of the files, not the first alone; nothing is written")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if len(paths) == 0 {
			paths = []string{a.path()}
		}
		if paths[0] == "" {
			return &usageError{msg: "build needs a path", hint: "annals build -o claims.annals claims.nq"}
		}
		budget, err := bytesOf(memory)
		if err != nil {
			return err
		}
		if file == "" && paths[0] == "-" {
			return &usageError{msg: "standard input has no name to make the file's of", hint: "write -o claims" + graph.Extension}
		}
		file = cmp.Or(file, snapshotName(paths[0]))
		for _, path := range paths {
			if err := a.refuseErrors(cmd.Context(), path); err != nil {
				return err
			}
		}
		return a.build(cmd.Context(), file, paths, budget, keepGoing)
	}
	return cmd
}

func (a *app) build(ctx context.Context, file string, paths []string, memory int64, keepGoing bool) error {
	bar := a.progress()
	defer bar.end()
	options := graph.BuildOptions{Memory: memory, Progress: func(phase string, done, total int64) { bar.show(phase, done, total, "quads") }}
	if keepGoing {
		options.Mistake = func(err error) {
			bar.end()
			fmt.Fprintln(a.stderr, err)
		}
	}
	var err error
	if len(paths) == 1 && paths[0] == "-" {
		err = graph.BuildReader(ctx, file, a.input(ctx), stdinName, options)
	} else {
		err = graph.Build(ctx, file, paths, options)
	}
	bar.end()
	var unreadable *graph.UnreadableError
	if errors.As(err, &unreadable) || errors.Is(err, os.ErrNotExist) {
		return &dataError{err}
	}
	if err == nil {
		a.remark("built " + file)
	}
	return err
}

// refuseErrors keeps YAML-LD that cannot be meant out of a snapshot.
func (a *app) refuseErrors(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return nil // the build itself will say what is wrong with it
	}
	read, err := dataset.ReadPath(ctx, path)
	if err != nil {
		return &dataError{err}
	}
	problems := check.Dataset(read)
	if check.Errors(problems) == 0 {
		return nil
	}
	if err := a.showProblems(problems, read.Files); err != nil && !errors.Is(err, errShownData) {
		return err
	}
	return &refusedError{path}
}

// A refusedError says that a dataset has errors and was not built.
type refusedError struct{ path string }

func (e *refusedError) Error() string { return e.path + " has errors: nothing was built" }

// snapshotName is the name of the snapshot of a path: claims.annals of
// claims.nq.gz.
func snapshotName(path string) string {
	name := strings.TrimSuffix(filepath.Clean(path), ".gz")
	return strings.TrimSuffix(name, filepath.Ext(name)) + graph.Extension
}

// bytesOf reads a number of bytes: 500MB, 1GiB, 268435456.
func bytesOf(text string) (int64, error) {
	units := []struct {
		suffix string
		factor float64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}, {"", 1}}
	for _, u := range units {
		digits, ok := strings.CutSuffix(text, u.suffix)
		if n, err := strconv.ParseFloat(digits, 64); ok && err == nil && n > 0 && n*u.factor < 1<<50 {
			return int64(n * u.factor), nil
		}
	}
	return 0, &usageError{msg: fmt.Sprintf("--memory %q is no amount of memory", text), hint: "write --memory 512MiB"}
}
