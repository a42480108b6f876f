package cli

import (
	"os"

	"github.com/spf13/cobra"

	"annals.example/internal/sandbox"
)

// workerCommand is what answers free queries: package sandbox starts it, and no
// person does.
func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "worker",
		Short:  "Answer the queries of the process that started it",
		Hidden: true,
		Args:   between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !sandbox.Started(os.LookupEnv) {
				return &usageError{msg: "worker is what annals itself starts to answer a free query", hint: "annals query --help"}
			}
			return sandbox.Work(cmd.Context(), a.stdin, a.stdout)
		},
	}
}
