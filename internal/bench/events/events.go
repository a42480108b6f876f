// Package events generates the graph that the benchmarks ask: events with their
// times, places and actors, agreements and who signed them for whom, each in the
// words of a source. A few persons, places and sources are in much of it, and
// most in little, as in history. Some claims are made by two sources, and some
// of these disagree.
//
// It also draws what to ask of it. The questions themselves, and all that is
// measured, are left to others.
package events

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/nquads"
)

// A Graph is a graph to be generated: about Size quads, more by what completes
// the last event. Equal graphs are equal to the byte, everywhere.
type Graph struct {
	Size int // at least Least
	Seed uint64
}

// Least is the size of the smallest graph that is like larger ones: in smaller
// ones the catalogue has most.
const Least = 5000

// Quads gives the quads, in an order in which an editor may have written them:
// sources, persons and places, then what happened.
func (g Graph) Quads() iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		w := newWriter(g, yield)
		w.catalogue()
		for !w.stopped && w.count < g.Size {
			if w.dice.percent(8) {
				w.agreement()
			} else {
				w.event()
			}
		}
	}
}

// Write writes the quads as N-Quads, and shows each to look, which may be nil.
func (g Graph) Write(to io.Writer, look func(quad.Quad)) (n int, err error) {
	w := nquads.NewWriter(to)
	for q := range g.Quads() {
		if err := w.Write(q); err != nil {
			return n, err
		}
		if look != nil {
			look(q)
		}
		n++
	}
	return n, w.Flush()
}

const (
	sources        = 300
	states         = 100
	classes        = 30
	roleTypes      = 12
	firstYear      = 1800
	years          = 200
	quadsPerPerson = 100 // of all quads, whatever they say
	quadsPerPlace  = 500
)

// A writer gives the quads of one graph.
type writer struct {
	yield   func(quad.Quad) bool
	stopped bool
	count   int // of quads
	events  int
	signed  int // agreements

	dice                                      dice
	source, person, place, state, class, role ranking
	from                                      quad.Value // the source that is speaking
}

func newWriter(g Graph, yield func(quad.Quad) bool) *writer {
	return &writer{
		yield:  yield,
		dice:   newDice(g.Seed, 1),
		source: newRanking(sources),
		person: newRanking(max(20, g.Size/quadsPerPerson)),
		place:  newRanking(max(10, g.Size/quadsPerPlace)),
		state:  newRanking(states),
		class:  newRanking(classes),
		role:   newRanking(roleTypes),
	}
}

func (w *writer) say(s, p quad.IRI, o quad.Value) {
	if w.stopped {
		return
	}
	w.count++
	w.stopped = !w.yield(quad.Quad{Subject: s, Predicate: p, Object: o, Label: w.from})
}

func name(kind string, n int) quad.IRI {
	return quad.IRI(Base + kind + "/" + strconv.Itoa(n))
}

func text(lang string, words string, n int) quad.Value {
	return quad.LangString{Value: quad.String(words + " " + strconv.Itoa(n)), Lang: lang}
}

func moment(t time.Time) quad.Value {
	return quad.TypedString{Value: quad.String(t.Format(time.RFC3339)), Type: dateTime}
}

// day draws a moment of the two centuries, to the hour.
func (w *writer) day() time.Time {
	return time.Date(firstYear+w.dice.below(years), 1, 1+w.dice.below(365), w.dice.below(24), 0, 0, 0, time.UTC)
}

// named says what everything in the catalogue has.
func (w *writer) named(id, class quad.IRI, en, ru string, n int) {
	w.say(id, Type, class)
	w.say(id, Label, text("en", en, n))
	w.say(id, Label, text("ru", ru, n))
}

// catalogue says who and what there is, in the words of the editors.
func (w *writer) catalogue() {
	w.from = catalogue
	for n := range w.source {
		w.named(name("source", n), classSource, "Collected documents, volume", "Сборник документов, том", n)
	}
	for n := range w.state {
		w.named(name("state", n), classState, "State", "Государство", n)
	}
	for n := range w.place {
		id := name("place", n)
		w.named(id, classPlace, "Place", "Место", n)
		w.say(id, Lat, w.degrees(90))
		w.say(id, Long, w.degrees(180))
	}
	for n := range w.person {
		id := name("person", n)
		w.named(id, classPerson, `Person called "the Elder", number`, "Человек номер", n)
		if w.dice.percent(30) {
			w.say(id, Same, quad.IRI("http://www.wikidata.org/entity/Q"+strconv.Itoa(1_000_000+w.dice.below(100_000_000))))
		}
	}
}

func (w *writer) degrees(limit int) quad.Value {
	hundredths := w.dice.below(200*limit) - 100*limit
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "-", -hundredths
	}
	return quad.TypedString{Value: quad.String(fmt.Sprintf("%s%d.%02d", sign, hundredths/100, hundredths%100)), Type: decimal}
}

func (w *writer) event() {
	id := name("event", w.events)
	begin, place := w.day(), name("place", w.place.draw(w.dice))
	w.from = name("source", w.source.draw(w.dice))
	w.named(id, name("class", w.class.draw(w.dice)), "Event on record under the number", "Событие номер", w.events)
	w.say(id, Begin, moment(begin))
	w.say(id, End, moment(begin.Add(time.Duration(w.dice.below(24*60))*time.Hour)))
	w.say(id, Place, place)
	for n := range 2 + w.dice.below(4) {
		role := name(string(id[len(Base):])+"/role", n)
		w.say(id, Participation, role)
		w.say(role, Actor, name("person", w.person.draw(w.dice)))
		w.say(role, RoleType, name("role", w.role.draw(w.dice)))
	}
	if w.dice.percent(5) {
		w.say(id, Same, quad.IRI("http://www.wikidata.org/entity/Q"+strconv.Itoa(1_000_000+w.dice.below(100_000_000))))
	}
	if w.dice.percent(20) {
		w.second(id, begin, place)
	}
	w.events++
}

// second gives another source that speaks of an event: of five, four say the
// same.
func (w *writer) second(id quad.IRI, begin time.Time, place quad.IRI) {
	first := w.from
	w.from = name("source", w.source.draw(w.dice))
	if w.from == first {
		return
	}
	if w.dice.percent(20) {
		begin = begin.Add(time.Duration(1+w.dice.below(24*400)) * time.Hour)
	}
	w.say(id, Begin, moment(begin))
	w.say(id, Place, place)
}

func (w *writer) agreement() {
	id := name("agreement", w.signed)
	w.from = name("source", w.source.draw(w.dice))
	w.named(id, ClassAgreement, "Agreement on record under the number", "Соглашение номер", w.signed)
	date, place := moment(w.day()), name("place", w.place.draw(w.dice))
	for n := range 2 + w.dice.below(3) {
		signature := name(string(id[len(Base):])+"/signature", n)
		w.say(id, Signature, signature)
		w.say(signature, Signer, name("person", w.person.draw(w.dice)))
		w.say(signature, OnBehalfOf, name("state", w.state.draw(w.dice)))
		w.say(signature, Instrument, id)
		w.say(signature, Date, date)
		w.say(signature, Place, place)
	}
	w.signed++
}
