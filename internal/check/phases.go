package check

import "github.com/cayleygraph/quad"

// mostWholes is how many events are looked at above one: a battle is part of an
// operation, which is part of a war.
const mostWholes = 10

// eventWithin finds events outside the dates of what they are part of.
func eventWithin(f *facts) []Problem {
	var problems []Problem
	type pair struct{ part, whole quad.Value }
	done := map[pair]bool{}
	above := map[quad.Value]quad.Value{} // where it is part of several, the first
	for _, s := range f.all("partOf") {
		if above[s.Subject] == nil {
			above[s.Subject] = s.Object
		}
	}
	for _, s := range f.all("partOf") {
		if !f.isA(s.Subject, "Event") || f.limitsOf(s.Subject).earliest == nil {
			continue
		}
		whole := s.Object
		for range mostWholes {
			if !f.isA(whole, "Event") {
				break
			}
			if key := (pair{s.Subject, whole}); !done[key] {
				done[key] = true
				problems = append(problems, f.outside(s.Subject, whole)...)
			}
			whole = above[whole]
		}
	}
	return problems
}

func (f *facts) outside(part, whole quad.Value) []Problem {
	inner, outer := f.limitsOf(part), f.limitsOf(whole)
	var at, limit *stamp
	order := "before"
	switch {
	case inner.earliest.before(outer.begin):
		at, limit = inner.earliest, outer.begin
	case outer.end.before(inner.last):
		at, limit, order = inner.last, outer.end, "after"
	default:
		return nil
	}
	return []Problem{problem(at.Statement, bothHint, "%s is part of %s: %s lies %s %s",
		f.show(part), f.show(whole), f.says(at), order, f.saysThere(limit))}
}
