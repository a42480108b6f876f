package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) findCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "find WORDS",
		Short: "Find entities and sources by name, in any script",
		Long: `Find looks for entities and sources by their names, in any script, whatever the
case and the diacritics. What fits best stands first: the whole name, then the end of
an id, the end of a name (a family name), its beginning, all the words in any order
("annals help data").`,
		Example: `  annals find Чойбалсан
  annals find "mutual assistance"`,
		Args: between(1, noLimit),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args, " ")
			if strings.TrimSpace(words) == "" {
				return &usageError{msg: "there are no words to find", hint: "annals find Choibalsan"}
			}
			d, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			found, err := d.Found(cmd.Context(), words)
			if err != nil {
				return err
			}
			return a.show(found)
		},
	}
}
