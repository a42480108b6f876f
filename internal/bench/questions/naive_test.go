package questions_test

import (
	"slices"

	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/questions"
)

// naive answers by looking through all quads, without limit.
func naive(quads []quad.Quad, id questions.ID, p events.Parameters) questions.Answer {
	n := facts(quads)
	switch id {
	case questions.Statements:
		var rows []questions.Row
		for _, q := range quads {
			if q.Subject == p.Entity {
				rows = append(rows, questions.Row{q.Predicate, q.Object, q.Label})
			}
		}
		return questions.Answer{Rows: rows}
	case questions.Signed:
		var rows []questions.Row
		for signature := range n.objects(p.Entity, events.Signature) {
			rows = append(rows, questions.Row{
				only(n.objects(signature, events.Signer)), only(n.objects(signature, events.OnBehalfOf)), only(n.objects(signature, events.Date)),
			})
		}
		return questions.Answer{Rows: rows}
	case questions.Cosignatories:
		others := values{}
		for signature := range n.subjects(events.Signer, p.Entity) {
			for agreement := range n.objects(signature, events.Instrument) {
				for other := range n.subjects(events.Instrument, agreement) {
					others.add(n.objects(other, events.Signer))
				}
			}
		}
		delete(others, p.Entity)
		return others.rows()
	case questions.TookPart:
		took := values{}
		for role := range n.subjects(events.Actor, p.Entity) {
			took.add(n.subjects(events.Participation, role))
		}
		begun := n.begun(p)
		for event := range took {
			if !begun[event] {
				delete(took, event)
			}
		}
		return took.rows()
	case questions.InYear:
		return n.begun(p).rows()
	case questions.Claims:
		count := 0
		for _, q := range quads {
			if q.Label == p.Entity {
				count++
			}
		}
		return questions.Answer{Count: count}
	case questions.Neighbourhood:
		here := values{p.Entity: true}
		for range 3 {
			there := values{}
			for _, q := range quads {
				if predicate, ok := q.Predicate.(quad.IRI); !ok || !slices.Contains(events.Links(), predicate) {
					continue
				}
				if here[q.Subject] {
					there[q.Object] = true
				}
				if here[q.Object] {
					there[q.Subject] = true
				}
			}
			here = there
		}
		return questions.Answer{Count: len(here)}
	}
	panic("no such question")
}

type facts []quad.Quad

type values map[quad.Value]bool

func (f facts) objects(s quad.Value, p quad.IRI) values {
	found := values{}
	for _, q := range f {
		if q.Subject == s && q.Predicate == p {
			found[q.Object] = true
		}
	}
	return found
}

func (f facts) subjects(p quad.IRI, o quad.Value) values {
	found := values{}
	for _, q := range f {
		if q.Object == o && q.Predicate == p {
			found[q.Subject] = true
		}
	}
	return found
}

// begun compares texts: all moments of the graph are written alike.
func (f facts) begun(p events.Parameters) values {
	found := values{}
	for _, q := range f {
		if q.Predicate == events.Begin && quad.ToString(q.Object) >= quad.ToString(p.From) && quad.ToString(q.Object) < quad.ToString(p.To) {
			found[q.Subject] = true
		}
	}
	return found
}

func (v values) add(more values) {
	for value := range more {
		v[value] = true
	}
}

func (v values) rows() (a questions.Answer) {
	for value := range v {
		a.Rows = append(a.Rows, questions.Row{value})
	}
	return a
}

func only(v values) quad.Value {
	if len(v) != 1 {
		return nil
	}
	for value := range v {
		return value
	}
	return nil
}
