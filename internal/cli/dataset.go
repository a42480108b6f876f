package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/render"
)

// stdinName is what people call a dataset that comes on standard input.
const stdinName = "standard input"

// path is the dataset that was chosen; "" is the embedded one.
func (a *app) path() string { return cmp.Or(a.data, os.Getenv("ANNALS_DATA")) }

// open opens the dataset that was chosen.
func (a *app) open(ctx context.Context) (*graph.Dataset, error) {
	collectLate()
	var d *graph.Dataset
	var err error
	if a.path() == "-" {
		d, err = graph.OpenReader(ctx, a.input(ctx), stdinName)
	} else {
		d, err = graph.Open(ctx, a.path())
	}
	if err != nil {
		return nil, &dataError{err}
	}
	return d, nil
}

// input is standard input, until the context ends: a terminal where nobody types
// must not keep a deadline or Ctrl-C waiting.
func (a *app) input(ctx context.Context) io.Reader {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, a.stdin)
		in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { in.CloseWithError(ctx.Err()) })
	return out
}

// show shows an answer, and says so where it is empty.
func (a *app) show(answer *graph.Answer) error {
	options, err := a.options()
	if err != nil {
		return err
	}
	if len(answer.Rows) == 0 {
		a.remark("no rows")
	}
	return render.Answer(a.stdout, answer, options)
}

// remark tells people something that is no answer.
func (a *app) remark(text string) {
	if !a.quiet {
		fmt.Fprintln(a.stderr, text)
	}
}

// limits are the flags of what may take long.
type limits struct {
	timeout time.Duration
	rows    int
}

func (l *limits) flags(cmd *cobra.Command) {
	cmd.PersistentFlags().DurationVar(&l.timeout, "timeout", 30*time.Second, "how long it may take")
	cmd.PersistentFlags().IntVar(&l.rows, "limit", 0, "rows at most (default all)")
}

// start begins the time that a command may take.
func (l *limits) start(cmd *cobra.Command) (context.Context, context.CancelFunc, error) {
	if l.timeout <= 0 || l.rows < 0 {
		return nil, nil, &usageError{msg: "--timeout and --limit cannot be negative, and --timeout not zero",
			hint: "write --timeout 30s --limit 100"}
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), l.timeout)
	return ctx, cancel, nil
}

// trustFlags are the flags that say whom to believe.
func trustFlags(cmd *cobra.Command, trust *graph.Trust) {
	cmd.PersistentFlags().StringSliceVar(&trust.Believe, "believe", nil, "believe only these sources: keys or kinds, and the editors")
	cmd.PersistentFlags().StringSliceVar(&trust.Without, "without", nil, "leave out these sources: keys or kinds, as tertiary")
}
