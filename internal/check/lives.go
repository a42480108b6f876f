package check

import "github.com/cayleygraph/quad"

// personAlive finds who does something before birth or after death: signs, takes
// part, acts, holds an office or command.
func personAlive(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.with[rdfType] {
		life := f.limitsOf(s.Subject)
		// What one passage says of birth and death, another rule compares.
		if s.Label == f.catalogue && life.death.before(life.birth) && life.death.Label != life.birth.Label {
			problems = append(problems, problem(life.death.Statement, bothHint, "%s lies before %s", f.says(life.death), f.saysThere(life.birth)))
		}
	}
	type act struct{ person, thing quad.Value }
	done := map[act]bool{}
	active := map[quad.Value]limits{}
	for _, role := range []struct{ who, whole string }{{"signer", "instrument"}, {"participant", "inEvent"}, {"holder", ""}, {"actor", ""}} {
		for _, s := range f.all(role.who) {
			key := act{s.Object, s.Subject}
			if done[key] || !f.isA(s.Object, "Person") {
				continue
			}
			done[key] = true
			if _, known := active[s.Subject]; !known {
				active[s.Subject] = f.activity(s.Subject, role.whole)
			}
			problems = append(problems, f.outlived(s.Object, s.Subject, active[s.Subject])...)
		}
	}
	return problems
}

// activity gives the earliest and the last day known of what somebody does. Who
// takes part in an event does so on some day of it, perhaps born after its begin
// and dead before its end.
func (f *facts) activity(thing quad.Value, whole string) limits {
	own := f.limitsOf(thing)
	if f.isA(thing, "Event") {
		return limits{earliest: own.end, last: own.begin}
	}
	for _, s := range f.of(thing, whole) {
		all := f.limitsOf(s.Object)
		own.earliest, own.last = earlier(own.earliest, all.end), later(own.last, all.begin)
	}
	return own
}

// outlived compares what somebody does with birth and death.
func (f *facts) outlived(person, thing quad.Value, active limits) []Problem {
	life := f.limitsOf(person)
	var acts, lives *stamp
	order := "after"
	switch {
	case life.death.before(active.last):
		acts, lives = active.last, life.death
	case active.earliest.before(life.birth):
		acts, lives, order = active.earliest, life.birth, "before"
	default:
		return nil
	}
	does := ""
	if acts.Subject != thing {
		does = f.show(thing) + ": "
	}
	return []Problem{problem(acts.Statement, bothHint, "%s%s lies %s %s", does, f.says(acts), order, f.saysThere(lives))}
}
