// Package check finds what is wrong with a dataset.
//
// A rule looks at all the statements and reports problems; it never stops at the
// first. To add a rule, write a function of facts and add it to Rules, with a
// passing and a failing example in testdata.
//
// Whether a file can be read at all is found by the readers, and reported here
// beside the rest. Whether sources agree is no problem of a dataset, and a question
// shows where they do not; only what cannot be, whichever of them is right, is
// worth a warning: one of them, or we, may have slipped.
//
// What one file shows by itself is also written as a JSON Schema, for editors.
package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"annals.example/internal/dataset"
	"annals.example/internal/rdfio"
)

// A Severity says whether a problem must be mended.
type Severity int

// The severities: an error makes `annals check` fail.
const (
	Error   Severity = iota // the dataset says something that cannot be meant
	Warning                 // it may be meant, and an editor should look
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// MarshalText writes the severity as programs read it: "error" or "warning".
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Problem is one thing that is wrong at one place.
type Problem struct {
	At       rdfio.Position
	Rule     string
	Severity Severity
	Message  string
	Hint     string // what to write instead; "" where it cannot be said
}

// String gives the problem in one line, as compilers do, without the hint.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s [%s]", p.At, p.Message, p.Rule)
}

// A Rule is one thing that a dataset must keep.
type Rule struct {
	Name     string
	Doc      string // what it finds, in one line
	Severity Severity

	foreign bool // it holds for data of others too, which have no vocabulary of ours
	whole   bool // it needs what other files say, and so waits until all can be read
	lack    bool // it finds what is missing, which may be what could not be read of that file
	check   func(*facts) []Problem
}

// Dataset gives every problem of a dataset, in the order of its files. Where a
// file cannot be read at all, the rules that compare files wait: all that the
// others say of its things would be reported as unknown. Where a part of it
// cannot, the rules that find something missing pass over that file.
func Dataset(d *dataset.Dataset) []Problem {
	f := gather(d)
	var problems []Problem
	for _, rule := range Rules() {
		if !f.ours() && !rule.foreign || (rule.whole || rule.lack) && len(f.unread) > 0 {
			continue
		}
		for _, p := range rule.check(f) {
			if rule.lack && f.faulty[p.At.File] {
				continue
			}
			p.Rule, p.Severity = rule.Name, rule.Severity
			problems = append(problems, p)
		}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Column, b.At.Column), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
	})
	return problems
}

// Errors counts the problems that must be mended.
func Errors(problems []Problem) int {
	n := 0
	for _, p := range problems {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// problem reports what is wrong with a statement, at its place.
func problem(s *rdfio.Statement, hint, format string, args ...any) Problem {
	return Problem{At: s.At, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// syntax passes on what the readers found.
func syntax(f *facts) []Problem {
	var problems []Problem
	for _, m := range f.mistakes {
		hint := m.Hint
		if f.unread[m.At.File] {
			hint = strings.TrimPrefix(hint+"; what the other files say is compared when this one can be read", "; ")
		}
		problems = append(problems, Problem{At: m.At, Message: m.Msg, Hint: hint})
	}
	return problems
}
