package check

import (
	"slices"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

func unknownProperty(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.statements {
		if s.Predicate == rdfType || f.words.properties[s.Predicate] != nil {
			continue
		}
		if len(f.words.properties) == 0 {
			// Every word would be unknown, and one problem says it better.
			return []Problem{problem(s, "write its words into vocabulary.yaml, each with type: Property", "the dataset defines no property at all")}
		}
		hint := "use a word of the vocabulary, or define this one there with type: Property"
		if word, ok := f.word(s.Predicate); ok {
			hint = meant(f.nearestWord(word, "Property"), hint)
		}
		problems = append(problems, problem(s, hint, "unknown property %s", f.show(s.Predicate)))
	}
	return problems
}

func unknownClass(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.with[rdfType] {
		if f.isA(s.Object, "Class") {
			continue
		}
		hint := "use a class of the vocabulary, or define this one there with type: Class"
		if word, ok := f.word(s.Object); ok {
			hint = meant(f.nearestWord(word, "Class"), hint)
		}
		problems = append(problems, problem(s, hint, "unknown type %s", f.show(s.Object)))
	}
	return problems
}

// unknownWord finds values that are written like words of the vocabulary and are
// none, and words that the vocabulary describes without saying what they are.
func unknownWord(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.statements {
		word, ok := f.word(s.Object)
		if !ok || s.Predicate == rdfType || f.classes[s.Object] != nil {
			continue
		}
		if _, kind := f.datatypes[word]; kind && s.Predicate == quad.IRI(f.vocab+"range") {
			continue
		}
		hint := meant(f.nearestWord(word, f.expected(s.Predicate)...), "use a word of the vocabulary, or define this one there")
		problems = append(problems, problem(s, hint, "%s takes a word of the vocabulary; %s is none", f.show(s.Predicate), f.show(s.Object)))
	}
	for _, subject := range f.subjects {
		if word, ok := f.word(subject); ok && f.classes[subject] == nil {
			problems = append(problems, problem(f.about[subject][0], "write its type: Class, Property, Kind, Count or Datatype",
				"the vocabulary does not say what the word %s is", brief(word)))
		}
	}
	return problems
}

// expected gives the names of the classes that a property's values are of.
func (f *facts) expected(property quad.Value) []string {
	names := []string{}
	if p := f.words.properties[property]; p != nil {
		for _, class := range p.values {
			names = append(names, f.show(class))
		}
	}
	if len(names) == 0 {
		names = append(names, "Class", "Property")
	}
	return names
}

func domain(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.statements {
		p, classes := f.words.properties[s.Predicate], f.classesOf(s.Subject)
		if p == nil || classes == nil || f.words.isA(classes, p.domain) {
			continue
		}
		problems = append(problems, problem(s, "write it below one of these, or use another word of the vocabulary",
			"%s is said of %s; %s is %s", f.show(s.Predicate), f.named(p.domain), f.show(s.Subject), f.named(classes)))
	}
	return problems
}

func valueRange(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.statements {
		p := f.words.properties[s.Predicate]
		if p == nil || len(p.values) == 0 {
			continue
		}
		if fault := f.outOfRange(s, p.values); fault != nil {
			problems = append(problems, *fault)
		}
	}
	return problems
}

// outOfRange says why a value is none of these classes and datatypes. Of what
// nobody declares another rule speaks.
func (f *facts) outOfRange(s *rdfio.Statement, values []quad.Value) *Problem {
	known := f.datatypes
	var kinds []datatype
	for _, v := range values {
		if kind, ok := known[f.show(v)]; ok {
			kinds = append(kinds, kind)
		}
	}
	if slices.ContainsFunc(kinds, func(kind datatype) bool { return kind.holds(f, s.Object) }) {
		return nil
	}
	hint := "write the id of one of these, or use another word of the vocabulary"
	if len(kinds) > 0 {
		hint = kinds[0].hint
	}
	property, value := f.show(s.Predicate), f.show(s.Object)
	classes := f.classesOf(s.Object)
	_, isID := f.id(s.Object)
	_, isWord := f.word(s.Object)
	_, isIRI := s.Object.(quad.IRI)
	_, isBlank := s.Object.(quad.BNode)
	var fault Problem
	switch {
	case isBlank, len(kinds) < len(values) && f.words.isA(classes, values):
		return nil
	case classes == nil && (isID || isWord) && len(kinds) < len(values):
		return nil
	case f.takes(s.Predicate, "Class") && known[value].what != "":
		return nil // a range may be a datatype
	case classes != nil:
		fault = problem(s, hint, "%s takes %s; %s is %s", property, f.named(values), value, f.named(classes))
	case isIRI:
		fault = problem(s, hint, "%s takes %s; %s is nothing of this dataset", property, f.named(values), value)
	case len(kinds) == 0:
		fault = problem(s, hint+"; the context must list "+property+` with "@type": "@id"`, "%s takes %s; %s is a text", property, f.named(values), value)
	default:
		fault = problem(s, hint, "%s takes %s; %s is none", property, f.named(values), value)
	}
	return &fault
}
