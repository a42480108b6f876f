package cli

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed topics/*.txt
var topicFiles embed.FS

// topics are the names of the longer texts.
func topics() []string {
	files, err := fs.Glob(topicFiles, "topics/*.txt")
	if err != nil {
		panic(err) // the pattern is fixed
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(file, "topics/"), ".txt")
	}
	return files
}

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "help [TOPIC|COMMAND]",
		Short:     "Explain a topic or a command",
		Long:      "Help explains a command, or a topic: " + strings.Join(topics(), ", ") + ".",
		Example:   "  annals help dates\n  annals help ask who-signed",
		ValidArgs: topics(),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 0 {
				if err := root.Help(); err != nil {
					return err
				}
				_, err := fmt.Fprintf(a.stdout, "\nTopics of annals help:\n  %s\n", strings.Join(topics(), "\n  "))
				return err
			}
			if slices.Contains(topics(), args[0]) {
				text, err := topicFiles.ReadFile("topics/" + args[0] + ".txt")
				if err != nil {
					return err
				}
				_, err = a.stdout.Write(text)
				return err
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
	for _, topic := range topics() {
		if strings.HasPrefix(topic, name) || strings.HasPrefix(name, topic) {
			near = append(near, topic)
		}
	}
	return &usageError{msg: "no such topic or command: " + strings.Join(args, " "), hint: didYouMean(near, "annals help")}
}
