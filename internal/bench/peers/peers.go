// Package peers puts the questions of the benchmarks to the engines that somebody
// may choose instead: databases with a package for Node.js, one small program
// each, and the parsers of RDF that Debian has.
//
// What is asked comes from package questions; what is done with the figures is
// left to the benchmark.
package peers

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed *.mjs
var scripts embed.FS

// A Peer is an engine that a program for Node.js drives.
type Peer struct {
	Name    string // as people know it
	Script  string // our program, without .mjs
	Package string // from npm, with its version: figures are of one version
	Asks    bool   // it loads a graph and answers questions
	Durable bool   // what it loads is there after the process has ended
	Exports bool
	Parses  bool   // N-Quads without loading them
	Debian  string // the package that has the database itself, where npm's has only a client
}

// All gives the peers.
func All() []Peer {
	return []Peer{
		{Name: "DuckDB", Script: "duckdb", Package: "@duckdb/node-api@1.5.6-r.1", Asks: true, Durable: true, Exports: true},
		{Name: "Kùzu", Script: "kuzu", Package: "kuzu@0.11.3", Asks: true, Durable: true},
		{Name: "SQLite", Script: "sqlite", Package: "better-sqlite3@12.11.1", Asks: true, Durable: true, Exports: true},
		{Name: "PostgreSQL", Script: "postgres", Package: "pg@8.23.1", Asks: true, Durable: true, Debian: "postgresql"},
		{Name: "Oxigraph (WASM)", Script: "oxigraph", Package: "oxigraph@0.5.11", Asks: true},
		{Name: "N3.js", Script: "n3", Package: "n3@2.13.12", Parses: true},
	}
}

// Needs names the package of Debian that the peer cannot be without, "" where
// there is none or it is there.
func (p Peer) Needs() string {
	if p.Debian == "" {
		return ""
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is well-formed
	if _, err := exec.LookPath("initdb"); err == nil || len(found) > 0 {
		return ""
	}
	return p.Debian
}

// Install makes a peer ready in a folder of its own below cache.
func (p Peer) Install(ctx context.Context, cache string) error {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("%s is not installed", program)
		}
	}
	dir := p.dir(cache)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"peer.mjs", "sql.mjs", p.Script + ".mjs"} {
		text, err := scripts.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	if p.installed(dir) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "install", "--prefix", dir, "--no-save", "--no-audit", "--no-fund", "--loglevel=error", p.Package)
	npm.WaitDelay = time.Second
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install %s: %w: %s", p.Package, err, firstLine(string(out)))
	}
	return nil
}

func (p Peer) dir(cache string) string { return filepath.Join(cache, p.Script) }

// installed looks whether the version is there already.
func (p Peer) installed(dir string) bool {
	at := strings.LastIndexByte(p.Package, '@')
	text, err := os.ReadFile(filepath.Join(dir, "node_modules", filepath.FromSlash(p.Package[:at]), "package.json"))
	var found struct{ Version string }
	return err == nil && json.Unmarshal(text, &found) == nil && found.Version == p.Package[at+1:]
}

// Command gives the command line that has the peer do something: see peer.mjs.
func (p Peer) Command(cache string, args ...string) []string {
	return append([]string{"node", "--max-old-space-size=8192", filepath.Join(p.dir(cache), p.Script+".mjs")}, args...)
}

// Took is what a peer needed, by its own clock.
type Took struct {
	Seconds float64
	Peak    int64 // bytes of resident memory, 0 where unknown
	Bytes   int64 // on disk, where they are elsewhere than it was told
}

// Do has the peer load, export or parse, and gives what that took without
// starting it.
func (p Peer) Do(ctx context.Context, cache string, args ...string) (took Took, err error) {
	out, err := output(ctx, p.Command(cache, args...))
	if err != nil {
		return took, err
	}
	if err := json.Unmarshal(out, &took); err != nil {
		return took, fmt.Errorf("%s %s: %w", p.Name, args[0], err)
	}
	return took, nil
}

// Drop takes away what the peer has elsewhere than in dir.
func (p Peer) Drop(ctx context.Context, cache, dir string) error {
	if p.Debian == "" {
		return nil
	}
	_, err := output(ctx, p.Command(cache, "drop", dir))
	return err
}

func output(ctx context.Context, command []string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, command[0], command[1:]...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("%w: %s", err, thrown(string(exit.Stderr)))
	}
	return out, err
}

// thrown finds the message in what Node.js writes about an exception.
func thrown(stderr string) string {
	for line := range strings.Lines(stderr) {
		if before, _, ok := strings.Cut(line, ": "); ok && strings.HasSuffix(before, "Error") {
			return strings.TrimSpace(line)
		}
	}
	return firstLine(stderr)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
