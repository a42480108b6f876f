package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The templates are cobra's, with less: people look for the example first.
const (
	helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

	usageTemplate = `Usage:
  {{.UseLine}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{range $group := .Groups}}

{{.Title}}:{{range $cmds}}{{if and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

More flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
)

// unknownCommand says that there is no such command, and which is near.
func unknownCommand(cmd *cobra.Command, name string) error {
	return &usageError{msg: "no such command: " + name, hint: didYouMean(cmd.SuggestionsFor(name), "annals help")}
}

func didYouMean(near []string, look string) string {
	if len(near) == 0 {
		return "run '" + look + "'"
	}
	return "did you mean " + strings.Join(near, " or ") + "?"
}

// wrongFlag says what is wrong with the flags of a command.
func wrongFlag(cmd *cobra.Command, err error) error {
	look := cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return &usageError{msg: err.Error(), hint: "run '" + look + "'"}
	}
	if unknown.GetSpecifiedShortnames() != "" {
		return &usageError{msg: fmt.Sprintf("no such flag: -%s", unknown.GetSpecifiedName()), hint: "run '" + look + "'"}
	}
	// Cobra knows which names are near only for commands.
	flags := new(cobra.Command)
	flags.SuggestionsMinimumDistance = 2
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := new(cobra.Command)
		name.Use, name.Run = f.Name, func(*cobra.Command, []string) {}
		flags.AddCommand(name)
	})
	near := flags.SuggestionsFor(unknown.GetSpecifiedName())
	for i := range near {
		near[i] = "--" + near[i]
	}
	return &usageError{msg: "no such flag: --" + unknown.GetSpecifiedName(), hint: didYouMean(near, look)}
}

// between checks how many arguments a command has.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return &usageError{msg: cmd.Name() + " needs more: " + cmd.Use, hint: "run '" + cmd.CommandPath() + " --help'"}
		case most >= 0 && len(args) > most:
			return &usageError{msg: fmt.Sprintf("%s takes no %q", cmd.Name(), args[most]),
				hint: "put quotes around a name of several words, or run '" + cmd.CommandPath() + " --help'"}
		}
		return nil
	}
}

// noLimit is for commands that take any number of arguments.
const noLimit = -1
