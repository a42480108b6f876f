// Package cli is the command line: one command a file, the words that people see
// when something goes wrong, and what a terminal can show.
//
// The work is done by packages that know nothing of a terminal: graph answers,
// render shows, check judges. Answers go to standard output and everything else
// to standard error, so that a pipe carries answers alone.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"annals.example/internal/render"
)

// Main runs the program with its arguments (without its name) and streams, and
// gives the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once

	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.rootCommand()
	root.SetArgs(append([]string{}, args...)) // nil would mean os.Args
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.report(root.ExecuteContext(ctx))
}

// An app is one run of the program: its streams, and what the flags say that
// every command takes.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	data   string
	format string
	quiet  bool
}

func (a *app) rootCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "annals COMMAND",
		Short: "Who did what, when, and who says so",
		Long: `Annals answers who did what, when, and who says so: from historical claims, each
with the passage of the source that makes it. Sources that disagree stand side
by side.`,
		Example: `  annals ask                                 # the questions that can be asked
  annals ask who-signed agreement/1936-protocol
  annals show "Хорлоогийн Чойбалсан"         # all that is claimed of somebody
  annals timeline --about person/genden --from 1932 --to 1936`,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true, // report shows them
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			_, err := a.options()
			return err
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&a.data, "data", "", "dataset: directory of YAML-LD, RDF file, snapshot, or - for N-Quads on\nstandard input (default $ANNALS_DATA, else the embedded dataset)")
	flags.StringVar(&a.format, "format", "", "table, json, csv, tsv or markdown\n(default table on a terminal, tsv when piped)")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "no remarks on standard error, only errors")
	cmd.SetFlagErrorFunc(wrongFlag)
	cmd.SetHelpTemplate(helpTemplate)
	cmd.SetUsageTemplate(usageTemplate)

	cmd.AddGroup(&cobra.Group{ID: "ask", Title: "Ask and look"}, &cobra.Group{ID: "data", Title: "Data"},
		&cobra.Group{ID: "more", Title: "More"})
	group(cmd, "ask", a.askCommand(), a.showCommand(), a.timelineCommand(), a.listCommand(), a.findCommand(),
		a.queryCommand(), a.dateCommand())
	group(cmd, "data", a.checkCommand(), a.buildCommand(), a.verifyCommand(), a.exportCommand(), a.diffCommand(),
		a.serveCommand())
	group(cmd, "more", a.completionCommand(), a.versionCommand())
	cmd.AddCommand(a.workerCommand())
	cmd.SetHelpCommand(a.helpCommand())
	cmd.SetHelpCommandGroupID("more")
	return cmd
}

func group(root *cobra.Command, id string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = id
		root.AddCommand(c)
	}
}

// options is how answers are shown.
func (a *app) options() (render.Options, error) {
	terminal, width := terminalOf(a.stdout)
	bold := terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	options := render.Options{Format: render.TSV, Width: width, Bold: bold}
	if terminal {
		options.Format = render.Table
	}
	if a.format == "" {
		return options, nil
	}
	format, err := render.ParseFormat(a.format)
	if err != nil {
		return options, &usageError{msg: err.Error(), hint: "annals help formats"}
	}
	options.Format = format
	return options, nil
}
