package questions

import (
	"context"
	"fmt"
	"math"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/bench/events"
)

// Ranges asks a compiled file in Go, by the ranges that it has.
type Ranges struct {
	s     *snapshot.Snapshot
	words words
	links []snapshot.ID
	limit int // of InYear
}

// words are the ids of the words that the questions use.
type words struct {
	begin, participation, actor, signature, signer, behalf, instrument, date snapshot.ID
}

// OnRanges prepares to ask a file.
func OnRanges(s *snapshot.Snapshot) *Ranges {
	r := &Ranges{s: s, limit: Limit, words: words{
		begin: s.ID(events.Begin), participation: s.ID(events.Participation), actor: s.ID(events.Actor),
		signature: s.ID(events.Signature), signer: s.ID(events.Signer), behalf: s.ID(events.OnBehalfOf),
		instrument: s.ID(events.Instrument), date: s.ID(events.Date),
	}}
	for _, p := range events.Links() {
		r.links = append(r.links, s.ID(p))
	}
	return r
}

// WithoutLimit gives answers that those of all engines can be compared with.
func (r Ranges) WithoutLimit() *Ranges {
	r.limit = math.MaxInt
	return &r
}

// Ask answers a question.
func (r *Ranges) Ask(_ context.Context, id ID, p events.Parameters) (a Answer, err error) {
	entity := r.s.ID(p.Entity) // 0, which stands for any, where nobody speaks of it
	if entity == 0 && id != InYear {
		return Answer{}, nil
	}
	switch id {
	case Statements:
		a.Rows = r.statements(entity)
	case Signed:
		a.Rows = r.signed(entity)
	case Cosignatories:
		a.Rows = r.cosignatories(entity)
	case TookPart:
		a.Rows = r.tookPart(entity, r.window(p))
	case InYear:
		a.Rows = r.inYear(r.window(p))
	case Claims:
		a.Count = r.s.Range(snapshot.Quad{G: entity}).Len()
	case Neighbourhood:
		a.Count = r.neighbourhood(entity)
	default:
		return Answer{}, fmt.Errorf("no question %v", id)
	}
	return a, r.s.Err()
}

func (r *Ranges) statements(event snapshot.ID) []Row {
	about := r.s.Range(snapshot.Quad{S: event})
	rows := make([]Row, 0, about.Max())
	// Sorted as they are, neighbours often have the same word and source.
	var last snapshot.Quad
	var predicate, label quad.Value
	for c := about.Cursor(); c.Next(); {
		q := c.Quad()
		if q.P != last.P {
			predicate = r.s.Term(q.P)
		}
		if q.G != last.G {
			label = r.s.Term(q.G)
		}
		rows = append(rows, Row{predicate, r.s.Term(q.O), label})
		last = q
	}
	return rows
}

func (r *Ranges) signed(agreement snapshot.ID) (rows []Row) {
	for c := r.s.Range(snapshot.Quad{S: agreement, P: r.words.signature}).Cursor(); c.Next(); {
		var row Row
		for q := r.s.Range(snapshot.Quad{S: c.Object()}).Cursor(); q.Next(); {
			switch q.Predicate() {
			case r.words.signer:
				row[0] = r.s.Term(q.Object())
			case r.words.behalf:
				row[1] = r.s.Term(q.Object())
			case r.words.date:
				row[2] = r.s.Term(q.Object())
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *Ranges) cosignatories(person snapshot.ID) (rows []Row) {
	seen := map[snapshot.ID]bool{person: true}
	for own := r.s.Range(snapshot.Quad{P: r.words.signer, O: person}).Cursor(); own.Next(); {
		for what := r.s.Range(snapshot.Quad{S: own.Subject(), P: r.words.instrument}).Cursor(); what.Next(); {
			for other := r.s.Range(snapshot.Quad{P: r.words.instrument, O: what.Object()}).Cursor(); other.Next(); {
				for who := r.s.Range(snapshot.Quad{S: other.Subject(), P: r.words.signer}).Cursor(); who.Next(); {
					if id := who.Object(); !seen[id] {
						seen[id] = true
						rows = append(rows, Row{r.s.Term(id)})
					}
				}
			}
		}
	}
	return rows
}

// window gives the ids of the moments of the time that is asked about.
func (r *Ranges) window(p events.Parameters) snapshot.IDs {
	from, _ := r.s.Compared(snapshot.GreaterOrEqual, p.From)
	until, _ := r.s.Compared(snapshot.Less, p.To)
	return snapshot.IDs{Lo: max(from.Lo, until.Lo), Hi: min(from.Hi, until.Hi)}
}

func (r *Ranges) tookPart(person snapshot.ID, when snapshot.IDs) (rows []Row) {
	seen := map[snapshot.ID]bool{}
	for role := r.s.Range(snapshot.Quad{P: r.words.actor, O: person}).Cursor(); role.Next(); {
		for event := r.s.Range(snapshot.Quad{P: r.words.participation, O: role.Subject()}).Cursor(); event.Next(); {
			id := event.Subject()
			if !seen[id] && r.s.RangeIn(snapshot.Quad{S: id, P: r.words.begin}, when).Len() > 0 {
				seen[id] = true
				rows = append(rows, Row{r.s.Term(id)})
			}
		}
	}
	return rows
}

func (r *Ranges) inYear(when snapshot.IDs) []Row {
	begun := r.s.RangeIn(snapshot.Quad{P: r.words.begin}, when)
	rows := make([]Row, 0, min(begun.Max(), r.limit))
	seen := make(map[snapshot.ID]bool, cap(rows))
	for c := begun.Cursor(); len(rows) < r.limit && c.Next(); {
		if id := c.Subject(); !seen[id] {
			seen[id] = true
			rows = append(rows, Row{r.s.Term(id)})
		}
	}
	return rows
}
