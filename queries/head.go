package queries

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

var (
	kinds = []string{"entity", "entities", "text", "date", "term", "number", "source", "any"}
	steps = []string{"said", "pivot", "fill", "editors", "alone", "need", "beside", "either", "dated",
		"within", "where", "on", "near", "count", "single", "tongue", "disagree", "sort"}
	// reserved are flags that every question takes, so no parameter may be named so.
	reserved = []string{"data", "format", "quiet", "timeout", "limit", "believe", "without", "help", "base"}
)

// parse reads the head comment of a program.
func parse(name, text string) (Question, error) {
	q := Question{Name: name, Program: text}
	var prose []string
	for line := range strings.Lines(text) {
		line, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "//")
		if !ok {
			break
		}
		line = strings.TrimSpace(line)
		key, value, found := strings.Cut(line, ":")
		if !found || !isKey(key) {
			prose = append(prose, line)
			continue
		}
		if err := q.add(key, strings.TrimSpace(value)); err != nil {
			return q, err
		}
	}
	q.Title, q.Description, _ = strings.Cut(strings.Join(prose, "\n"), "\n")
	q.Description = strings.TrimSpace(q.Description)
	return q, q.complete()
}

func isKey(word string) bool {
	return slices.Contains(steps, word) || slices.Contains([]string{"topic", "param", "columns", "example"}, word)
}

func (q *Question) add(key, value string) error {
	switch key {
	case "topic":
		q.Topic = value
	case "example":
		q.Examples = append(q.Examples, value)
	case "param":
		fields := strings.Fields(value)
		if len(fields) < 3 {
			return fmt.Errorf("param %q: want a name, a type and a text", value)
		}
		name, required := strings.CutSuffix(fields[0], "!")
		if slices.Contains(reserved, name) {
			return fmt.Errorf("param %s: that is the name of a flag of every question", name)
		}
		q.Params = append(q.Params, Param{Name: name, Types: strings.Split(fields[1], "|"),
			Text: strings.Join(fields[2:], " "), Required: required})
	case "columns":
		for _, c := range strings.Split(value, ",") {
			name, kind, _ := strings.Cut(strings.TrimSpace(c), " ")
			kind, reading := strings.CutSuffix(kind, " or reading")
			if !slices.Contains(kinds, kind) {
				return fmt.Errorf("column %s: no kind %q", name, kind)
			}
			q.Columns = append(q.Columns, Column{Name: name, Kind: kind, Reading: reading})
		}
	default:
		q.Steps = append(q.Steps, Step{Name: key, Args: strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' })})
	}
	return nil
}

func (q *Question) complete() error {
	switch {
	case q.Title == "":
		return errors.New("no title in the first line of the head comment")
	case q.Topic == "":
		return errors.New("no topic")
	case len(q.Columns) == 0:
		return errors.New("no columns")
	case len(q.Examples) == 0:
		return errors.New("no example")
	}
	return nil
}
