package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	store "github.com/cayleygraph/cayley/graph"

	"annals.example/graph"
	"annals.example/graph/snapshot"
	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/peers"
	"annals.example/internal/bench/questions"
	"annals.example/internal/bench/stores"
)

// asksPeers asks package graph, what lies below it, and the peers. This process has
// nothing else in memory then.
func (b *bench) asksPeers(ctx context.Context) error {
	d, err := graph.Open(ctx, b.file())
	if err != nil {
		return err
	}
	defer d.Close()
	view, err := d.View()
	if err != nil {
		return err
	}
	defer view.Close()
	s, err := snapshot.Open(b.file())
	if err != nil {
		return err
	}
	defer s.Close()
	ranges := questions.OnRanges(s)
	all := []*contestant{
		{name: ours, ask: inProcess(questions.OnView(view), nil)},
		{name: onRanges, ask: inProcess(ranges, nil)},
	}
	for _, p := range b.peers {
		if !p.Asks {
			continue
		}
		server, err := p.Serve(ctx, b.cache, b.path(p.Script))
		if err != nil {
			b.absent(p.Name+" (questions)", err)
			continue
		}
		defer func() {
			if err := server.Close(); err != nil {
				b.say("%s ended badly: %v", p.Name, err)
			}
		}()
		all = append(all, &contestant{name: p.Name, ask: asksServer(server)})
	}
	return b.compete(ctx, "In Go, and the peers", ranges, b.graph, all)
}

// asksCayley asks in Cayley's languages: the compiled file and memstore, in one
// process.
func (b *bench) asksCayley(ctx context.Context) error {
	return b.contest(ctx, "In Cayley's languages", b.graph, b.file(), "annals", "memstore")
}

// asksStores asks Cayley's stores on disk, about a graph of their own size: they take
// minutes to load, and seconds for each question for which they scan.
func (b *bench) asksStores(ctx context.Context) error {
	if b.kvSize == 0 {
		b.absent("Cayley's stores on disk", errors.New("-kv-size is 0"))
		return nil
	}
	g, err := b.make(b.kvSize)
	if err != nil {
		return err
	}
	file := b.path("small.annals")
	if err := b.part(ctx, &b.results.storeLoads, ours, "build", g.text, file); err != nil {
		return err
	}
	b.results.storeLoads.note(ours, sizeOf(file), false)
	kinds := []string{"annals", "memstore"}
	agreement := string(g.drawn.Agreements[0].Entity)
	for _, k := range []stores.Kind{stores.Bolt, stores.Pebble} {
		dir, name := b.storeDir(k), "Cayley "+string(k)
		if err := b.part(ctx, &b.results.storeLoads, name, "load", string(k), g.text, dir); err != nil {
			b.absent(name, err)
			continue
		}
		b.results.storeLoads.note(name, sizeOf(dir), false)
		if err := b.part(ctx, &b.results.storeColds, name+", Gizmo", "cold", string(k), dir, agreement); err != nil {
			b.absent(name+" (cold)", err)
		}
		kinds = append(kinds, string(k))
	}
	return b.contest(ctx, "Cayley's stores on disk", g, file, kinds...)
}

// contest asks stores of Cayley's, and the compiled file beside them.
func (b *bench) contest(ctx context.Context, about string, g made, file string, kinds ...string) error {
	s, err := snapshot.Open(file)
	if err != nil {
		return err
	}
	defer s.Close()
	defer debug.FreeOSMemory() // what memstore held
	ranges := questions.OnRanges(s)
	all := []*contestant{{name: onRanges, ask: inProcess(ranges, nil)}}
	for _, kind := range kinds {
		name, path := "Cayley "+kind, b.storeDir(stores.Kind(kind))
		switch kind {
		case "annals":
			name, path = ours, file
		case "memstore":
			path = g.text
		}
		qs, err := openStore(kind, path)
		if err != nil {
			b.absent(name+", in Cayley's languages", err)
			continue
		}
		defer qs.Close()
		all = append(all, inLanguages(name, qs)...)
	}
	return b.compete(ctx, about, ranges, g, all)
}

func inLanguages(name string, qs store.QuadStore) []*contestant {
	warmed := questions.OnGizmo(qs)
	return []*contestant{
		{name: name + ", path", ask: inProcess(questions.OnPaths(qs), nil)},
		{name: name + ", Gizmo", ask: inProcess(questions.OnGizmo(qs), nil)},
		{name: name + ", Gizmo, warmed", ask: inProcess(warmed, warmed.Warm)},
	}
}

// asksServer asks a peer in its own process; how long it took is by its clock.
func asksServer(s *peers.Server) asker {
	return func(_ context.Context, id questions.ID, params []events.Parameters, budget time.Duration, wanted bool) (measure.Times, []questions.Plain, error) {
		return s.Ask(id, params, budget, wanted)
	}
}

// grows measures the store alone, at several sizes.
func (b *bench) grows(ctx context.Context) error {
	for _, size := range b.growth {
		g, err := b.make(size)
		if err != nil {
			return err
		}
		file := b.path(fmt.Sprintf("growth-%d.annals", size))
		point := growth{quads: g.size}
		builds := table{name: "build"}
		for range b.rounds {
			if err := b.part(ctx, &builds, fmt.Sprintf("%s, %d", ours, g.size), "build", g.text, file); err != nil {
				return err
			}
		}
		point.build, point.bytes = builds.rows[0], sizeOf(file)
		if point.times, err = b.askAlone(ctx, g, file); err != nil {
			return err
		}
		b.results.growth = append(b.results.growth, point)
		if g.text != b.graph.text {
			if err := os.Remove(g.text); err != nil {
				return err
			}
		}
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return nil
}

// askAlone asks everything once without looking, and then as often as rounds.
func (b *bench) askAlone(ctx context.Context, g made, file string) (times [lastQuestion + 1]measure.Times, err error) {
	s, err := snapshot.Open(file)
	if err != nil {
		return times, err
	}
	defer s.Close()
	ask := inProcess(questions.OnRanges(s), nil)
	for round := range b.rounds + 1 {
		for _, q := range questions.All() {
			took, _, err := ask(ctx, q.ID, questions.Of(g.drawn, q.ID), b.budget, false)
			if err != nil {
				return times, err
			}
			if round > 0 {
				times[q.ID] = append(times[q.ID], took...)
			}
		}
	}
	return times, nil
}
