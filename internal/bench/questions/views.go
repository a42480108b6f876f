package questions

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/bench/events"
)

// Views asks a dataset through package graph, as a program does that imports it.
type Views struct {
	v     *graph.View
	links []graph.Ref

	begin, participation, actor, signature, signer, behalf, instrument, date graph.Ref
}

// OnView prepares to ask a dataset.
func OnView(v *graph.View) *Views {
	e := &Views{v: v, begin: v.Ref(events.Begin), participation: v.Ref(events.Participation),
		actor: v.Ref(events.Actor), signature: v.Ref(events.Signature), signer: v.Ref(events.Signer),
		behalf: v.Ref(events.OnBehalfOf), instrument: v.Ref(events.Instrument), date: v.Ref(events.Date)}
	for _, p := range events.Links() {
		e.links = append(e.links, v.Ref(p))
	}
	return e
}

// Ask answers a question.
func (e *Views) Ask(_ context.Context, id ID, p events.Parameters) (a Answer, err error) {
	switch id {
	case Statements:
		a.Rows = e.statements(e.v.Ref(p.Entity))
	case Signed:
		a.Rows = e.signed(e.v.Ref(p.Entity))
	case Cosignatories:
		a.Rows = e.cosignatories(e.v.Ref(p.Entity))
	case TookPart:
		a.Rows = e.tookPart(e.v.Ref(p.Entity), e.v.Span(p.From, p.To))
	case InYear:
		a.Rows = e.inYear(e.v.Span(p.From, p.To))
	case Claims:
		a.Count = e.v.Count(graph.Pattern{Source: e.v.Ref(p.Entity)})
	case Neighbourhood:
		a.Count = e.neighbourhood(e.v.Ref(p.Entity))
	default:
		err = fmt.Errorf("no question %v", id)
	}
	return a, err
}

func (e *Views) statements(event graph.Ref) []Row {
	about := graph.Pattern{Subject: event}
	rows := make([]Row, 0, e.v.Count(about))
	// Neighbours often have the same word and source.
	var last graph.Link
	var property, source quad.Value
	for l := range e.v.Links(about) {
		if l.Property != last.Property {
			property = e.v.Value(l.Property)
		}
		if l.Source != last.Source {
			source = e.v.Value(l.Source)
		}
		rows = append(rows, Row{property, e.v.Value(l.Value), source})
		last = l
	}
	return rows
}

func (e *Views) signed(agreement graph.Ref) (rows []Row) {
	for signature := range e.v.Values(graph.Pattern{Subject: agreement, Property: e.signature}) {
		var row Row
		for l := range e.v.Links(graph.Pattern{Subject: signature}) {
			switch l.Property {
			case e.signer:
				row[0] = e.v.Value(l.Value)
			case e.behalf:
				row[1] = e.v.Value(l.Value)
			case e.date:
				row[2] = e.v.Value(l.Value)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (e *Views) cosignatories(person graph.Ref) (rows []Row) {
	seen := map[graph.Ref]bool{person: true}
	for own := range e.v.Subjects(graph.Pattern{Property: e.signer, Value: person}) {
		for agreement := range e.v.Values(graph.Pattern{Subject: own, Property: e.instrument}) {
			for other := range e.v.Subjects(graph.Pattern{Property: e.instrument, Value: agreement}) {
				for who := range e.v.Values(graph.Pattern{Subject: other, Property: e.signer}) {
					if !seen[who] {
						seen[who] = true
						rows = append(rows, Row{e.v.Value(who)})
					}
				}
			}
		}
	}
	return rows
}

func (e *Views) tookPart(person graph.Ref, when graph.Span) (rows []Row) {
	seen := map[graph.Ref]bool{}
	for role := range e.v.Subjects(graph.Pattern{Property: e.actor, Value: person}) {
		for event := range e.v.Subjects(graph.Pattern{Property: e.participation, Value: role}) {
			if !seen[event] && e.v.Count(graph.Pattern{Subject: event, Property: e.begin, In: when}) > 0 {
				seen[event] = true
				rows = append(rows, Row{e.v.Value(event)})
			}
		}
	}
	return rows
}

func (e *Views) inYear(when graph.Span) []Row {
	begun := graph.Pattern{Property: e.begin, In: when}
	rows := make([]Row, 0, min(e.v.Count(begun), Limit))
	seen := make(map[graph.Ref]bool, cap(rows))
	for event := range e.v.Subjects(begun) {
		if len(rows) == Limit {
			break
		}
		if !seen[event] {
			seen[event] = true
			rows = append(rows, Row{e.v.Value(event)})
		}
	}
	return rows
}

// neighbourhood counts what is found by going three steps; see Ranges.
func (e *Views) neighbourhood(person graph.Ref) int {
	here := e.v.NewRefSet()
	here.Add(person)
	for range 3 {
		there := e.v.NewRefSet()
		for thing := range here.All() {
			for other := range e.v.Around(thing, e.links) {
				there.Add(other)
			}
		}
		here = there
	}
	return here.Len()
}
