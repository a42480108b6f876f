package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
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
			var answer *graph.Answer
			switch {
			case len(args) == 0:
				answer, err = listTypes(cmd.Context(), d)
			case strings.EqualFold(args[0], "source"):
				answer, err = listSources(cmd.Context(), d)
			default:
				answer, err = listThings(cmd.Context(), d, args[0])
			}
			if err != nil {
				return err
			}
			return a.show(answer)
		},
	}
}

func listTypes(ctx context.Context, d *graph.Dataset) (*graph.Answer, error) {
	types, err := d.Types(ctx)
	if err != nil {
		return nil, err
	}
	answer := &graph.Answer{Columns: []graph.Column{{Name: "type", Kind: "word"}, {Name: "label", Kind: "word"}, {Name: "count", Kind: "number"}}}
	for _, t := range types {
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: t.Type}, graph.Text{Text: t.Label}, count(t.Count)})
	}
	return answer, nil
}

func listSources(ctx context.Context, d *graph.Dataset) (*graph.Answer, error) {
	sources, err := d.Sources(ctx)
	if err != nil {
		return nil, err
	}
	answer := &graph.Answer{Columns: []graph.Column{{Name: "id", Kind: "word"}, {Name: "source", Kind: "entity"},
		{Name: "kind", Kind: "term"}, {Name: "claims", Kind: "number"}}}
	for _, s := range sources {
		var kind graph.Cell
		if s.Kind != nil {
			kind = graph.Entity{ID: s.Kind, Label: d.Term(s.Kind).Label}
		}
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: d.ID(s.ID)}, s.Entity, kind, count(s.Claims)})
	}
	return answer, nil
}

func listThings(ctx context.Context, d *graph.Dataset, class string) (*graph.Answer, error) {
	things, err := d.List(ctx, class)
	if err != nil {
		return nil, err
	}
	answer := &graph.Answer{Columns: []graph.Column{{Name: "id", Kind: "word"}, {Name: "entity", Kind: "entity"},
		{Name: "type", Kind: "word"}, {Name: "about", Kind: "text"}}}
	for _, t := range things {
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: t.ID}, t.Entity, graph.Text{Text: t.Type}, text(t.About)})
	}
	return answer, nil
}

func count(n int) graph.Number { return graph.Number(strconv.Itoa(n)) }

// text is a cell of words, or an empty one.
func text(words string) graph.Cell {
	if words == "" {
		return nil
	}
	return graph.Text{Text: words}
}
