// Package browsertest holds what people see of a server against what they should: in a
// browser without network, over HTTP, with the workers that answer free queries. What is
// in the pages is left to the tests of internal/web, and what Cayley's web UI does with
// answers to those of graph/cayley/ui.
package browsertest

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"testing"
	"time"

	"annals.example/internal/headless"
	"annals.example/internal/sandbox"
	"annals.example/internal/server"
	"annals.example/internal/server/guard"
)

// TestMain lets this binary be the worker that a server starts.
func TestMain(m *testing.M) {
	if !sandbox.Started(os.LookupEnv) {
		os.Exit(m.Run())
	}
	if err := sandbox.Work(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The sites of the network: a server as "annals serve" starts it, and one below a path of
// another name.
const (
	home   = "http://127.0.0.1:64210"
	museum = "http://museum.example/x"
)

func network(t *testing.T) *headless.Network {
	t.Helper()
	return headless.NewNetwork(t, map[string]http.Handler{
		"127.0.0.1:64210": serve(t, server.Options{Address: home}),
		"museum.example":  serve(t, server.Options{Address: museum, Prefix: "/x", Base: museum + "/"}),
	})
}

// serve serves the embedded dataset at a port of its own, and gives the way there.
func serve(t *testing.T, o server.Options) http.Handler {
	t.Helper()
	var err error
	if o.Hosts, err = guard.ParseHosts([]string{"museum.example"}); err != nil {
		t.Fatal(err)
	}
	o.Log = slog.New(slog.DiscardHandler)
	// A query that never ends is to end while the test waits, and any other is not.
	o.Pool = sandbox.Options{Deadline: 15 * time.Second, Wait: time.Minute}
	s, err := server.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		<-ended // connections of the browser may be cut off
	})
	to := &url.URL{Scheme: "http", Host: listener.Addr().String()}
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
	}}
}

// browse gives a browser on both sites; when the test ends, nothing must have asked any
// other.
func browse(t *testing.T) *headless.Browser {
	t.Helper()
	n := network(t)
	t.Cleanup(func() {
		for _, request := range n.Outside() {
			t.Errorf("asked outside: %s", request)
		}
	})
	return headless.Start(t, n)
}
