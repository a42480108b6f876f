package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
	"annals.example/internal/sandbox"
)

// maxQuery is the longest text of a query that is read, in bytes.
const maxQuery = 1 << 20

// queryMemory is what a query may take, in bytes. Its answer is as long as it will.
const queryMemory = 1 << 30

func (a *app) queryCommand() *cobra.Command {
	var limits limits
	var lang string
	cmd := &cobra.Command{
		Use:   "query TEXT|-|@FILE",
		Short: "Put a free query to Cayley, in Gizmo, GraphQL or MQL",
		Long: `Query puts a free query to the graph engine, Cayley. Its text is an argument, a
file after @, or standard input for -. The json format gives the rows exactly as
Cayley gives them in "result". An answer of GraphQL is one row, which --limit does
not shorten: there write first, as in nodes(first: 3). "annals help queries" tells
how the claims look to a query.`,
		Example: `  annals query 'g.V("<https://annals.example/soviet-mongolian/person/genden>").out().all()'
  annals query --timeout 5s --limit 10 --format json @signers.js
  annals query --lang graphql '{ nodes(first: 3) { id } }'`,
		Args: between(1, 1),
	}
	limits.flags(cmd)
	cmd.Flags().StringVar(&lang, "lang", "gizmo", strings.Join(graph.Languages(), ", "))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(graph.Languages(), lang) {
			return &usageError{msg: "no query language " + lang, hint: "it is one of " + strings.Join(graph.Languages(), ", ")}
		}
		ctx, cancel, err := limits.start(cmd)
		if err != nil {
			return err
		}
		defer cancel()
		text, err := a.queryText(ctx, args[0])
		if err != nil {
			return err
		}
		d, err := a.open(ctx)
		if err != nil {
			return err
		}
		defer d.Close()
		snapshot, err := d.SnapshotFile()
		if err != nil {
			return err
		}
		// All rows before the first is shown: half an answer is none.
		result, err := sandbox.Once(ctx, sandbox.Options{
			Snapshot: snapshot, Name: d.Name(), Deadline: limits.timeout,
			Memory: queryMemory, Rows: sandbox.NoLimit, Bytes: sandbox.NoLimit, Text: maxQuery,
		}, sandbox.Request{Language: lang, Text: text, Limit: limits.rows})
		if err != nil {
			return err
		}
		return a.showResult(result)
	}
	return cmd
}

// queryText gives the text of a query, from wherever it is.
func (a *app) queryText(ctx context.Context, arg string) (string, error) {
	if file, ok := strings.CutPrefix(arg, "@"); ok {
		f, err := os.Open(file)
		if err != nil {
			return "", &usageError{msg: err.Error(), hint: "after @ stands the name of a file"}
		}
		defer f.Close()
		return readQuery(f)
	}
	if arg != "-" {
		return arg, nil
	}
	if a.path() == "-" {
		return "", &usageError{msg: "dataset and query cannot both come on standard input", hint: "put one into a file: @FILE, or --data FILE"}
	}
	return readQuery(a.input(ctx))
}

func readQuery(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxQuery+1))
	if err == nil && len(text) > maxQuery {
		err = errors.New("a query of more than 1 MiB is not read")
	}
	return string(text), err
}

func (a *app) showResult(result *sandbox.Result) error {
	options, err := a.options()
	if err != nil {
		return err
	}
	rows := make([]any, len(result.Rows))
	if options.Format == render.JSON {
		for i, row := range result.Rows {
			rows[i] = row // as it came
		}
		return render.Rows(a.stdout, rows)
	}
	for i, row := range result.Rows {
		if rows[i], err = decode(row); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if result.Ended != nil {
		value, err := decode(result.Ended)
		if err != nil {
			return fmt.Errorf("the program's value: %w", err)
		}
		rows[len(rows)-1] = graph.ScriptValue{Value: value}
	}
	return a.show(render.Tabulate(rows))
}

// decode reads JSON, and keeps every digit of its numbers.
func decode(text json.RawMessage) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&value)
	return value, err
}
