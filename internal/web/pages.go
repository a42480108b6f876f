package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"annals.example/graph"
	"annals.example/internal/topics"
)

// Query writes how free queries are put: by hand, and by programs.
func (p *Pages) Query(_ context.Context, w io.Writer) error {
	return p.write(w, "query", frame{Title: "Free queries", Route: "/query", Canonical: p.canonical("/query"),
		Body: struct{ Languages []string }{languages()}})
}

// languages are those of free queries, as their makers write them.
func languages() []string {
	list := graph.Languages()
	for i, name := range list {
		switch name {
		case "gizmo":
			list[i] = "Gizmo (JavaScript)"
		case "graphql":
			list[i] = "GraphQL"
		case "mql":
			list[i] = "MQL"
		}
	}
	return list
}

// An aboutPage is what the dataset is, for somebody who wants to cite or copy it.
type aboutPage struct {
	Name       string
	Edition    string
	Address    string
	Statements int
	Sources    int
	Types      []counted
	Topics     []topics.Topic
	Formats    []Link
}

// About writes what the dataset is: its edition, what it holds, how to cite and copy it;
// formats lead to the same as data.
func (p *Pages) About(ctx context.Context, w io.Writer, formats []Link) error {
	page := &aboutPage{Name: p.dataset.Name(), Edition: p.dataset.Edition(), Address: p.space.Base, Topics: topics.All(), Formats: formats}
	sources, err := p.dataset.Sources(ctx)
	if err != nil {
		return err
	}
	for _, s := range sources {
		page.Sources++
		page.Statements += s.Claims
	}
	if page.Types, err = p.counts(ctx); err != nil {
		return err
	}
	return p.write(w, "about", frame{Title: "About the dataset", Route: "/about", Canonical: p.canonical("/about"), Alternates: formats, Body: page})
}

// Problem writes a page that says why there is no other, and where to go on.
func (p *Pages) Problem(w io.Writer, status int, told Problem) error {
	told.Message, told.Hint, told.Words = clean(told.Message), clean(told.Hint), cut(clean(told.Words), longestWords).Text
	title := problemTitle(status)
	return p.write(w, "problem", frame{Title: title, Body: struct {
		Title, Status string
		Problem       Problem
	}{title, strings.TrimSpace(fmt.Sprint(status, " ", http.StatusText(status))), told}})
}

// problemTitle says for people what a status says for programs.
func problemTitle(status int) string {
	switch status {
	case http.StatusNotFound:
		return "There is nothing here"
	case http.StatusGone:
		return "This was withdrawn"
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return "Too much is asked at once"
	case http.StatusGatewayTimeout:
		return "This took too long"
	case http.StatusInternalServerError:
		return "Something went wrong here"
	}
	return "This cannot be answered"
}

// Near are links to what stands near a name that there is not, for Problem.
func (p *Pages) Near(ctx context.Context, err error) []Link {
	var unknown *graph.UnknownError
	if errors.As(err, &unknown) {
		switch unknown.What {
		case "type":
			return p.typesNamed(ctx, unknown.Near)
		case "question":
			return p.questionsNamed(unknown.Near)
		}
	}
	var links []Link
	for _, id := range nearIn(err) {
		if e, err := p.dataset.Resolve(ctx, id); err == nil {
			links = append(links, Link{Href: p.space.Path(e.ID), Text: brief(e.Label)})
		}
	}
	return links
}

func (p *Pages) typesNamed(ctx context.Context, names []string) []Link {
	types, err := p.types.get(ctx, p.dataset.Types)
	if err != nil {
		return nil // the page is about another failure
	}
	var links []Link
	for _, name := range names {
		for _, t := range types {
			if t.Type == name {
				links = append(links, Link{Href: p.listPath(t.Type), Text: brief(t.Label)})
			}
		}
	}
	return links
}

func (p *Pages) questionsNamed(names []string) []Link {
	var links []Link
	for _, name := range names {
		if q, err := graph.QuestionNamed(name); err == nil {
			links = append(links, Link{Href: p.path("/ask/" + name), Text: strings.TrimSuffix(q.Title, ".")})
		}
	}
	return links
}

func nearIn(err error) []string {
	var unknown *graph.UnknownError
	if errors.As(err, &unknown) {
		return unknown.Near
	}
	return nil
}
