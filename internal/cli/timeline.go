package cli

import (
	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
)

// chronology is the question that the timeline draws.
const chronology = "chronology"

func (a *app) timelineCommand() *cobra.Command {
	var trust graph.Trust
	var limits limits
	given := map[string]*string{"about": new(string), "from": new(string), "to": new(string)}
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Draw what happened in the order of time",
		Long: `Timeline draws what happened, year by year: dated claims about anyone or anything.
A full mark is a day, an empty one a date that leaves a choice of days, and an
arrow something that lasts. Other formats than the table give the rows of the
question "chronology".`,
		Example: `  annals timeline --about person/genden
  annals timeline --from 1936-03 --to 1936-06
  annals timeline --about agreement/1936-protocol --format json`,
		Args: between(0, 0),
	}
	cmd.Flags().StringVar(given["about"], "about", "", "only what concerns this entity")
	cmd.Flags().StringVar(given["from"], "from", "", "on this day or later (a date)")
	cmd.Flags().StringVar(given["to"], "to", "", "on this day or earlier (a date)")
	trustFlags(cmd, &trust)
	limits.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		request := graph.Request{Question: chronology, Args: map[string]string{}, Trust: trust, Limit: limits.rows}
		for name, value := range given {
			if cmd.Flags().Changed(name) {
				request.Args[name] = *value
			}
		}
		ctx, cancel, err := limits.start(cmd)
		if err != nil {
			return err
		}
		defer cancel()
		d, err := a.open(ctx)
		if err != nil {
			return err
		}
		defer d.Close()
		answer, err := d.Ask(ctx, request)
		if err != nil {
			return err
		}
		return a.showTimeline(answer)
	}
	return cmd
}

func (a *app) showTimeline(answer *graph.Answer) error {
	options, err := a.options()
	if err != nil {
		return err
	}
	if options.Format == render.Table && len(answer.Rows) > 0 {
		return render.Timeline(a.stdout, answer, options)
	}
	return a.show(answer)
}
