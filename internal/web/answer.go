package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"annals.example/graph"
)

// mostRows is how many rows of an answer a page shows.
const mostRows = 1000

// An answerPage is a question: what it can be told, what it was told, and the answer.
type answerPage struct {
	Question   graph.Question
	Paragraphs []string // of its description
	Fields     []field
	Kinds      []choice // of sources, that may be left out
	Believe    string
	Without    string // sources that are left out, and are no kinds
	Trusting   bool   // it was said whom to believe
	Problem    *Problem
	Asked      bool
	Table      *table
	Formats    []Link
	Examples   []Link
}

// A field is a parameter in the form.
type field struct {
	Name, Label, Help string
	Wanted            string // what it takes: person, date
	Example           string
	Value             string
	Means             string // the label of the thing that was understood
	Required, Wrong   bool
	Suggestions       []graph.Listed
}

type choice struct {
	Name, Label string
	Chosen      bool
}

// A Problem is why there is no answer, and what to do.
type Problem struct {
	Title         string // of a question's; "" where there is no answer
	Message, Hint string
	Words         string // to look for by name; "" where that is no way on
	Near          []Link
}

// Request reads a request from the query of an address, as all forms of the answer do:
// the parameters by their names, believe and without with keys or kinds of sources,
// limit. What is empty was not said.
func Request(q graph.Question, values url.Values) (graph.Request, error) {
	request := graph.Request{Question: q.Name, Args: map[string]string{}}
	for name, given := range values {
		text := strings.TrimSpace(given[0])
		switch {
		case name == "believe":
			request.Trust.Believe = listIn(given)
		case name == "without":
			request.Trust.Without = listIn(given)
		case text == "":
		case name == "limit":
			n, err := strconv.Atoi(text)
			if err != nil || n < 1 {
				return request, &graph.ArgumentError{Question: q.Name, Param: name, Value: text,
					Msg: "not a number of rows", Hint: "write 1 or more"}
			}
			request.Limit = n
		default:
			request.Args[name] = text
		}
	}
	return request, nil
}

// listIn gives the words of a list that is written with commas, or as several values.
func listIn(given []string) []string {
	var list []string
	for _, text := range given {
		for word := range strings.SplitSeq(text, ",") {
			if word = strings.TrimSpace(word); word != "" {
				list = append(list, word)
			}
		}
	}
	return list
}

// Answer writes a question with its answer, and gives the status of the page: where it
// was asked wrongly, the page says so. Where something must be told that was not, the
// page is the form alone.
func (p *Pages) Answer(ctx context.Context, w io.Writer, q graph.Question, values url.Values) (status int, err error) {
	v, err := p.view(ctx)
	if err != nil {
		return http.StatusInternalServerError, err
	}
	page := &answerPage{Question: q}
	if q.Description != "" {
		page.Paragraphs = strings.Split(q.Description, "\n\n")
	}
	for _, e := range q.Examples {
		if link, ok := v.exampleOf(q, e); ok {
			page.Examples = append(page.Examples, link)
		}
	}
	request, wrong := Request(q, values)
	if wrong == nil && complete(q, request) {
		page.Asked = true
		var answer *graph.Answer
		if answer, wrong = p.dataset.Ask(ctx, request); wrong == nil {
			page.Table = v.table(answer, sortedBy(q))
			page.Formats = p.twins("/ask/"+q.Name, values)
		}
	}
	switch status = Status(wrong); {
	case status == http.StatusInternalServerError:
		return status, wrong
	case unfinished(q, request, wrong):
		status = http.StatusOK // the page of a thing leads to such forms
		page.Problem = lacking(q, request)
	case wrong != nil:
		page.Problem = v.problem(q, values, wrong)
	}
	if err := page.fill(ctx, v, request, wrong); err != nil {
		return http.StatusInternalServerError, err
	}
	return status, p.write(w, "answer", frame{Title: strings.TrimSuffix(q.Title, "."), Route: "/ask",
		Canonical: p.canonical(strings.TrimPrefix(p.path("/ask/"+q.Name, inOrder(request)...), p.space.Prefix)), Alternates: page.Formats, Body: page})
}

// sortedBy are the columns by whose order the rows of a question stand.
func sortedBy(q graph.Question) []string {
	for _, step := range q.Steps {
		if step.Name == "sort" {
			return step.Args
		}
	}
	return nil
}

// complete tells whether a question was told what it needs. One that was told something
// is asked, so that what lacks is named.
func complete(q graph.Question, request graph.Request) bool {
	return len(request.Args) > 0 || !slices.ContainsFunc(q.Params, func(p param) bool { return p.Required })
}

// unfinished tells whether a question was told something of what it takes, and something
// that it needs is still to come: then the page is a form that is half filled in.
func unfinished(q graph.Question, request graph.Request, wrong error) bool {
	var argument *graph.ArgumentError
	if !errors.As(wrong, &argument) || argument.Value != "" {
		return false
	}
	lacks, known := false, 0
	for _, p := range q.Params {
		_, told := request.Args[p.Name]
		if told {
			known++
		}
		lacks = lacks || p.Required && !told
	}
	return lacks && known == len(request.Args)
}

func inOrder(request graph.Request) []string {
	var query []string
	for name, text := range request.Args {
		query = append(query, name, text)
	}
	return query // path sorts
}

// Status is the HTTP status of an error of a question, 200 of none.
func Status(err error) int {
	var unknown *graph.UnknownError
	var ambiguous *graph.AmbiguousError
	var wrongType *graph.WrongTypeError
	var argument *graph.ArgumentError
	switch {
	case err == nil:
		return http.StatusOK
	case errors.As(err, &unknown):
		return http.StatusNotFound
	case errors.As(err, &ambiguous), errors.As(err, &wrongType), errors.As(err, &argument):
		return http.StatusBadRequest
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	}
	return http.StatusInternalServerError
}

// twins are the same answer as data: the address with another ending, without what a
// form sends empty.
func (p *Pages) twins(route string, values url.Values) []Link {
	told := url.Values{}
	for name, given := range values {
		for _, text := range given {
			if strings.TrimSpace(text) != "" {
				told.Add(name, text)
			}
		}
	}
	query := ""
	if len(told) > 0 {
		query = "?" + told.Encode()
	}
	return []Link{
		{Href: p.space.Prefix + route + ".json" + query, Text: "JSON", Type: "application/json"},
		{Href: p.space.Prefix + route + ".csv" + query, Text: "CSV", Type: "text/csv"},
	}
}
