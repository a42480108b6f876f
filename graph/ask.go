package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"annals.example/graph/cayley"
	"annals.example/graph/edtf"
	"annals.example/queries"
)

// A Question is a named question.
type Question = queries.Question

// Questions gives the named questions in the order of their names.
func Questions() []Question { return slices.Clone(questions()) }

// questions are read once: a server looks one up for every request.
var questions = sync.OnceValue(func() []Question {
	all, err := queries.All()
	if err != nil {
		panic(err) // the programs are embedded, and a test reads them
	}
	return all
})

// QuestionNamed gives a question by its name; the error is an *UnknownError.
func QuestionNamed(name string) (Question, error) {
	all := questions()
	var names []string
	for _, q := range all {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	return Question{}, &UnknownError{What: "question", Name: name, Near: nearest(name, slices.Values(names))}
}

// A Request is what somebody asks.
type Request struct {
	Question string
	Args     map[string]string // by the names of the question's parameters: entities as Resolve takes them, dates as EDTF
	Trust    Trust
	Limit    int // rows at most, where above zero
}

// An ArgumentError says that a question was asked wrongly.
type ArgumentError struct {
	Question, Param, Value string
	Msg, Hint              string
}

func (e *ArgumentError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Question, e.Msg)
	}
	return fmt.Sprintf("%s: %s %q: %s", e.Question, e.Param, e.Value, e.Msg)
}

// Ask answers a named question. Errors are *UnknownError, *AmbiguousError,
// *WrongTypeError and *ArgumentError for a question asked wrongly, and the
// context's own where it ends first.
func (d *Dataset) Ask(ctx context.Context, request Request) (*Answer, error) {
	q, err := QuestionNamed(request.Question)
	if err != nil {
		return nil, err
	}
	if _, err := await(ctx, d.believable); err != nil {
		return nil, err
	}
	d = d.answering(ctx)
	asked, err := d.understand(ctx, q, request)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, err
	}
	records, err := asked.gather(ctx, d.store.Run(ctx, asked.vars(), queries.Prelude(), q.Program))
	if err != nil {
		return nil, fmt.Errorf("question %s: %w", q.Name, err)
	}
	for _, step := range q.Steps {
		do := stepFuncs[step.Name]
		if do == nil {
			return nil, fmt.Errorf("question %s: no step %q", q.Name, step.Name)
		}
		records = do(asked, records, step.Args)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	answer := d.table(q, records, sortKeys(q))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if request.Limit > 0 && len(answer.Rows) > request.Limit {
		answer.Rows = answer.Rows[:request.Limit]
	}
	return answer, nil
}

// sortKeys are the columns by which rows are ordered.
func sortKeys(q Question) []string {
	for _, s := range q.Steps {
		if s.Name == "sort" {
			return s.Args
		}
	}
	return nil
}

// asked is a request that was understood.
type asked struct {
	*Dataset
	question Question
	things   map[string]quad.Value // by parameter
	dates    map[string]edtf.Date
	days     map[string]edtf.Day
	believed []quad.Value // passages; nil: all
}

func (d *Dataset) understand(ctx context.Context, q Question, request Request) (*asked, error) {
	a := &asked{Dataset: d, question: q, things: map[string]quad.Value{},
		dates: map[string]edtf.Date{}, days: map[string]edtf.Day{}}
	for name := range request.Args {
		if !slices.ContainsFunc(q.Params, func(p queries.Param) bool { return p.Name == name }) {
			return nil, &ArgumentError{Question: q.Name, Msg: "it has no parameter " + name, Hint: paramHint(q)}
		}
	}
	for _, p := range q.Params {
		text, given := request.Args[p.Name]
		if !given {
			if p.Required {
				return nil, &ArgumentError{Question: q.Name, Msg: "it needs " + p.Name + ": " + p.Text, Hint: q.Examples[0]}
			}
			continue
		}
		if err := a.take(ctx, p, text); err != nil {
			return nil, err
		}
	}
	var err error
	a.believed, err = d.believed(request.Trust)
	return a, err
}

func paramHint(q Question) string {
	var names []string
	for _, p := range q.Params {
		names = append(names, "--"+p.Name)
	}
	return "it takes " + strings.Join(names, " ")
}

func (a *asked) take(ctx context.Context, p queries.Param, text string) error {
	wrong := &ArgumentError{Question: a.question.Name, Param: p.Name, Value: text}
	switch {
	case p.IsDays():
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			wrong.Msg, wrong.Hint = "not a number of days", "write 0, 7, 365"
			return wrong
		}
		a.days[p.Name] = edtf.Day(n)
		return nil
	case p.IsDate():
		date, err := edtf.Parse(text)
		if err != nil {
			wrong.Msg = "not a date"
			var mistake *edtf.Error
			if errors.As(err, &mistake) {
				wrong.Hint = mistake.Hint
			}
			return wrong
		}
		a.dates[p.Name] = date
		return nil
	}
	entity, err := a.Resolve(ctx, text, p.Types...)
	a.things[p.Name] = entity.ID
	return err
}

// vars is what the programs see as args. Addresses are texts there; parameters
// with a hyphen are written as JavaScript names them.
func (a *asked) vars() map[string]any {
	vars := map[string]any{"vocabulary": VocabularyIRI, "believed": nil}
	if a.believed != nil {
		texts := make([]string, len(a.believed))
		for i, v := range a.believed {
			texts[i] = valueText(v)
		}
		vars["believed"] = texts
	}
	for name, v := range a.things {
		vars[strings.ReplaceAll(name, "-", "_")] = valueText(v)
	}
	return vars
}

// Languages are the languages of free queries.
func Languages() []string { return cayley.Languages() }

// A QueryError says that the text of a free query is wrong, and where in it.
type QueryError = cayley.QueryError
