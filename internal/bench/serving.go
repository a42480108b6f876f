package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"

	store "github.com/cayleygraph/cayley/graph"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	"annals.example/internal/bench/load"
	"annals.example/internal/bench/stores"
)

// connections are open at once when servers are measured.
const connections = 8

// whoSigned is the fixed question that is asked over HTTP, and freeQuery the free one,
// of the embedded dataset.
const (
	whoSigned = "/ask/who-signed.json?agreement=agreement%2F1936-protocol"
	freeQuery = `g.V("<https://annals.example/soviet-mongolian/agreement/1936-protocol>").in("<https://annals.example/vocabulary#instrument>").out("<https://annals.example/vocabulary#signer>").all()`
)

// annalsServe is how the server is called, as people run it.
const annalsServe = "annals serve"

// A served is what a server did in all rounds.
type served struct {
	name, what string
	result     load.Result
}

// serves asks servers over HTTP, in turns: this program the fixed question beside a
// handler that does nothing but write the same bytes, and a free query beside Cayley's
// own server.
func (b *bench) serves(ctx context.Context) error {
	text, answer := b.path("embedded.nq"), b.path("answer.json")
	if err := b.prepareServing(ctx, text, answer); err != nil {
		b.absent(annalsServe, err)
		return nil
	}
	free := load.Request{Method: "POST", Path: "/api/v2/query?lang=gizmo", Body: freeQuery}
	fixed := load.Request{Method: "GET", Path: whoSigned}
	servers := []struct {
		served
		command []string
		ask     load.Request
	}{
		{served{name: "bare net/http", what: "who signed"}, []string{b.self, "serve-bare", answer}, fixed},
		{served{name: ours, what: "who signed"}, b.serveCommand(), fixed},
		{served{name: "Cayley, memstore", what: "free Gizmo"}, []string{b.self, "serve-cayley", text}, free},
		{served{name: ours, what: "free Gizmo"}, b.serveCommand(), free},
	}
	for range b.rounds {
		for i := range servers {
			if err := b.measureServer(ctx, &servers[i].served, servers[i].command, servers[i].ask); err != nil {
				return err
			}
		}
	}
	for _, s := range servers {
		b.say("%-8s %-28s %8.0f a second, median %v, 99th percentile %v", s.what, s.name,
			s.result.Rate(), s.result.Times.Median(), s.result.Times.Percentile(99))
		b.results.serving = append(b.results.serving, s.served)
	}
	return nil
}

func (b *bench) serveCommand() []string {
	return []string{b.annals, "serve", "--quiet", "--workers", "2"}
}

// prepareServing writes the embedded dataset, and an answer of the same length as ours
// for the handler that does nothing else.
func (b *bench) prepareServing(ctx context.Context, text, answer string) error {
	//nolint:gosec // the program that is measured
	if out, err := exec.CommandContext(ctx, b.annals, "export", "-o", text).CombinedOutput(); err != nil {
		return fmt.Errorf("%s export: %w: %s", b.annals, err, out)
	}
	//nolint:gosec // as above
	out, err := exec.CommandContext(ctx, b.annals, "ask", "who-signed", "agreement/1936-protocol", "--format", "json").Output()
	return errors.Join(err, os.WriteFile(answer, out, 0o600))
}

// measureServer starts a server, asks it for a while and ends it.
func (b *bench) measureServer(ctx context.Context, s *served, command []string, ask load.Request) error {
	address, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	//nolint:gosec // one of ours
	server := exec.CommandContext(ctx, command[0], append(command[1:], "--addr", address)...)
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		return err
	}
	defer func() { end(); _ = server.Wait() }() // it was killed
	options := load.Options{Address: "http://" + address, Connections: connections, Requests: []load.Request{ask}, Time: time.Second}
	if err := awaitServer(ctx, address); err != nil {
		return fmt.Errorf("%s: %w", command[0], err)
	}
	_ = load.Run(ctx, options) // to warm it
	options.Time = 3 * time.Second
	r := load.Run(ctx, options)
	if r.Wrong > 0 {
		return fmt.Errorf("%s: %d wrong answers: %w", s.name, r.Wrong, r.Err)
	}
	s.result.Times = append(s.result.Times, r.Times...)
	s.result.Took += r.Took
	return nil
}

// freeAddress is an address that nobody listens at.
func freeAddress(ctx context.Context) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func awaitServer(ctx context.Context, address string) error {
	for range 500 {
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err == nil {
			return c.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return errors.New("the server did not start")
}

// serveBare answers everything with the bytes of a file: FILE --addr ADDRESS.
func serveBare(_ context.Context, args []string, _ io.Writer) error {
	body, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	return listenAndServe(args[2], http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body) // the client is gone
	}))
}

// serveCayley is Cayley's own HTTP API on its store in memory: N-QUADS --addr ADDRESS.
func serveCayley(_ context.Context, args []string, _ io.Writer) error {
	qs, err := stores.Memstore(fromText(args[0]))
	if err != nil {
		return err
	}
	defer qs.Close()
	return listenAndServe(args[2], cayleyhttp.NewAPIv2(&store.Handle{QuadStore: qs}))
}

func listenAndServe(address string, h http.Handler) error {
	return (&http.Server{Addr: address, Handler: h, ReadHeaderTimeout: time.Minute}).ListenAndServe()
}

// serving writes what came of it.
func (b *bench) serving(out io.Writer) {
	if len(b.results.serving) == 0 {
		return
	}
	fmt.Fprintf(out, "## Over HTTP\n\nThe embedded dataset, %d connections at once, all on this machine. Each server is a process of its own.\n\n", connections)
	s := newSheet("", "", "answers a second", "median", "99th percentile")
	for _, v := range b.results.serving {
		s.row(v.what, v.name, grouped(int(v.result.Rate())), span(v.result.Times.Median()), span(v.result.Times.Percentile(99)))
	}
	fmt.Fprintf(out, "%s\n", s)
}

// servingGoals compares each of our two with the one before it.
func (b *bench) servingGoals(s *sheet) {
	v := b.results.serving
	if len(v) < 4 {
		return
	}
	s.goal("who-signed over HTTP: a quarter of the rate of a bare handler", v[1].result.Rate()/v[0].result.Rate(), 0.25, "%s×")
	s.most("who-signed over HTTP, 99th percentile: under 20 ms", float64(v[1].result.Times.Percentile(99))/1e6, 20, "%s ms")
	s.goal("free Gizmo over HTTP: half the rate of Cayley's server", v[3].result.Rate()/v[2].result.Rate(), 0.5, "%s×")
}
