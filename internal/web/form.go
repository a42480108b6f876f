package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"annals.example/graph"
	"annals.example/queries"
)

type param = queries.Param

// How many things a field suggests, and in how large a dataset it suggests at all: a
// suggestion is found by reading all of them.
const (
	mostSuggested   = 150
	mostSuggestible = 20000
)

// fill fills in the form as it was sent.
func (page *answerPage) fill(ctx context.Context, v *view, request graph.Request, wrong error) error {
	suggested, err := v.suggested.get(ctx, v.readSuggestions)
	if err != nil {
		return err
	}
	var argument *graph.ArgumentError
	wrongParam := ""
	if errors.As(wrong, &argument) {
		wrongParam = argument.Param
	}
	for _, q := range page.Question.Params {
		f := field{Name: q.Name, Label: paramLabel(q), Help: q.Text, Required: q.Required,
			Value: request.Args[q.Name], Wrong: wrongParam == q.Name && wrongParam != ""}
		if f.Label == f.Help {
			f.Help = ""
		}
		switch {
		case q.IsDate():
			f.Wanted, f.Example = "date", "1936, 1936-03, 1936-03-12"
		case q.IsDays():
			f.Wanted, f.Example = "days", "30"
		default:
			f.Wanted = wanted(q.Types)
			if len(q.Types) == 1 {
				f.Suggestions = suggested[q.Types[0]]
			}
			if f.Value != "" {
				e, err := v.resolve(f.Value, q.Types...)
				if err == nil && e.Label != f.Value {
					f.Means = brief(e.Label)
				}
				f.Wrong = err != nil
			}
		}
		page.Fields = append(page.Fields, f)
	}
	return page.trust(ctx, v, request.Trust)
}

// paramLabel is what people call a parameter: its name, or what it is where that is a
// letter alone.
func paramLabel(p param) string {
	if len(p.Name) == 1 {
		return p.Text
	}
	return strings.ReplaceAll(p.Name, "-", " ")
}

func wanted(types []string) string {
	if slices.Contains(types, "Entity") {
		return "anyone or anything"
	}
	return strings.ToLower(strings.Join(types, " or "))
}

// trust fills in whom to believe: a box for each kind of source, and the rest as text.
func (page *answerPage) trust(ctx context.Context, v *view, t graph.Trust) error {
	sources, err := v.dataset.Sources(ctx)
	if err != nil {
		return err
	}
	var rest []string
	for _, kind := range kindsInOrder {
		if kind == wordEditors || !slices.ContainsFunc(sources, func(s graph.Source) bool { return s.Kind == kind }) {
			continue
		}
		name := strings.TrimPrefix(iriText(kind), graph.VocabularyIRI)
		page.Kinds = append(page.Kinds, choice{Name: name, Label: v.dataset.Term(kind).Label, Chosen: slices.Contains(t.Without, name)})
	}
	for _, name := range t.Without {
		if !slices.ContainsFunc(page.Kinds, func(c choice) bool { return c.Name == name }) {
			rest = append(rest, name)
		}
	}
	page.Believe, page.Without = strings.Join(t.Believe, ", "), strings.Join(rest, ", ")
	page.Trusting = len(t.Believe)+len(t.Without) > 0
	return nil
}

// readSuggestions reads what fields suggest: the things of each class that some
// question wants, where they are few.
func (p *Pages) readSuggestions(ctx context.Context) (map[string][]graph.Listed, error) {
	types, err := p.types.get(ctx, p.dataset.Types)
	if err != nil {
		return nil, err
	}
	total, count := 0, map[string]int{}
	for _, t := range types {
		total += t.Count
		count[t.Type] = t.Count
	}
	suggested := map[string][]graph.Listed{}
	if total > mostSuggestible {
		return suggested, nil
	}
	for _, q := range graph.Questions() {
		for _, param := range q.Params {
			class := param.Types[0]
			n := count[strings.ToLower(class)]
			if suggested[class] != nil || n == 0 || n > mostSuggested {
				continue
			}
			if suggested[class], err = p.dataset.List(ctx, class); err != nil {
				return nil, err
			}
		}
	}
	return suggested, nil
}

// problem tells why a question has no answer. Where a name is that of several things,
// each of them can be chosen.
func (v *view) problem(q graph.Question, values url.Values, err error) *Problem {
	told := &Problem{Message: err.Error()}
	var unknown *graph.UnknownError
	var ambiguous *graph.AmbiguousError
	var argument *graph.ArgumentError
	switch {
	case errors.As(err, &ambiguous):
		told.Hint = "Choose the one that is meant:"
		for i, e := range ambiguous.Matches[:min(len(ambiguous.Matches), mostFound)] {
			told.Near = append(told.Near, v.instead(q, values, ambiguous.Name, ambiguous.IDs[i], e.Label))
		}
	case errors.As(err, &unknown):
		if len(unknown.Near) > 0 {
			told.Hint = "Near it stands:"
		}
		for _, id := range unknown.Near {
			told.Near = append(told.Near, v.instead(q, values, unknown.Name, id, id))
		}
	case errors.As(err, &argument):
		// The question's name heads the page, and its parameters are no flags here.
		told.Message, told.Hint = argument.Msg, strings.ReplaceAll(argument.Hint, "--", "")
		if argument.Value != "" {
			told.Message = fmt.Sprintf("%s %q: %s", strings.ReplaceAll(argument.Param, "-", " "), argument.Value, argument.Msg)
		}
	case errors.Is(err, context.DeadlineExceeded):
		told.Message = "the answer took too long"
		told.Hint = "Ask for less: about one thing, or between two dates."
	}
	return told
}

// lacking tells what a question must still be told.
func lacking(q graph.Question, request graph.Request) *Problem {
	told := &Problem{Title: "Something is still needed"}
	var lacks []string
	for _, p := range q.Params {
		if _, said := request.Args[p.Name]; p.Required && !said {
			lacks = append(lacks, p.Text)
		}
	}
	told.Message = strings.Join(lacks, "; ")
	return told
}

// instead is the question with one of its values replaced.
func (v *view) instead(q graph.Question, values url.Values, wrong, right, label string) Link {
	query := url.Values{}
	for name, given := range values {
		for _, text := range given {
			if strings.TrimSpace(text) == wrong {
				text = right
			}
			query.Add(name, text)
		}
	}
	text := brief(label)
	if label != right {
		text += " (" + brief(right) + ")"
	}
	return Link{Href: v.space.Prefix + "/ask/" + q.Name + "?" + query.Encode(), Text: text}
}
