package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
	"annals.example/queries"
)

// askCommand is `annals ask`; each question is a command below it, so that its
// parameters are flags with help, suggestions and completion.
func (a *app) askCommand() *cobra.Command {
	var trust graph.Trust
	var limits limits
	cmd := &cobra.Command{
		Use:   "ask QUESTION [ARG]",
		Short: "Ask a named question; alone, list the questions by topic",
		Long: `Ask answers a named question. Alone, it lists the questions by topic; with
--help after a question it tells its parameters and columns.

The first parameter, and those after it that are required, may be given without
their names. An entity is an id, a name in any script, or an address; a date is
EDTF ("annals help dates").`,
		Example: `  annals ask who-signed --agreement agreement/1936-protocol
  annals ask who-signed "Протокол взаимопомощи" --without tertiary
  annals ask disagreements --format csv`,
		// What stands after the name of a question that does not exist are no
		// flags of ask: first the name is wrong.
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.noQuestion(cmd, args)
		},
	}
	trustFlags(cmd, &trust)
	limits.flags(cmd)
	for _, q := range graph.Questions() {
		if !cmd.ContainsGroup(q.Topic) {
			cmd.AddGroup(&cobra.Group{ID: q.Topic, Title: topicTitle(q.Topic)})
		}
		cmd.AddCommand(a.questionCommand(q, &trust, &limits))
	}
	return cmd
}

func topicTitle(topic string) string { return "About " + topic }

// noQuestion is ask without a question that exists.
func (a *app) noQuestion(cmd *cobra.Command, args []string) error {
	cmd.DisableFlagParsing = false
	cmd.FParseErrWhitelist.UnknownFlags = true
	if err := cmd.ParseFlags(args); err == nil && cmd.Flags().NArg() > 0 {
		_, err := graph.QuestionNamed(cmd.Flags().Arg(0))
		return err
	}
	cmd.FParseErrWhitelist.UnknownFlags = false
	if err := cmd.ParseFlags(args); err != nil {
		return wrongFlag(cmd, err)
	}
	if help, _ := cmd.Flags().GetBool("help"); help {
		return cmd.Help()
	}
	return a.listQuestions()
}

// questionCommand is one question.
func (a *app) questionCommand(q graph.Question, trust *graph.Trust, limits *limits) *cobra.Command {
	cmd := new(cobra.Command)
	cmd.Use, cmd.GroupID, cmd.Short = q.Name, q.Topic, q.Title
	cmd.Long, cmd.Example = describeQuestion(q), "  "+strings.Join(q.Examples, "\n  ")
	cmd.Args = between(0, unnamed(q))
	for _, p := range q.Params[:unnamed(q)] {
		cmd.Use += " [" + strings.ToUpper(p.Name) + "]"
	}
	for _, p := range q.Params {
		cmd.Flags().String(p.Name, "", describeParam(p))
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		given, err := parameters(cmd, q, args)
		if err != nil {
			return err
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
		answer, err := d.Ask(ctx, graph.Request{Question: q.Name, Args: given, Trust: *trust, Limit: limits.rows})
		if err != nil {
			return err
		}
		return a.show(answer)
	}
	return cmd
}

// unnamed is how many parameters may be given without their names: the first, and all
// that are required from the first on.
func unnamed(q graph.Question) int {
	n := 0
	for n < len(q.Params) && (n == 0 || q.Params[n].Required) {
		n++
	}
	return n
}

// parameters gathers what a question was told.
func parameters(cmd *cobra.Command, q graph.Question, args []string) (map[string]string, error) {
	given := map[string]string{}
	for _, p := range q.Params {
		if flag := cmd.Flags().Lookup(p.Name); flag.Changed {
			given[p.Name] = flag.Value.String()
		}
	}
	for i, arg := range args {
		name := q.Params[i].Name
		if _, twice := given[name]; twice {
			return nil, &usageError{msg: fmt.Sprintf("%s: %s is given twice, as %q and by --%s", q.Name, name, arg, name),
				hint: "leave one out"}
		}
		given[name] = arg
	}
	return given, nil
}

// describeQuestion tells what a question gives.
func describeQuestion(q graph.Question) string {
	var b strings.Builder
	b.WriteString(q.Title + "\n")
	if q.Description != "" {
		b.WriteString("\n" + q.Description + "\n")
	}
	b.WriteString("\nColumns:\n")
	for _, c := range q.Columns {
		fmt.Fprintf(&b, "  %-14s %s\n", c.Name, c.Kind)
	}
	return b.String()
}

func describeParam(p queries.Param) string {
	text := p.Text + " (" + strings.ToLower(strings.Join(p.Types, " or ")) + ")"
	if p.Required {
		text += ", required"
	}
	return text
}

// listQuestions lists the questions: for people by topic, for programs as rows.
func (a *app) listQuestions() error {
	options, err := a.options()
	if err != nil {
		return err
	}
	questions := graph.Questions()
	if options.Format == render.Table {
		return a.writeTopics(questions, cmp.Or(options.Width, render.DefaultWidth))
	}
	answer := &graph.Answer{Columns: []graph.Column{{Name: "question", Kind: "text"}, {Name: "title", Kind: "text"},
		{Name: "topic", Kind: "text"}, {Name: "parameters", Kind: "text"}}}
	for _, q := range questions {
		answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: q.Name}, graph.Text{Text: q.Title},
			graph.Text{Text: q.Topic}, graph.Text{Text: synopsis(q)}})
	}
	return render.Answer(a.stdout, answer, options)
}

func (a *app) writeTopics(questions []graph.Question, width int) error {
	slices.SortStableFunc(questions, func(p, q graph.Question) int { return strings.Compare(p.Topic, q.Topic) })
	var b strings.Builder
	topic := ""
	for _, q := range questions {
		if q.Topic != topic {
			topic = q.Topic
			fmt.Fprintf(&b, "%s\n", topicTitle(topic))
		}
		for i, line := range render.Wrap(q.Name+" "+synopsis(q), width-6) {
			fmt.Fprintf(&b, "%*s%s\n", 2+min(i, 1)*4, "", line)
		}
		for _, line := range render.Wrap(q.Title, width-6) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	b.WriteString("\nannals ask QUESTION --help tells more, and gives examples.\n")
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// synopsis writes the parameters of a question as in a usage line.
func synopsis(q graph.Question) string {
	var parts []string
	for _, p := range q.Params {
		part := "--" + p.Name + " " + strings.ToUpper(p.Types[0])
		if !p.Required {
			part = "[" + part + "]"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}
