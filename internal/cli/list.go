package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list [TYPE]",
		Short: "List entities or sources, one line each; alone, the types",
		Long: `List gives the entities of a type with one line about each, or the sources with
their kind and how many claims they make. Alone, it gives the types and how many
of each there are.`,
		Example: `  annals list
  annals list agreement
  annals list source --format csv`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			answer, err := d.Listing(cmd.Context(), strings.Join(args, ""))
			if err != nil {
				return err
			}
			return a.show(answer)
		},
	}
}
