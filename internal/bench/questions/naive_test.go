package questions_test

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/questions"
)

// naive answers by looking through all quads, without limit.
func naive(quads []quad.Quad, id questions.ID, p events.Parameters) questions.Answer {
	f := facts(quads)
	switch id {
	case questions.Statements:
		return f.statements(p.Entity)
	case questions.Signed:
		return f.signed(p.Entity)
	case questions.Cosignatories:
		return f.cosignatories(p.Entity).rows()
	case questions.TookPart:
		return f.tookPart(p).rows()
	case questions.InYear:
		return f.begun(p).rows()
	case questions.Claims:
		return f.claims(p.Entity)
	case questions.Neighbourhood:
		return questions.Answer{Count: len(f.neighbourhood(p.Entity))}
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

func (f facts) statements(entity quad.Value) (a questions.Answer) {
	for _, q := range f {
		if q.Subject == entity {
			a.Rows = append(a.Rows, questions.Row{q.Predicate, q.Object, q.Label})
		}
	}
	return a
}

func (f facts) signed(agreement quad.Value) (a questions.Answer) {
	for signature := range f.objects(agreement, events.Signature) {
		a.Rows = append(a.Rows, questions.Row{
			only(f.objects(signature, events.Signer)), only(f.objects(signature, events.OnBehalfOf)), only(f.objects(signature, events.Date)),
		})
	}
	return a
}

func (f facts) cosignatories(person quad.Value) values {
	others := values{}
	for signature := range f.subjects(events.Signer, person) {
		for agreement := range f.objects(signature, events.Instrument) {
			for other := range f.subjects(events.Instrument, agreement) {
				others.add(f.objects(other, events.Signer))
			}
		}
	}
	delete(others, person)
	return others
}

func (f facts) tookPart(p events.Parameters) values {
	took := values{}
	for role := range f.subjects(events.Actor, p.Entity) {
		took.add(f.subjects(events.Participation, role))
	}
	begun := f.begun(p)
	maps.DeleteFunc(took, func(event quad.Value, _ bool) bool { return !begun[event] })
	return took
}

func (f facts) claims(source quad.Value) (a questions.Answer) {
	for _, q := range f {
		if q.Label == source {
			a.Count++
		}
	}
	return a
}

func (f facts) neighbourhood(person quad.Value) values {
	here := values{person: true}
	for range 3 {
		there := values{}
		for _, q := range f {
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
	return here
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
