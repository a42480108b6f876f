package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/peers"
	"annals.example/internal/bench/questions"
	"annals.example/internal/bench/stores"
)

// ours is how this program is called in the results.
const ours = "Annals"

// onRanges is what lies below package graph, asked alone: the ranges of the file.
const onRanges = ours + ", ranges"

// annalsQuery is how the program itself is called, as people run it.
const annalsQuery = "annals query"

// loads makes a store of the graph with every engine.
func (b *bench) loads(ctx context.Context) error {
	for range b.rounds {
		if err := b.part(ctx, &b.results.loads, ours, "build", b.graph.text, b.file()); err != nil {
			return err
		}
		for _, p := range b.peers {
			if !p.Asks {
				continue
			}
			dir := b.path(p.Script)
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
			took := b.peer(ctx, &b.results.loads, p, "load", b.graph.text, dir)
			b.results.loads.note(p.Name, cmp.Or(took.Bytes, sizeOf(dir)), !p.Durable)
		}
	}
	b.results.loads.note(ours, sizeOf(b.file()), false)
	return ctx.Err()
}

// file is the compiled graph.
func (b *bench) file() string { return b.path("graph.annals") }

// part measures a part of this command in a process of its own.
func (b *bench) part(ctx context.Context, to *table, name string, args ...string) error {
	return b.program(ctx, to, name, append([]string{b.self}, args...))
}

func (b *bench) program(ctx context.Context, to *table, name string, command []string) error {
	r, err := measure.Program(ctx, b.meter, command[0], command[1:]...)
	if err != nil {
		return err
	}
	to.add(name, r)
	b.say("%-8s %-28s %8.3f s %6.0f MB", to.name, name, r.Time.Seconds(), float64(r.Peak)/1e6)
	return nil
}

// peer has a peer do something. One that fails is left out.
func (b *bench) peer(ctx context.Context, to *table, p peers.Peer, args ...string) peers.Took {
	took, err := p.Do(ctx, b.cache, args...)
	if err != nil {
		b.absent(p.Name+" ("+args[0]+")", err)
		return took
	}
	to.add(p.Name, measure.Run{Time: time.Duration(took.Seconds * 1e9), Peak: took.Peak})
	b.say("%-8s %-28s %8.3f s %6.0f MB", to.name, p.Name, took.Seconds, float64(took.Peak)/1e6)
	return took
}

// parses reads the graph with every parser.
func (b *bench) parses(ctx context.Context) error {
	for range b.rounds {
		err := errors.Join(
			b.part(ctx, &b.results.parses, ours, "parse", b.graph.text),
			b.part(ctx, &b.results.parses, "Cayley's reader", "parse-cayley", b.graph.text),
		)
		if err != nil {
			return err
		}
		for _, t := range b.tools {
			name := t.Name
			if t.Does != "" {
				name += " (" + t.Does + ")"
			}
			if err := b.program(ctx, &b.results.parses, name, t.Command(b.graph.text)); err != nil {
				b.absent(t.Name, err)
			}
		}
		for _, p := range b.peers {
			if p.Parses {
				b.peer(ctx, &b.results.parses, p, "parse", b.graph.text)
			}
		}
	}
	return nil
}

// exports writes the graph as N-Quads, each time into a new file: to free the memory
// of the one before takes the system half as long as to write it, for everybody.
func (b *bench) exports(ctx context.Context) error {
	to := b.path("export.nq")
	for range b.rounds {
		if err := os.RemoveAll(to); err != nil {
			return err
		}
		if err := b.part(ctx, &b.results.exports, ours, "export", b.file(), to); err != nil {
			return err
		}
		for _, p := range b.peers {
			if p.Exports {
				if err := os.RemoveAll(to); err != nil {
					return err
				}
				b.peer(ctx, &b.results.exports, p, "export", b.path(p.Script), to)
				if got, want := sizeOf(to), sizeOf(b.graph.text); got != want {
					b.absent(p.Name+" (export)", errors.New("wrote other quads"))
				}
			}
		}
	}
	return os.Remove(to)
}

// colds starts a process that opens the graph, answers one question and ends.
// The file was written a short while ago, so it is in memory.
func (b *bench) colds(ctx context.Context) error {
	p := b.graph.drawn.Agreements[0]
	agreement := string(p.Entity)
	query := true
	for range b.rounds {
		for range 10 {
			if err := b.part(ctx, &b.results.colds, onRanges, "cold", "ranges", b.file(), agreement); err != nil {
				return err
			}
			if query {
				if err := b.annalsCold(ctx, p); err != nil {
					b.absent(annalsQuery, err)
					query = false
				}
			}
		}
		for _, peer := range b.peers {
			if peer.Asks {
				command := peer.Command(b.cache, "cold", b.path(peer.Script), "2", peers.Parameters(p))
				if err := b.program(ctx, &b.results.colds, peer.Name, command); err != nil {
					b.absent(peer.Name+" (cold)", err)
				} else if peer.Debian != "" {
					b.results.colds.row(peer.Name).peak = 0 // it was the client's
				}
			}
		}
	}
	// Once is enough for what takes so long.
	return b.part(ctx, &b.results.colds, "Cayley memstore, Gizmo", "cold", "memstore", b.graph.text, agreement)
}

// annalsCold measures the program as it is used.
func (b *bench) annalsCold(ctx context.Context, p events.Parameters) error {
	program, _ := questions.Program(questions.Signed, p)
	return b.program(ctx, &b.results.colds, annalsQuery, []string{b.annals, "query", "--data", b.file(), program})
}

// storeDir is where one of Cayley's stores is.
func (b *bench) storeDir(k stores.Kind) string { return filepath.Join(b.work, "cayley-"+string(k)) }
