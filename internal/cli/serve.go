package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/internal/sandbox"
	"annals.example/internal/server"
	"annals.example/internal/server/guard"
	"annals.example/internal/server/observe"
)

// serving is what the flags of serve say.
type serving struct {
	addr, base, basePath string
	hosts, cors, proxies []string
	rate                 string
	timeout              time.Duration
	workers              int
	logFormat            string
	logQueries, open     bool
}

func (a *app) serveCommand() *cobra.Command {
	var o serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Put the dataset on the web, read-only: pages, queries, linked data",
		Long: `Serve puts the dataset on the web: pages for people, the named questions as JSON and
CSV, Cayley's query API and its web UI, linked data by address. Nothing can be
changed over it. It listens to this machine alone unless --addr says otherwise,
and answers only to the names of this machine and those that --host adds.

A dataset that was replaced by another file is served from then on; SIGHUP has it
read again. Ctrl-C ends it. "annals help serving" tells how to run it for others.`,
		Example: `  annals serve --open
  annals serve --data mongolia.annals --addr :8080 --host museum.example
  annals serve --base https://museum.example/mongolia/ --base-path /mongolia/`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:64210", "address to listen at")
	f.StringVar(&o.base, "base", "", "base of all addresses, in place of the dataset's own")
	f.StringVar(&o.basePath, "base-path", "/", "path below which everything stands, as /mongolia/")
	f.StringSliceVar(&o.hosts, "host", nil, "name under which it may be asked for, besides this machine's")
	f.StringSliceVar(&o.cors, "cors", nil, "origin whose pages may read it, as https://museum.example, or *")
	f.StringSliceVar(&o.proxies, "trusted-proxy", nil, "proxy whose X-Forwarded-For, -Proto and -Host are believed: an address or 10.0.0.0/8")
	f.StringVar(&o.rate, "rate", "", "requests of one client, as 10/s or 600/m (default no limit)")
	f.DurationVar(&o.timeout, "query-timeout", 5*time.Second, "how long a question or a free query may take")
	f.IntVar(&o.workers, "workers", 0, fmt.Sprintf("processes for free queries, at most %d\n(default one for each core, 2 to 8)", mostWorkers))
	f.StringVar(&o.logFormat, "log-format", "text", "text or json")
	f.BoolVar(&o.logQueries, "log-queries", false, "write the texts of queries into the log")
	f.BoolVar(&o.open, "open", false, "open it in the browser")
	// Each request says in which form it wants its answer.
	f.StringVar(&a.format, "format", "", "")
	f.Lookup("format").Hidden = true
	return cmd
}

// mostWorkers is how many processes may be asked for: each takes some 25 MB, and more of them
// than there are cores only share these.
const mostWorkers = 256

func (a *app) serve(ctx context.Context, o *serving) error {
	options, err := a.serverOptions(o)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return &usageError{msg: err.Error(), hint: "choose another address, as --addr 127.0.0.1:8080; :0 takes any free port"}
	}
	defer listener.Close()
	// Whoever reads the log may end, as a collector that starts anew: then nothing is logged,
	// and the server goes on.
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	hangups, stop := hangups()
	defer stop()
	options.Address = "http://" + reachable(listener.Addr()) + options.Prefix
	if err := o.temporary(options.Log); err != nil {
		return err
	}
	s, err := server.New(ctx, options)
	if err != nil {
		return o.failed(err)
	}
	defer s.Close()
	go func() {
		for range hangups {
			if err := s.Reload(ctx); err != nil {
				options.Log.Error("the dataset cannot be opened: the one before stays", "error", err)
			}
		}
	}()
	home := options.Address + "/"
	a.remark("Serving " + datasetName(a.path()) + " at " + home + " (Ctrl-C ends it)")
	if o.open {
		if err := openBrowser(ctx, home); err != nil {
			a.remark("no browser could be opened: " + err.Error())
		}
	}
	return s.Serve(ctx, listener)
}

// hangups tells whenever the process is to read its files again, until stop is called.
// From then on that signal no longer ends the process: it may come while the dataset is
// still being opened.
func hangups() (told <-chan os.Signal, stop func()) {
	signals := make(chan os.Signal, 1)
	if list := hangup(); len(list) > 0 { // no signals would mean all
		signal.Notify(signals, list...)
	}
	return signals, func() {
		signal.Stop(signals)
		close(signals)
	}
}

// temporary tries the folder for temporary files: a dataset with another base lies there,
// and so do the dumps, which nobody may miss.
func (o *serving) temporary(log *slog.Logger) error {
	f, err := os.CreateTemp("", "annals-")
	if err == nil {
		return errors.Join(f.Close(), os.Remove(f.Name()))
	}
	const what = "no file can be made in the folder for temporary files (TMPDIR)"
	if o.base != "" {
		return &usageError{msg: what + ", which --base needs: " + err.Error(), hint: "set TMPDIR to a folder that can be written to"}
	}
	log.Warn(what+": there will be no dumps", "error", err)
	return nil
}

// failed tells apart what was asked wrongly from data that cannot be read.
func (o *serving) failed(err error) error {
	var base *graph.BaseError
	switch {
	case errors.As(err, &base):
		return &usageError{msg: err.Error(), hint: "write --base https://museum.example/mongolia/"}
	case errors.Is(err, server.ErrPrefix):
		return &usageError{msg: fmt.Sprintf("--base-path %q is not written as it stands in addresses", o.basePath),
			hint: "write --base-path /mongolia/, without empty or dotted parts, in plain letters"}
	}
	return &dataError{err}
}

// serverOptions reads the flags.
func (a *app) serverOptions(o *serving) (server.Options, error) {
	options := server.Options{
		Data: a.path(), Base: o.base, Prefix: strings.TrimSuffix(o.basePath, "/"), Version: readBuild().Version,
		LogQueries: o.logQueries, Pool: sandbox.Options{Workers: o.workers, Deadline: o.timeout},
	}
	switch {
	case a.path() == "-":
		return options, &usageError{msg: "standard input cannot be served", hint: "compile it first: annals build -o FILE.annals -"}
	case !strings.HasPrefix(o.basePath, "/"):
		return options, &usageError{msg: "--base-path " + o.basePath + " does not begin with /", hint: "write --base-path /mongolia/"}
	case o.timeout <= 0:
		return options, &usageError{msg: "--query-timeout cannot be negative or zero", hint: "write --query-timeout 5s"}
	case o.workers < 0 || o.workers > mostWorkers:
		return options, &usageError{msg: fmt.Sprintf("--workers %d: it is a number from 1 to %d", o.workers, mostWorkers),
			hint: "leave it out, for one for each core"}
	case a.format != "":
		return options, &usageError{msg: "serve takes no --format: each request says which form it wants", hint: "annals help serving"}
	}
	level := slog.LevelInfo
	if a.quiet {
		level = slog.LevelWarn
	}
	var err error
	for _, parse := range []func() error{
		func() error { options.Hosts, err = guard.ParseHosts(o.hosts); return err },
		func() error { options.Origins, err = guard.ParseOrigins(o.cors); return err },
		func() error { options.Proxies, err = guard.ParseProxies(o.proxies); return err },
		func() error { options.Log, err = observe.Logger(a.stderr, o.logFormat, level); return err },
		func() error {
			if o.rate != "" {
				options.Rate, err = guard.ParseRate(o.rate)
			}
			return err
		},
	} {
		if err := parse(); err != nil {
			return options, &usageError{msg: err.Error(), hint: "annals serve --help"}
		}
	}
	return options, nil
}

// reachable is an address that a browser on this machine can ask.
func reachable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return a.String()
	}
	return fmt.Sprintf("localhost:%d", tcp.Port)
}

func datasetName(path string) string {
	if path == "" {
		return "the embedded dataset"
	}
	return path
}
