package events

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Parameters are what one question is asked about: of whom or what, and for
// some questions from when until before when.
type Parameters struct {
	Entity   quad.IRI
	From, To quad.Value
}

// Drawn are the parameters of each question, in the order in which they are
// asked.
type Drawn struct {
	Events     []Parameters // one of all events
	Agreements []Parameters // one of all agreements
	Signers    []Parameters // one of all persons who ever signed
	Actors     []Parameters // who takes part more often is drawn more often; with twenty years
	Years      []Parameters // a year
	Sources    []Parameters // one of all sources
}

// A Draw looks at the quads of a graph and draws parameters from them.
type Draw struct {
	dice                       dice
	events, agreements, actors reservoir
	signers, sources           map[quad.IRI]bool
}

// NewDraw prepares to draw n parameters for each question.
func NewDraw(n int, seed uint64) *Draw {
	return &Draw{
		dice:   newDice(seed, 2),
		events: reservoir{size: n}, agreements: reservoir{size: n}, actors: reservoir{size: n},
		signers: map[quad.IRI]bool{}, sources: map[quad.IRI]bool{},
	}
}

// Look takes notice of a quad. Every quad of the graph is to be shown once.
func (d *Draw) Look(q quad.Quad) {
	subject, _ := q.Subject.(quad.IRI)
	object, _ := q.Object.(quad.IRI)
	switch q.Predicate {
	case Type:
		switch {
		case object == ClassAgreement:
			d.agreements.add(subject, d.dice)
		case strings.HasPrefix(string(subject), Base+"event/"):
			d.events.add(subject, d.dice)
		}
	case Actor:
		d.actors.add(object, d.dice)
	case Signer:
		d.signers[object] = true
	}
	if label, ok := q.Label.(quad.IRI); ok {
		d.sources[label] = true
	}
}

// Drawn gives what was drawn.
func (d *Draw) Drawn() Drawn {
	n := d.events.size
	all := Drawn{
		Events:     entities(d.events.kept),
		Agreements: entities(d.agreements.kept),
		Signers:    entities(d.pick(n, d.signers)),
		Actors:     entities(d.actors.kept),
		Sources:    entities(d.pick(n, d.sources)),
		Years:      make([]Parameters, n),
	}
	for i := range all.Actors {
		d.window(&all.Actors[i], 20)
	}
	for i := range all.Years {
		d.window(&all.Years[i], 1)
	}
	return all
}

func (d *Draw) window(p *Parameters, length int) {
	year := firstYear + d.dice.below(years-length)
	p.From, p.To = newYear(year), newYear(year+length)
}

func newYear(year int) quad.Value {
	return quad.TypedString{Value: quad.String(fmt.Sprintf("%04d-01-01T00:00:00Z", year)), Type: dateTime}
}

// pick draws n of a set, again and again the same where there are fewer.
func (d *Draw) pick(n int, from map[quad.IRI]bool) []quad.IRI {
	if len(from) == 0 {
		return nil
	}
	sorted := slices.Sorted(maps.Keys(from))
	picked := make([]quad.IRI, n)
	for i := range picked {
		picked[i] = sorted[d.dice.below(len(sorted))]
	}
	return picked
}

func entities(names []quad.IRI) []Parameters {
	all := make([]Parameters, len(names))
	for i, name := range names {
		all[i].Entity = name
	}
	return all
}

// A reservoir keeps a fair draw of all that it was shown, not knowing
// beforehand how many will come.
type reservoir struct {
	size, seen int
	kept       []quad.IRI
}

func (r *reservoir) add(name quad.IRI, d dice) {
	r.seen++
	if len(r.kept) < r.size {
		r.kept = append(r.kept, name)
	} else if i := d.below(r.seen); i < r.size {
		r.kept[i] = name
	}
}
