package check

import (
	"slices"
	"strings"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// unknownEntity finds ids that the catalogue gives no type: each place that
// refers to one, and in each file the first that speaks of one.
func unknownEntity(f *facts) []Problem {
	var problems []Problem
	type mention struct {
		thing quad.Value
		file  string
	}
	done := map[mention]bool{}
	report := func(s *rdfio.Statement, thing quad.Value) {
		id := f.show(thing)
		hint := "declare it in the catalogue, with type, label and description"
		if own, ok := f.id(thing); ok {
			hint = meant(f.nearestID(own), hint)
		} else {
			hint = "what this dataset speaks of has an id of its own, like person/genden; write this address as its sameAs"
		}
		done[mention{thing, s.At.File}] = true
		problems = append(problems, problem(s, hint, "nobody declares %s", id))
	}
	for _, s := range f.statements {
		_, own := f.id(s.Object)
		if own && f.withdrawnAt(s.Object) == nil && !f.passages[s.Object] && f.classes[s.Object] == nil && !f.takes(s.Predicate, "Address") {
			report(s, s.Object)
		}
	}
	for _, s := range f.statements {
		_, blank := s.Subject.(quad.BNode)
		_, word := f.word(s.Subject)
		if blank || word || f.withdrawnAt(s.Subject) != nil || f.passages[s.Subject] || f.classes[s.Subject] != nil || done[mention{s.Subject, s.At.File}] {
			continue
		}
		report(s, s.Subject)
	}
	return problems
}

// isWord says whether the property of a statement is that word.
func (f *facts) isWord(word string, s *rdfio.Statement) bool {
	return s.Predicate == quad.IRI(f.vocab+word)
}

// duplicate finds what the catalogue declares a second time: with the same type
// or with another label.
func duplicate(f *facts) []Problem {
	var problems []Problem
	for _, subject := range f.subjects {
		declared := map[quad.Value]*rdfio.Statement{} // by type; nil stands for the label
		for _, s := range f.about[subject] {
			var what quad.Value
			switch {
			case s.Label != f.catalogue, !f.isWord("label", s) && s.Predicate != rdfType:
				continue
			case s.Predicate == rdfType:
				what = s.Object
			}
			if first := declared[what]; first != nil {
				problems = append(problems, problem(s, "join the two, or give one of them another id",
					"%s is declared twice, first at %s", f.show(subject), first.At))
				break
			}
			declared[what] = s
		}
	}
	return problems
}

// editorsWord finds types, labels and descriptions of things that a source
// states. What a source calls something is a name.
func editorsWord(f *facts) []Problem {
	hints := map[quad.Value]string{
		rdfType:                           "types are the catalogue's: write it there",
		quad.IRI(f.vocab + "label"):       "what a source calls it is a name: {en: …}; labels are the catalogue's",
		quad.IRI(f.vocab + "description"): "what a source tells of it is an account; descriptions are the catalogue's",
	}
	var problems []Problem
	for _, s := range f.statements {
		hint, ok := hints[s.Predicate]
		if !ok || s.Label == f.catalogue {
			continue
		}
		word := "type"
		if s.Predicate != rdfType {
			word = f.show(s.Predicate)
		}
		problems = append(problems, problem(s, hint, "%s gives %s a %s, which the editors give", f.show(s.Label), f.show(s.Subject), word))
	}
	return problems
}

// label finds what the catalogue declares without saying what it is called.
func label(f *facts) []Problem {
	return f.lacking("label", `write label: and what it is called in English`, func(subject quad.Value) bool { return true })
}

func description(f *facts) []Problem {
	return f.lacking("description", "write description: and one line on what it is", func(subject quad.Value) bool {
		id, own := f.id(subject)
		return own && !strings.HasPrefix(id, "source/")
	})
}

// lacking finds things that are declared, not minted, and lack a property.
func (f *facts) lacking(word, hint string, asked func(quad.Value) bool) []Problem {
	var problems []Problem
	for _, subject := range f.subjects {
		id, _ := f.id(subject)
		kind, _, _ := split(id)
		if f.classes[subject] == nil || f.minted[kind] != "" || !asked(subject) || len(f.of(subject, word)) > 0 {
			continue
		}
		problems = append(problems, problem(f.about[subject][0], hint, "%s has no %s", f.show(subject), word))
	}
	return problems
}

// idClass finds a person/… that is typed as a Place.
func idClass(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.with[rdfType] {
		id, own := f.id(s.Subject)
		kind, _, _ := split(id)
		if !own || !slices.Contains(types(), kind) || !f.isA(s.Object, "Class") {
			continue
		}
		class := quad.IRI(f.vocab + classOf(kind))
		if f.words.isA([]quad.Value{s.Object}, []quad.Value{class}) {
			continue
		}
		problems = append(problems, problem(s, "give it another id, or another type",
			"what begins with %s/ is %s; %s is typed as %s", kind, f.named([]quad.Value{class}), brief(id), f.named([]quad.Value{s.Object})))
	}
	return problems
}
