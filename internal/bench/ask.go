package main

import (
	"context"
	"fmt"
	"time"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
)

// A contestant answers questions about the graph, in this process or another.
type contestant struct {
	name string
	ask  asker
	out  [lastQuestion + 1]bool // of these questions, because it failed
}

const lastQuestion = questions.Neighbourhood

// An asker asks one question with each of params, or as many as the budget
// allows but at least one, and gives how long each took. Answers come only if
// wanted.
type asker func(ctx context.Context, id questions.ID, params []events.Parameters, budget time.Duration, wanted bool) (measure.Times, []questions.Plain, error)

// inProcess asks an engine in Go. prepare, which may be nil, is called before
// each question, outside of its time.
func inProcess(engine questions.Engine, prepare func(context.Context) error) asker {
	return func(ctx context.Context, id questions.ID, params []events.Parameters, budget time.Duration, wanted bool) (times measure.Times, answers []questions.Plain, err error) {
		until := time.Now().Add(budget)
		for _, p := range params {
			if prepare != nil {
				if err := prepare(ctx); err != nil {
					return nil, nil, err
				}
			}
			start := time.Now()
			answer, err := engine.Ask(ctx, id, p)
			end := time.Now()
			if err != nil {
				return nil, nil, err
			}
			times = append(times, end.Sub(start))
			if wanted {
				answers = append(answers, answer.Plain())
			}
			if end.After(until) {
				break
			}
		}
		return times, answers, nil
	}
}

// A competition is what was found by asking some contestants in turns.
type competition struct {
	about string
	quads int
	names []string // the contestants, in order
	times map[string]*[lastQuestion + 1]measure.Times
}

// compete asks everybody everything, in turns. Before that everybody answers
// without being measured; a wrong answer ends the run.
func (b *bench) compete(ctx context.Context, about string, right *questions.Ranges, g made, all []*contestant) error {
	found := competition{about: about, quads: g.size, times: map[string]*[lastQuestion + 1]measure.Times{}}
	for _, c := range all {
		found.names = append(found.names, c.name)
		found.times[c.name] = &[lastQuestion + 1]measure.Times{}
	}
	for round := range b.rounds + 1 {
		for _, q := range questions.All() {
			params := questions.Of(g.drawn, q.ID)
			for _, c := range all {
				if c.out[q.ID] {
					continue
				}
				times, answers, err := c.ask(ctx, q.ID, params, b.budget, round == 0)
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if err != nil {
					c.out[q.ID] = true
					b.absent(fmt.Sprintf("%s (%v)", c.name, q.ID), err)
					continue
				}
				if round == 0 {
					if err := compare(ctx, right, q.ID, params, answers); err != nil {
						return fmt.Errorf("%s: %w", c.name, err)
					}
				} else {
					found.times[c.name][q.ID] = append(found.times[c.name][q.ID], times...)
				}
			}
		}
		b.say("%s: %d quads, round %d of %d", about, g.size, round, b.rounds)
	}
	b.results.competitions = append(b.results.competitions, found)
	return nil
}

// compare holds answers against those of the ranges, which the tests of package
// questions hold against looking through all quads.
func compare(ctx context.Context, right *questions.Ranges, id questions.ID, params []events.Parameters, answers []questions.Plain) error {
	full := right.WithoutLimit()
	for i, answer := range answers {
		want, err := full.Ask(ctx, id, params[i])
		if err != nil {
			return err
		}
		if diff := answer.Differs(id, want.Plain()); diff != "" {
			return fmt.Errorf("answers %v of %v wrongly: %s", id, params[i], diff)
		}
	}
	return nil
}
