package check

import "github.com/cayleygraph/quad"

// A need is something that every thing of a class must say, by any source: one of
// these properties.
type need struct {
	of   []string
	what string
	hint string
}

// signature judges signatures as a whole: one source may name the signer and the
// editors the party.
func signature(f *facts) []Problem {
	return f.needs("Signature", []need{
		{[]string{"signer"}, "signer", "write signer: person/… with it"},
		{[]string{"instrument"}, "agreement", "write it under signatures: of the agreement"},
		{[]string{"onBehalfOf"}, "party", "write onBehalfOf: state/… where the source names the party, else in the catalogue, as the editors' reading"},
	})
}

func incomplete(f *facts) []Problem {
	var problems []Problem
	for _, class := range []struct {
		name  string
		needs []need
	}{
		{"Participation", []need{
			{[]string{"participant"}, "participant", "write participant: person/… with it"},
			{[]string{"inEvent"}, "event", "write it under participants: of the event"},
		}},
		{"Tenure", []need{
			{[]string{"holder"}, "holder", "write it under tenures: of the person"},
			{[]string{"office", "unit", "capacity"}, "office", "write office: office/…, unit: unit/…, or capacity: where the source names no office"},
		}},
		{"Figure", []need{
			{[]string{"figureOf"}, "event", "write it under figures: of the event"},
			{[]string{"counts"}, "thing counted", "write counts: killed, or another word of the vocabulary"},
			{[]string{"number", "atLeast", "atMost", "percent", "numberWritten"}, "number", "write number:, atLeast:, atMost:, percent: or numberWritten:"},
		}},
		{"Remark", []need{
			{[]string{"about"}, "subject", "write about: and the id of what it is about"},
			{[]string{"text"}, "text", "write text: and what is to be said"},
		}},
	} {
		problems = append(problems, f.needs(class.name, class.needs)...)
	}
	return problems
}

// needs finds things of a class that lack something, where they first stand.
func (f *facts) needs(class string, needs []need) []Problem {
	var problems []Problem
	for _, subject := range f.subjects {
		if f.classes[subject] == nil || !f.isA(subject, class) { // a passage is none itself
			continue
		}
		for _, n := range needs {
			if !f.hasAny(subject, n.of) {
				problems = append(problems, problem(f.about[subject][0], n.hint, "%s has no %s", f.show(subject), n.what))
			}
		}
	}
	return problems
}

func (f *facts) hasAny(subject quad.Value, words []string) bool {
	for _, word := range words {
		if len(f.of(subject, word)) > 0 {
			return true
		}
	}
	return false
}
