package web

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// A homePage is the first that a reader sees.
type homePage struct {
	Statements int
	Sources    int
	Kinds      []counted // of sources
	Types      []counted // of things
	Topics     []topic
}

// counted is something to look at and how many there are.
type counted struct {
	Label, Href string
	Count       int
}

// Home writes the first page: what the dataset is, what it speaks of, what can be asked.
func (p *Pages) Home(ctx context.Context, w io.Writer) error {
	page := &homePage{Topics: p.topics()}
	var err error
	if page.Types, err = p.counts(ctx); err != nil {
		return err
	}
	sources, err := p.dataset.Sources(ctx)
	if err != nil {
		return err
	}
	kinds := map[quad.Value]int{}
	for _, s := range sources {
		page.Sources++
		page.Statements += s.Claims
		kinds[s.Kind]++
	}
	for _, kind := range kindsInOrder {
		if n := kinds[kind]; n > 0 && kind != wordEditors {
			page.Kinds = append(page.Kinds, counted{Label: p.dataset.Term(kind).Label, Count: n})
		}
	}
	return p.write(w, "home", frame{Route: "/", Canonical: p.canonical("/"), Body: page})
}

// counts are the classes of things and how many there are of each, without the sources.
func (p *Pages) counts(ctx context.Context) ([]counted, error) {
	types, err := p.types.get(ctx, p.dataset.Types)
	if err != nil {
		return nil, err
	}
	var list []counted
	for _, t := range types {
		if t.Type != sourceType {
			list = append(list, counted{brief(t.Label), p.listPath(t.Type), t.Count})
		}
	}
	return list, nil
}

// A topic is the questions about something.
type topic struct {
	Name      string
	Questions []graph.Question
}

// topics are the questions by what they are about.
func (p *Pages) topics() []topic {
	var topics []topic
	for _, q := range graph.Questions() {
		i := slices.IndexFunc(topics, func(t topic) bool { return t.Name == q.Topic })
		if i < 0 {
			i = len(topics)
			topics = append(topics, topic{Name: q.Topic})
		}
		topics[i].Questions = append(topics[i].Questions, q)
	}
	slices.SortFunc(topics, func(a, b topic) int { return strings.Compare(a.Name, b.Name) })
	return topics
}
