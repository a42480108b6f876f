// Package questions holds the seven questions of the benchmarks, as text for
// people and in the four ways in which a Go program can ask them: through package
// graph, on the ranges of the compiled file below it, as a path of Cayley, and as the
// text of a Gizmo program.
//
// What is asked about comes from package events. Which stores there are, how
// other engines put the questions, and all measuring are left to others.
package questions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
	"annals.example/internal/rdfio/nquads"
)

// An ID is the number of a question.
type ID int

// The questions.
const (
	Statements    ID = 1 + iota // all statements about an event
	Signed                      // who signed an agreement, when, for whom
	Cosignatories               // who signed something that a person signed
	TookPart                    // events of twenty years in which somebody took part
	InYear                      // some events of a year
	Claims                      // how many claims a source makes
	Neighbourhood               // how many things stand three steps from somebody
)

// Limit is how many rows of InYear are wanted: any of those that there are.
const Limit = 100

// A Question is what people are told of it.
type Question struct {
	ID    ID
	Short string // for a table
	Asks  string // all of it
}

// All gives the questions in order.
func All() []Question {
	return []Question{
		{Statements, "statements", "all statements about an event: predicate, object, source"},
		{Signed, "signed", "who signed an agreement, for which state, when"},
		{Cosignatories, "cosignatories", "who else signed what a person signed"},
		{TookPart, "took part", "the events of twenty years in which a person took part"},
		{InYear, "in a year", fmt.Sprintf("the events that began in a given year, any %d of them", Limit)},
		{Claims, "claims", "how many claims a source makes"},
		{Neighbourhood, "neighbourhood", "how many persons, events, roles, places and so on stand three steps from a person"},
	}
}

func (id ID) String() string { return fmt.Sprintf("Q%d", int(id)) }

// Of gives what a question is to be asked about.
func Of(d events.Drawn, id ID) []events.Parameters {
	return [...][]events.Parameters{
		Statements: d.Events, Signed: d.Agreements, Cosignatories: d.Signers,
		TookPart: d.Actors, InYear: d.Years, Claims: d.Sources, Neighbourhood: d.Actors,
	}[id]
}

// A Row is one row of an answer; what the question has no column for is nil.
type Row [3]quad.Value

// An Answer is rows, in no order, or a count.
type Answer struct {
	Rows  []Row
	Count int
}

// An Engine answers questions. It is not for two callers at a time.
type Engine interface {
	Ask(context.Context, ID, events.Parameters) (Answer, error)
}

// A Plain answer is one to compare with those of other engines: rows are sorted,
// and their terms as in N-Quads, with tabs between.
type Plain struct {
	Rows  []string `json:"rows,omitempty"`
	Count int      `json:"count"`
}

// Plain gives the answer to compare.
func (a Answer) Plain() Plain {
	plain := Plain{Count: a.Count}
	for _, row := range a.Rows {
		var line []byte
		for i, v := range row {
			if v == nil {
				break
			}
			if i > 0 {
				line = append(line, '\t')
			}
			written, err := nquads.AppendValue(line, v)
			if err != nil {
				written = fmt.Append(line, err) // is equal to nothing
			}
			line = written
		}
		plain.Rows = append(plain.Rows, string(line))
	}
	plain.Sort()
	return plain
}

// Sort puts the rows into the order in which they are compared.
func (p Plain) Sort() { slices.Sort(p.Rows) }

// Differs says in what an answer differs from the full one, which is without
// limit; "" where it is right.
func (p Plain) Differs(id ID, full Plain) string {
	switch {
	case p.Count != full.Count:
		return fmt.Sprintf("counts %d, not %d", p.Count, full.Count)
	case id == InYear:
		return p.isSome(full)
	case !slices.Equal(p.Rows, full.Rows):
		return fmt.Sprintf("has %d rows, not these %d: %s", len(p.Rows), len(full.Rows), firstApart(p.Rows, full.Rows))
	}
	return ""
}

func (p Plain) isSome(full Plain) string {
	if want := min(Limit, len(full.Rows)); len(p.Rows) != want {
		return fmt.Sprintf("has %d rows, not %d", len(p.Rows), want)
	}
	for i, row := range p.Rows {
		if _, ok := slices.BinarySearch(full.Rows, row); !ok {
			return fmt.Sprintf("has %s, which is no answer", row)
		}
		if i > 0 && row == p.Rows[i-1] {
			return fmt.Sprintf("has %s twice", row)
		}
	}
	return ""
}

func firstApart(a, b []string) string {
	for i := range max(len(a), len(b)) {
		switch {
		case i == len(a):
			return "lacks " + b[i]
		case i == len(b):
			return "has " + a[i]
		case a[i] != b[i]:
			return strings.Join([]string{a[i], "where", b[i], "is right"}, " ")
		}
	}
	return ""
}
