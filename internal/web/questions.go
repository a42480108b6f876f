package web

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// Questions writes the page of all named questions.
func (p *Pages) Questions(_ context.Context, w io.Writer) error {
	return p.write(w, "questions", frame{Title: "Questions", Route: "/ask", Canonical: p.canonical("/ask"), Body: p.topics()})
}

// takes tells what a question must be told, or may be told besides.
func takes(params []param, required bool) string {
	var texts []string
	for _, p := range params {
		if p.Required == required {
			texts = append(texts, p.Text)
		}
	}
	return strings.Join(texts, "; ")
}

// questionsAbout are the questions that take a thing: those that are about such a thing
// before those that can be told of one, and before those that take any.
func (v *view) questionsAbout(thing quad.Value) []Link {
	var ranks [3][]Link
	for _, q := range graph.Questions() {
		for i, param := range q.Params {
			if param.IsDate() || param.IsDays() {
				continue
			}
			if _, err := v.resolve(resolvable(thing), param.Types...); err != nil {
				continue
			}
			rank := min(i, 1)
			if slices.Contains(param.Types, "Entity") {
				rank = 2
			}
			ranks[rank] = append(ranks[rank], Link{Href: v.path("/ask/"+q.Name, param.Name, v.reference(thing)),
				Text: strings.TrimSuffix(q.Title, ".")})
			break
		}
	}
	return slices.Concat(ranks[:]...)
}

// resolvable writes a thing's address as Resolve takes it.
func resolvable(thing quad.Value) string {
	switch thing := thing.(type) {
	case quad.IRI:
		return string(thing)
	case quad.BNode:
		return "_:" + string(thing)
	}
	return ""
}

// exampleOf makes a link of an example of a question, a command line, where its things
// are in this dataset.
func (v *view) exampleOf(q graph.Question, example string) (Link, bool) {
	arguments, ok := shellWords(example)
	if !ok || len(arguments) < 3 || len(q.Params) == 0 && len(arguments) > 3 {
		return Link{}, false
	}
	var query, said []string
	for i := 3; i < len(arguments); i++ {
		name, isFlag := strings.CutPrefix(arguments[i], "--")
		if !isFlag {
			name = q.Params[0].Name
		} else if i++; i == len(arguments) {
			return Link{}, false
		}
		label, ok := v.understood(q, name, arguments[i])
		if !ok {
			return Link{}, false
		}
		query = append(query, name, arguments[i])
		said = append(said, called(q, name)+" "+label)
	}
	return Link{Href: v.path("/ask/"+q.Name, query...), Text: cmp.Or(strings.Join(said, ", "), "all there is")}, true
}

// called is what people call a parameter of a question, or one that all questions take.
func called(q graph.Question, name string) string {
	for _, p := range q.Params {
		if p.Name == name {
			return paramLabel(p)
		}
	}
	return name
}

// understood gives what a question understands by a parameter, a thing by its label.
// What every question takes is taken as it is.
func (v *view) understood(q graph.Question, name, text string) (label string, ok bool) {
	for _, param := range q.Params {
		if param.Name != name || param.IsDate() || param.IsDays() {
			continue
		}
		e, err := v.resolve(text, param.Types...)
		return brief(e.Label), err == nil
	}
	return text, true
}

// shellWords parts a command line as a shell does, with double quotes alone.
func shellWords(line string) (list []string, ok bool) {
	for i, piece := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, piece)
		} else {
			list = append(list, strings.Fields(piece)...)
		}
	}
	return list, strings.Count(line, `"`)%2 == 0
}
