package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"annals.example/graph"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "Hold a snapshot against its checksums and all that must be true of it",
		Long: `Verify reads a snapshot whole: every checksum, and every order, index and number in
it. A file that passes is as it was built. One that does not exits 3: build it again.`,
		Example: `  annals verify claims.annals`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			bar := a.progress()
			err := graph.Verify(cmd.Context(), args[0], func(done, total int64) { bar.show("verifying", done, total, "bytes") })
			bar.end()
			switch {
			case cmd.Context().Err() != nil:
				return cmd.Context().Err()
			case err != nil:
				return &dataError{err}
			}
			a.remark(args[0] + " is sound")
			return nil
		},
	}
}

// damagedHint tells what to do with a damaged file.
func damagedHint(err error) (string, bool) {
	return "build it again: annals build", errors.Is(err, graph.ErrDamaged)
}
