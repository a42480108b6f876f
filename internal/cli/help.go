package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/internal/topics"
)

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "help [TOPIC|COMMAND]",
		Short:     "Explain a topic or a command",
		Long:      "Help explains a command, or a topic: " + strings.Join(topics.Names(), ", ") + ".",
		Example:   "  annals help dates\n  annals help ask who-signed",
		ValidArgs: topics.Names(),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 0 {
				if err := root.Help(); err != nil {
					return err
				}
				_, err := fmt.Fprintf(a.stdout, "\nTopics of annals help:\n  %s\n", strings.Join(topics.Names(), "\n  "))
				return err
			}
			for _, topic := range topics.All() {
				if topic.Name == args[0] {
					_, err := fmt.Fprint(a.stdout, topic.Text)
					return err
				}
			}
			target, rest, err := root.Find(args)
			if err != nil || target == root || len(rest) > 0 {
				return a.noHelp(root, target, args)
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

// noHelp says that there is neither such a topic nor such a command.
func (a *app) noHelp(root, found *cobra.Command, args []string) error {
	name := args[len(args)-1]
	in := found
	if in == nil {
		in = root
	}
	near := in.SuggestionsFor(name)
	for _, topic := range topics.Names() {
		if strings.HasPrefix(topic, name) || strings.HasPrefix(name, topic) {
			near = append(near, topic)
		}
	}
	return &usageError{msg: "no such topic or command: " + strings.Join(args, " "), hint: didYouMean(near, "annals help")}
}
