package cli

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
)

func (a *app) exportCommand() *cobra.Command {
	var as, file, base string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the dataset in a format of linked data",
		Long: `Export writes all claims, the same bytes from run to run.

  nquads    a claim a line; the fourth term is the passage that makes it
  ntriples  a claim a line, without who says so: what several say stands once
  turtle    as ntriples, with prefixes, thing by thing
  trig      as turtle, passage by passage: each is the graph of what it says
  jsonld    expanded JSON-LD 1.1, passage by passage
  csv       a table for spreadsheets, a claim and who says so a row

"annals help formats" tells the columns of csv.`,
		Example: `  annals export -o claims.nq
  annals export --as trig | gzip > claims.trig.gz
  annals export --as csv -o claims.csv
  annals export --base https://history.example.org/`,
		Args: between(0, 0),
	}
	cmd.Flags().StringVar(&as, "as", "nquads", strings.Join(graph.Formats(), ", "))
	cmd.Flags().StringVarP(&file, "output", "o", "", "file to write, whole or not at all (default standard output)")
	cmd.Flags().StringVar(&base, "base", "", "address to put in place of the dataset's own, as you publish it")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if a.format != "" {
			return &usageError{msg: "export has formats of its own", hint: "write --as " + strings.Join(graph.Formats(), " or --as ")}
		}
		if err := checkBase(base); err != nil {
			return err
		}
		d, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer d.Close()
		if base != "" && d.Base() == "" {
			return &usageError{msg: d.Name() + " has no base of its own that could be replaced", hint: "leave --base out"}
		}
		write := func(w io.Writer) error { return d.Export(cmd.Context(), w, as, base) }
		if file == "" || file == "-" {
			return write(a.stdout)
		}
		return writeFile(cmd.Context(), file, write)
	}
	return cmd
}

// checkBase tells whether ids can follow an address.
func checkBase(base string) error {
	if base == "" {
		return nil
	}
	parsed, err := url.Parse(base)
	if err != nil || !parsed.IsAbs() || !strings.HasSuffix(base, "/") && !strings.HasSuffix(base, "#") {
		return &usageError{msg: fmt.Sprintf("--base %q is no address that ids can follow", base),
			hint: "write a whole one that ends in / or #, as https://history.example.org/"}
	}
	return nil
}

// writeFile writes beside the file and renames, so that whoever reads it sees the
// old or the new, and Ctrl-C leaves nothing half written.
func writeFile(ctx context.Context, name string, write func(io.Writer) error) (err error) {
	beside, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer func() {
		if err != nil {
			_ = beside.Close() // what went wrong first is what people are told
			_ = os.Remove(beside.Name())
		}
	}()
	if err := write(beside); err != nil {
		return err
	}
	if err := beside.Chmod(0o644); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := beside.Sync(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := beside.Close(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Rename(beside.Name(), name); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
