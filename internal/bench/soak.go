package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"annals.example/internal/bench/load"
)

// soak asks a server of this program all sorts of things for a long time, and shows
// whether what it holds grows: bench soak [-for 30m] [-annals bin/annals].
func soak(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("soak", flag.ContinueOnError)
	length := f.Duration("for", 30*time.Minute, "how long")
	every := f.Duration("every", time.Minute, "how often what it holds is written")
	annals := f.String("annals", filepath.Join("bin", "annals"), "the program")
	if err := f.Parse(args); err != nil {
		return err
	}
	address, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	ctx, end := context.WithTimeout(ctx, *length)
	defer end()
	//nolint:gosec // the program that is measured
	server := exec.CommandContext(ctx, *annals, "serve", "--quiet", "--addr", address, "--query-timeout", "1s")
	if err := server.Start(); err != nil {
		return err
	}
	defer func() { end(); _ = server.Wait() }() // it was killed
	if err := awaitServer(ctx, address); err != nil {
		return err
	}
	fmt.Fprintf(out, "| minutes | answers | wrong | median | 99th percentile | memory of the server | of its workers | workers | files open |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for start := time.Now(); ctx.Err() == nil; {
		// Ever new questions, so that the server soon keeps as many answers as it may.
		var r load.Result
		for until := time.Now().Add(*every); time.Now().Before(until) && ctx.Err() == nil; {
			r = r.And(load.Run(ctx, load.Options{Address: "http://" + address, Connections: connections,
				Time: *every / 20, Requests: mixed(int(time.Since(start)))}))
		}
		if ctx.Err() != nil { // the time is over, and the server was ended
			return nil
		}
		h, err := held(server.Process.Pid)
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("the server ended after %v", time.Since(start))
		}
		fmt.Fprintf(out, "| %.0f | %s | %d | %s | %s | %s | %s | %d | %d |\n", time.Since(start).Minutes(), grouped(len(r.Times)), r.Wrong,
			span(r.Times.Median()), span(r.Times.Percentile(99)), megabytes(h.memory), megabytes(h.workersMemory), h.workers, h.files)
		if r.Err != nil {
			fmt.Fprintf(os.Stderr, "first wrong answer: %v\n", r.Err)
		}
	}
	return nil
}

// mixed are requests of all kinds: pages, data, questions that nobody asked before,
// free queries that are right and that are hostile, and what does not exist. Where loops
// hold all workers, others are told to come later: that is right too.
func mixed(salt int) []load.Request {
	get := func(path, accept string, status int) load.Request {
		return load.Request{Method: http.MethodGet, Path: path, Accept: accept, Status: status}
	}
	query := func(text string, status int) load.Request {
		return load.Request{Method: http.MethodPost, Path: "/api/v2/query?lang=gizmo", Body: text, Status: status, Or: http.StatusServiceUnavailable}
	}
	list := []load.Request{
		get("/nothing/here", "text/html", http.StatusNotFound),
		get("/agreement/1936-protocol", "image/png", http.StatusNotAcceptable),
		query("while(true){}", http.StatusGatewayTimeout),
		query("g.V(", http.StatusBadRequest),
		{Method: http.MethodPost, Path: "/api/v2/write", Body: "<a> <b> <c> .", Status: http.StatusForbidden},
	}
	for i := range 40 {
		list = append(list,
			get("/", "text/html", 0), get(whoSigned, "", 0), get("/agreement/1936-protocol", "text/html", 0),
			get("/person/genden", "text/turtle", 0), get("/source/bold-limited-war.jsonld", "", 0), get("/sources", "text/html", 0),
			get("/search?q="+strconv.Itoa(salt+i), "text/html", 0),
			get("/ask/chronology.csv?from="+url.QueryEscape(strconv.Itoa(1911+(salt+i)%35))+"&limit="+strconv.Itoa(1+(salt+i)%97), "", 0),
			get("/vocabulary", "text/turtle", 0), get("/.well-known/void", "", 0), get("/dump.nq.gz", "", 0),
			query(freeQuery, 0), query("g.V().limit("+strconv.Itoa(1+i)+").all()", 0))
	}
	return list
}

// A holding is what a server holds at one moment.
type holding struct {
	memory, workersMemory int64 // resident bytes
	workers, files        int
}

// held reads it where Linux tells it.
func held(pid int) (h holding, err error) {
	if h.memory, err = resident(pid); err != nil {
		return h, err
	}
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	h.files = len(files)
	children, childErr := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, list := range children {
		text, err := os.ReadFile(list)
		if err != nil { // the thread has ended
			continue
		}
		for _, child := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(child); err == nil {
				memory, _ := resident(n) // it may have ended
				h.workersMemory += memory
				h.workers++
			}
		}
	}
	return h, errors.Join(err, childErr)
}

// resident is the memory of a process that is in use: proc(5), statm.
func resident(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0, fmt.Errorf("statm of %d: %q", pid, text)
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}
