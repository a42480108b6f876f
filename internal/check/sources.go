package check

import (
	"strings"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// ownersOfFiles says of each file what source it is about. What stands at the top
// of a file is in the first column; a file that says nothing there is the
// catalogue's, unless a source speaks in it.
func (f *facts) ownersOfFiles() map[string]string {
	owners := map[string]string{}
	for _, s := range f.statements {
		if id, own := f.id(s.Subject); own && s.At.Column == 1 && s.Label == f.catalogue && owners[s.At.File] == "" {
			owners[s.At.File] = id
		}
	}
	for _, s := range f.statements {
		if id, own := f.id(source(s.Label)); own && s.Label != f.catalogue && owners[s.At.File] == "" {
			owners[s.At.File] = id
		}
	}
	return owners
}

// noSource finds the editors' statements in the file of a source that are not
// about that source: someone wrote them outside says. Each thing is reported once
// in a file.
func noSource(f *facts) []Problem {
	var problems []Problem
	type mention struct {
		subject quad.Value
		file    string
	}
	done := map[mention]bool{}
	catalogue, _ := f.id(f.catalogue)
	for _, s := range f.statements {
		owner := f.owners[s.At.File]
		id, own := f.id(s.Subject)
		if s.Label != f.catalogue || owner == "" || owner == catalogue || f.mintedType(s) {
			continue
		}
		subject, _, _ := strings.Cut(id, "#")
		if kind, _, _ := split(owner); own && subject == owner && kind == "source" {
			continue
		}
		key := mention{s.Subject, s.At.File}
		if done[key] {
			continue
		}
		done[key] = true
		problems = append(problems, problem(s, "write it under says: of the source or of its passage",
			"nobody says this about %s: the claim has no source", f.show(s.Subject)))
	}
	return problems
}

// mintedType says whether a statement is the type that follows from an id: the
// reader states it for the catalogue where the id first stands.
func (f *facts) mintedType(s *rdfio.Statement) bool {
	id, own := f.id(s.Subject)
	kind, _, _ := split(id)
	class, minted := f.minted[kind]
	return own && minted && s.Predicate == rdfType && s.Object == quad.IRI(f.vocab+class)
}

// unknownSource finds claims whose source or passage nobody declares, once for
// each file.
func unknownSource(f *facts) []Problem {
	var problems []Problem
	type speaker struct {
		label quad.Value
		file  string
	}
	done := map[speaker]bool{}
	for _, s := range f.statements {
		key := speaker{s.Label, s.At.File}
		if done[key] {
			continue
		}
		done[key] = true
		from := source(s.Label)
		switch {
		case f.withdrawn[from] != nil: // another rule says so
		case !f.isA(from, "Source"):
			id, _ := f.id(from)
			hint := "write its type: Source, kind and label at the top of its file"
			if near := f.nearestID(id); strings.HasPrefix(near, "source/") {
				hint = meant(near, hint)
			}
			problems = append(problems, problem(s, hint, "nobody declares %s, whose claims stand here", f.show(from)))
		case from != s.Label && !f.passages[s.Label]:
			problems = append(problems, problem(s, "write it as a key under passages: of its source", "%s is no passage that its source declares", f.show(s.Label)))
		}
	}
	return problems
}

func passage(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.all("hasPassage") {
		id, _ := f.id(s.Object)
		own, _ := f.id(s.Subject)
		if before, place, ok := strings.Cut(id, "#"); ok && place != "" && before == own {
			continue
		}
		problems = append(problems, problem(s, "write "+brief(own)+"#p-231, or another place after the #",
			"%s is no passage of %s", f.show(s.Object), f.show(s.Subject)))
	}
	return problems
}

func sourceKind(f *facts) []Problem {
	return f.needs("Source", []need{{[]string{"kind"}, "kind", "write kind: primary, scholarly, tertiary or dataset"}})
}

// sourceUnused finds sources that make no claim and that nothing refers to.
func sourceUnused(f *facts) []Problem {
	used := map[quad.Value]bool{}
	for _, s := range f.statements {
		used[source(s.Label)] = true
		if to := source(s.Object); to != source(s.Subject) {
			used[to] = true
		}
	}
	var problems []Problem
	for _, subject := range f.subjects {
		if used[source(subject)] || f.classes[subject] == nil || !f.isA(subject, "Source") {
			continue
		}
		problems = append(problems, problem(f.about[subject][0], "write what it says under says:, or let the source that cites it say so with cites:",
			"%s makes no claim and nothing refers to it", f.show(subject)))
	}
	return problems
}
