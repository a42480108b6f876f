// Command bench measures this program's store beside Cayley's own stores and
// beside the engines that somebody may choose instead: all on the same generated
// graph, all asked the same questions in turns, in one run, with equal answers.
// make bench is how to run it; it takes minutes. It writes RESULTS.md, which the
// README shows, and pictures beside it.
//
// The graph, the questions, the engines, the clock and the pictures are each a
// package below this one. Here is what is done with them, in which order. Nothing
// of this is a test of the program: figures depend on the machine, and only those
// of one run may be compared.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"annals.example/internal/bench/events"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

// options are what a run can be told.
type options struct {
	size, kvSize int   // quads of the graph, and of that for Cayley's stores on disk
	growth       []int // sizes at which the store is measured alone
	rounds       int   // how often everything is done in turn
	params       int   // with how much each question is asked
	budget       time.Duration
	seed         uint64
	peers        string
	install      bool
	annals       string
	cache, out   string
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 {
		if part, ok := parts[args[0]]; ok {
			return part(ctx, args[1:], stdout)
		}
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	b, err := newBench(o, stdout)
	if err != nil {
		return err
	}
	defer b.close()
	for _, step := range []func(context.Context) error{
		b.generate, b.invite, b.loads, b.parses, b.exports, b.colds,
		b.asksPeers, b.asksCayley, b.asksStores, b.grows, b.serves,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return b.report()
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	growth := ""
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.IntVar(&o.size, "size", 1_000_000, "quads of the graph")
	f.IntVar(&o.kvSize, "kv-size", 1_000_000, "quads of the graph for Cayley's stores on disk, which scan it: 0 leaves them out")
	f.StringVar(&growth, "growth", "100000,1000000,5000000", "sizes at which the store is measured alone")
	f.IntVar(&o.rounds, "rounds", 3, "how often everything is done, in turns")
	f.IntVar(&o.params, "params", 200, "how many events, persons and so on each question is asked about")
	f.DurationVar(&o.budget, "budget", 500*time.Millisecond, "time for each question of each engine in each round, after which it is not asked about more")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the graph and of what is asked about")
	f.StringVar(&o.peers, "peers", "all", "which peers: all, none, or some of their names, with commas")
	f.BoolVar(&o.install, "install", false, "install Debian's parsers with apt-get, as root")
	f.StringVar(&o.annals, "annals", filepath.Join("bin", "annals"), "the program, to be measured from cold")
	f.StringVar(&o.cache, "cache", filepath.Join(cache, "annals", "bench"), "where peers are installed, and graphs made and taken away again: on a disk, since some of it is to be durable")
	f.StringVar(&o.out, "out", filepath.Join("internal", "bench"), "where RESULTS.md and the pictures are written")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	for _, size := range strings.Split(growth, ",") {
		if size == "" {
			continue
		}
		n, err := strconv.Atoi(size)
		if err != nil {
			return o, fmt.Errorf("-growth %s: %q is no number of quads", growth, size)
		}
		o.growth = append(o.growth, n)
	}
	small := slices.ContainsFunc(append([]int{o.size}, o.growth...), func(n int) bool { return n < events.Least })
	if f.NArg() > 0 || small || o.kvSize != 0 && o.kvSize < events.Least || o.rounds < 1 || o.params < 1 {
		return o, fmt.Errorf("nothing to do with %q: a graph has at least %d quads, and everything is done at least once", args, events.Least)
	}
	return o, nil
}
