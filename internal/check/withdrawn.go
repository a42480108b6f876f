package check

import (
	"slices"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// withdrawalWords are the words of the register of withdrawn ids.
func withdrawalWords() []string { return []string{"withdrawn", "replacedBy", "reason"} }

// readWithdrawn gathers the ids that the catalogue withdraws, each with where it does.
func (f *facts) readWithdrawn() map[quad.Value]*rdfio.Statement {
	register := map[quad.Value]*rdfio.Statement{}
	for _, s := range f.all("withdrawn") {
		if s.Label == f.catalogue && register[s.Subject] == nil {
			register[s.Subject] = s
		}
	}
	return register
}

// withdrawnAt tells where the id of a thing was withdrawn, or that of the source that a
// passage is of; else nil.
func (f *facts) withdrawnAt(v quad.Value) *rdfio.Statement {
	if s := f.withdrawn[v]; s != nil {
		return s
	}
	return f.withdrawn[source(v)]
}

// withdrawn finds what still speaks of a withdrawn id, and entries of the register that
// are none or lead nowhere. What nobody declares, another rule finds.
func withdrawn(f *facts) []Problem {
	var problems []Problem
	inRegister := func(s *rdfio.Statement) bool {
		return slices.ContainsFunc(withdrawalWords(), func(word string) bool { return f.isWord(word, s) })
	}
	for _, s := range f.statements {
		switch {
		case inRegister(s):
			problems = append(problems, f.entry(s)...)
		case f.mintedType(s):
		case f.withdrawnAt(s.Subject) != nil:
			problems = append(problems, problem(s, f.instead(s.Subject), "%s was withdrawn, at %s, and nothing more is claimed about it",
				f.show(s.Subject), f.withdrawnAt(s.Subject).At))
		case f.withdrawnAt(s.Label) != nil:
			problems = append(problems, problem(s, f.instead(s.Label), "%s was withdrawn, at %s, and makes no more claims",
				f.show(s.Label), f.withdrawnAt(s.Label).At))
		}
		if at := f.withdrawnAt(s.Object); at != nil && !f.isWord("replacedBy", s) {
			problems = append(problems, problem(s, f.instead(s.Object), "%s was withdrawn, at %s, and nothing refers to it any more",
				f.show(s.Object), at.At))
		}
	}
	return problems
}

// entry judges a statement of the register.
func (f *facts) entry(s *rdfio.Statement) []Problem {
	_, own := f.id(s.Object)
	switch {
	case s.Label != f.catalogue:
		return []Problem{problem(s, "write it in the catalogue", "only the editors withdraw an id; here %s does", f.show(s.Label))}
	case f.withdrawn[s.Subject] == nil:
		return []Problem{problem(s, "write withdrawn: and the day with it", "%s has a %s and is not withdrawn", f.show(s.Subject), f.show(s.Predicate))}
	case !f.isWord("replacedBy", s):
		return nil
	case f.withdrawnAt(s.Object) != nil:
		return []Problem{problem(s, f.instead(s.Object), "%s is replaced by %s, which was withdrawn too, at %s",
			f.show(s.Subject), f.show(s.Object), f.withdrawnAt(s.Object).At)}
	case !own:
		return []Problem{problem(s, "write the id of a thing of this dataset", "%s is replaced by %s, which is nothing of this dataset",
			f.show(s.Subject), f.show(s.Object))}
	}
	return nil
}

// instead says what to write in the place of a withdrawn id.
func (f *facts) instead(v quad.Value) string {
	if f.withdrawn[v] == nil {
		v = source(v)
	}
	var ids []string
	for _, s := range f.of(v, "replacedBy") {
		if f.withdrawnAt(s.Object) == nil && f.classes[s.Object] != nil {
			ids = append(ids, f.show(s.Object))
		}
	}
	if len(ids) == 0 {
		return "leave it out, or take the id out of the register"
	}
	return "write " + either(ids)
}
