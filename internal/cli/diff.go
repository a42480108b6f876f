package cli

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
)

func (a *app) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff A B",
		Short: "List the claims added and removed, by source",
		Long: `Diff tells what B says and A does not (+), and the other way round (-), source by
source. A and B are datasets as --data takes them; of snapshots no more is held in
memory than the names of the sources.`,
		Example: `  annals diff claims-2025.annals claims-2026.annals
  annals diff --format csv old.nq data/soviet-mongolian`,
		Args: between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, err := graph.Open(cmd.Context(), args[0])
			if err != nil {
				return &dataError{err}
			}
			defer from.Close()
			to, err := graph.Open(cmd.Context(), args[1])
			if err != nil {
				return &dataError{err}
			}
			defer to.Close()
			options, err := a.options()
			if err != nil {
				return err
			}
			if a.format != "" && options.Format != render.Table {
				return a.diffAnswer(cmd, from, to, options)
			}
			return a.writeDiff(cmd, from, to)
		},
	}
}

// writeDiff writes the changes as they come: there may be more than fit in memory.
func (a *app) writeDiff(cmd *cobra.Command, from, to *graph.Dataset) error {
	out := bufio.NewWriter(a.stdout)
	heading := ""
	added, removed := 0, 0
	for change, err := range graph.Diff(cmd.Context(), from, to) {
		if err != nil {
			return err
		}
		in, sign := from, "-"
		if change.Added {
			in, sign = to, "+"
			added++
		} else {
			removed++
		}
		if passage := in.ID(change.Claim.Source); passage != heading {
			heading = passage
			fmt.Fprintf(out, "%s\n", render.Clean(passage))
		}
		fmt.Fprintf(out, "%s %s %s %s\n", sign, render.Clean(in.ID(change.Claim.Subject)),
			render.Clean(in.Term(change.Claim.Property).Label), render.Clean(in.Label(change.Claim.Value)))
	}
	a.remark(fmt.Sprintf("%s added, %s removed", plural(added, "claim"), plural(removed, "claim")))
	return out.Flush()
}

func (a *app) diffAnswer(cmd *cobra.Command, from, to *graph.Dataset, options render.Options) error {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "change", Kind: "text"}, {Name: "source", Kind: "source"},
		{Name: "subject", Kind: "entity"}, {Name: "property", Kind: "term"}, {Name: "value", Kind: "any"}}}
	for change, err := range graph.Diff(cmd.Context(), from, to) {
		if err != nil {
			return err
		}
		in, what := from, "removed"
		if change.Added {
			in, what = to, "added"
		}
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: what}, in.Cite(change.Claim.Source),
			in.Entity(change.Claim.Subject), in.Cell(change.Claim.Property), in.Cell(change.Claim.Value)})
	}
	return render.Answer(a.stdout, answer, options)
}
