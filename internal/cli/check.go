package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"annals.example/data"
	"annals.example/graph"
	"annals.example/internal/check"
	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/yamlld"
	"annals.example/internal/render"
)

// embeddedName stands before the names of embedded files in places.
const embeddedName = "soviet-mongolian"

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Report every problem of a dataset, with its place",
		Long: `Check reads a dataset and reports every problem at once, with the file, line and
column of each and a way out. With errors it exits 3; warnings alone exit 0.
Without PATH it checks the dataset that --data names. One YAML file of a dataset
is read with all the others, and only its own problems are reported.`,
		Example: `  annals check data/soviet-mongolian
  annals check data/soviet-mongolian/sources/cdb90.yaml
  annals check --format json claims.nq`,
		Args: between(0, noLimit),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if len(paths) == 0 {
				paths = []string{a.path()}
			}
			var problems []check.Problem
			files := 0
			for _, path := range paths {
				own, n, err := a.problemsOf(cmd.Context(), path)
				if err != nil {
					return &dataError{err}
				}
				files += n
				problems = append(problems, own...)
			}
			return a.showProblems(problems, files)
		},
	}
}

// problemsOf gives the problems of a dataset, or of one file of it, and how many
// files that is.
func (a *app) problemsOf(ctx context.Context, path string) ([]check.Problem, int, error) {
	if root := rootOf(path); root != "" {
		read, err := dataset.ReadPath(ctx, root)
		if err != nil {
			return nil, 0, err
		}
		var own []check.Problem
		for _, p := range check.Dataset(read) {
			if absolute(p.At.File) == absolute(path) {
				p.At.File = path // as it was typed
				own = append(own, p)
			}
		}
		return own, 1, nil
	}
	read, err := a.readForCheck(ctx, path)
	if err != nil {
		return nil, 0, err
	}
	return check.Dataset(read), read.Files, nil
}

// rootOf finds the directory of the dataset that a YAML file is a part of: the
// nearest above it that holds the context. Of any other path it gives "".
func rootOf(path string) string {
	ending := filepath.Ext(path)
	if _, err := os.Stat(path); err != nil || ending != ".yaml" && ending != ".yml" {
		return ""
	}
	above := filepath.Dir(path)
	for dir := absolute(above); ; dir, above = filepath.Dir(dir), filepath.Join(above, "..") {
		if _, err := os.Stat(filepath.Join(dir, yamlld.ContextFile)); err == nil {
			return above
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// absolute makes two names of one file the same.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

func (a *app) readForCheck(ctx context.Context, path string) (*dataset.Dataset, error) {
	switch path {
	case "":
		return dataset.ReadDir(ctx, data.SovietMongolian(), embeddedName)
	case "-":
		return dataset.ReadNQuads(ctx, a.input(ctx), stdinName)
	}
	return dataset.ReadPath(ctx, path)
}

func (a *app) showProblems(problems []check.Problem, files int) error {
	if err := a.writeProblems(problems); err != nil {
		return err
	}
	errs := 0
	for _, p := range problems {
		if p.Severity == check.Error {
			errs++
		}
	}
	a.remark(fmt.Sprintf("%s, %s in %s", plural(errs, "error"), plural(len(problems)-errs, "warning"), plural(files, "file")))
	if errs > 0 {
		return errShownData
	}
	return nil
}

func (a *app) writeProblems(problems []check.Problem) error {
	options, err := a.options()
	if err != nil {
		return err
	}
	if a.format != "" && options.Format != render.Table {
		return render.Answer(a.stdout, problemsAnswer(problems), options)
	}
	for _, p := range problems {
		if _, err := fmt.Fprintf(a.stdout, "%s\n", render.Clean(p.String())); err != nil {
			return err
		}
		if p.Hint != "" {
			if _, err := io.WriteString(a.stdout, "\thint: "+render.Clean(p.Hint)+"\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// problemsAnswer gives the problems as rows, for editors and CI.
func problemsAnswer(problems []check.Problem) *graph.Answer {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "file", Kind: "text"}, {Name: "line", Kind: "number"},
		{Name: "column", Kind: "number"}, {Name: "severity", Kind: "text"}, {Name: "rule", Kind: "text"},
		{Name: "message", Kind: "text"}, {Name: "hint", Kind: "text"}}}
	for _, p := range problems {
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: p.At.File}, graph.Count(p.At.Line), graph.Count(p.At.Column),
			graph.Text{Text: p.Severity.String()}, graph.Text{Text: p.Rule}, graph.Text{Text: p.Message}, graph.Words(p.Hint)})
	}
	return answer
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}
