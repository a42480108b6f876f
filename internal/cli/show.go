package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
)

func (a *app) showCommand() *cobra.Command {
	var trust graph.Trust
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show everything claimed about something, and who says so",
		Long: `Show tells everything that is claimed about an entity: what sources say of it,
what they say of others with it, where they disagree, and, as numbered notes
below, who says so.

An entity is an id, a name in any script, or an address.`,
		Example: `  annals show agreement/1936-protocol
  annals show "Хорлоогийн Чойбалсан"
  annals show person/genden --without tertiary --format json`,
		Args: between(1, noLimit),
	}
	trustFlags(cmd, &trust)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		options, err := a.options()
		if err != nil {
			return err
		}
		d, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer d.Close()
		entity, err := d.Resolve(cmd.Context(), strings.Join(args, " "))
		if err != nil {
			return err
		}
		description, err := d.Describe(cmd.Context(), entity.ID, trust)
		if err != nil {
			return err
		}
		return render.Description(a.stdout, description, d.Editors(), options)
	}
	return cmd
}
