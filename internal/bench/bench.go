package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/peers"
)

// A bench is one run: what it was told, what it has made so far, what it found.
type bench struct {
	options
	log     io.Writer
	self    string   // this program
	meter   []string // the command that measures others
	work    string   // what is taken away at the end
	graph   made     // the graph of the chosen size
	peers   []peers.Peer
	tools   []peers.Tool
	results results
}

// made is a generated graph, as text and what to ask of it.
type made struct {
	size  int // quads
	text  string
	drawn events.Drawn
}

func newBench(o options, log io.Writer) (*bench, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.cache, 0o755); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(o.cache, "run-")
	if err != nil {
		return nil, err
	}
	return &bench{options: o, log: log, self: self, meter: []string{self, "meter"}, work: work, results: newResults()}, nil
}

func (b *bench) close() {
	for _, p := range b.peers {
		// Also where the run was interrupted.
		if err := p.Drop(context.Background(), b.cache, b.path(p.Script)); err != nil {
			b.say("%s: take away its data: %v", p.Name, err)
		}
	}
	if err := os.RemoveAll(b.work); err != nil {
		b.say("what was made is still there: %v", err)
	}
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.log, format+"\n", args...) }

// absent says aloud, and in the results, what is not measured and why.
func (b *bench) absent(what string, why error) {
	// What is written for others names no place of this machine.
	line := strings.NewReplacer(b.work+string(filepath.Separator), "", b.cache+string(filepath.Separator), "").
		Replace(fmt.Sprintf("%s: %v", what, why))
	if !slices.Contains(b.results.absent, line) {
		b.results.absent = append(b.results.absent, line)
		b.say("LEFT OUT %s", line)
	}
}

func (b *bench) path(elements ...string) string {
	return filepath.Join(append([]string{b.work}, elements...)...)
}

// generate makes the graph.
func (b *bench) generate(context.Context) (err error) {
	b.graph, err = b.make(b.size)
	return err
}

func (b *bench) make(size int) (made, error) {
	g := made{text: b.path(fmt.Sprintf("events-%d.nq", size))}
	f, err := os.Create(g.text)
	if err != nil {
		return g, err
	}
	buffered := bufio.NewWriterSize(f, 1<<20)
	draw := events.NewDraw(b.params, b.seed)
	g.size, err = events.Graph{Size: size, Seed: b.seed}.Write(buffered, draw.Look)
	g.drawn = draw.Drawn()
	b.say("generated %d quads, %.0f MB of N-Quads", g.size, float64(sizeOf(g.text))/1e6)
	return g, errors.Join(err, buffered.Flush(), f.Close())
}

// sizeOf gives the bytes of a file, or of all files of a directory.
func sizeOf(path string) (bytes int64) {
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		return 0
	}
	return bytes
}

// invite makes ready those peers that can be had.
func (b *bench) invite(ctx context.Context) error {
	for _, p := range peers.All() {
		if !b.comes(ctx, p.Name, p.Needs()) {
			continue
		}
		b.say("installing %s", p.Package)
		if err := p.Install(ctx, b.cache); err != nil {
			b.absent(p.Name, err)
			continue
		}
		b.peers = append(b.peers, p)
	}
	for _, t := range peers.Tools() {
		if b.comes(ctx, t.Name, t.Needs()) {
			b.tools = append(b.tools, t)
		}
	}
	return ctx.Err()
}

// comes reports whether a peer is wanted, and what it needs of Debian is there.
func (b *bench) comes(ctx context.Context, name, needs string) bool {
	if !b.wanted(name) {
		return false
	}
	err := b.debian(ctx, needs)
	if err != nil {
		b.absent(name, err)
	}
	return err == nil
}

// debian installs a package, if it is told to; "" is none.
func (b *bench) debian(ctx context.Context, name string) error {
	switch {
	case name == "":
		return nil
	case !b.install:
		return fmt.Errorf("not installed: it is in Debian's package %s, which -install installs", name)
	}
	b.say("installing %s", name)
	out, err := exec.CommandContext(ctx, "apt-get", "install", "-y", name).CombinedOutput()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		return fmt.Errorf("apt-get install %s: %w: %s", name, err, lines[len(lines)-1])
	}
	return nil
}

func (b *bench) wanted(peer string) bool {
	return b.options.peers == "all" || slices.ContainsFunc(strings.Split(b.options.peers, ","), func(name string) bool {
		return strings.EqualFold(name, peer)
	})
}
