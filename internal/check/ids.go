package check

import (
	"regexp"
	"slices"
	"strings"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// types are the beginnings of ids. The class of each has its name.
func types() []string {
	return []string{"agreement", "negotiation", "event", "unit", "person", "place", "state", "organisation", "office",
		"source", "signature", "participation", "tenure", "figure", "remark"}
}

// classOf gives the name of the class of what begins with a TYPE.
func classOf(kind string) string {
	return strings.ToUpper(kind[:1]) + kind[1:]
}

// routes are the pages of the server beside those of entities: an id that begins
// with one could never be opened.
func routes() []string {
	return []string{"entity", "ask", "timeline", "map", "graph", "sources", "search", "query", "about", "api", "ui",
		"vocabulary", ".well-known", "healthz", "metrics", "dump.nq.gz", "dump.trig.gz"}
}

// ids calls a function for each id of the dataset, where it first stands.
// What is only referred to and nowhere declared is left out: another rule
// guesses what was meant.
func (f *facts) ids(each func(s *rdfio.Statement, id string)) {
	done := map[quad.Value]bool{}
	for _, s := range f.statements {
		for _, v := range []quad.Value{s.Subject, s.Label} {
			if id, own := f.id(v); own && !done[v] {
				done[v] = true
				each(s, id)
			}
		}
		if id, own := f.id(s.Object); own && !done[s.Object] && f.isWord("hasPassage", s) {
			done[s.Object] = true
			each(s, id)
		}
	}
}

func idType(f *facts) []Problem {
	var problems []Problem
	f.ids(func(s *rdfio.Statement, id string) {
		kind, _, passage := split(id)
		hint := "an id begins with " + either(types()) + " and a slash"
		switch {
		case slices.Contains(types(), kind) && (passage == "" || kind == "source"):
		case slices.Contains(types(), kind):
			problems = append(problems, problem(s, "write another id without #", "%s: only a source has passages", brief(id)))
		case slices.Contains(routes(), kind) || strings.HasPrefix(kind, "dump"):
			problems = append(problems, problem(s, hint, "%s: %s is a page of the program and no type of thing", brief(id), brief(kind)))
		default:
			if near := nearest(kind, types()); near != "" {
				hint = "did you mean " + near + "?"
			}
			problems = append(problems, problem(s, hint, "%s: %q is no type of thing", brief(id), brief(kind)))
		}
	})
	return problems
}

// A passage may have capitals: it is named as the source numbers it, like the
// records of a data set.
var (
	slugForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	passageForm = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
)

func idForm(f *facts) []Problem {
	var problems []Problem
	f.ids(func(s *rdfio.Statement, id string) {
		_, slug, passage := split(id)
		if !strings.Contains(id, "/") {
			return // it has no type either, and that is said
		}
		switch {
		case !slugForm.MatchString(slug):
			problems = append(problems, problem(s, "write it like agreement/1936-protocol",
				"%s: an id is made of lower-case letters a to z, digits and single hyphens", brief(id)))
		case strings.Contains(id, "#") && !passageForm.MatchString(passage):
			problems = append(problems, problem(s, "write it like source/bold-limited-war#web-29",
				"%s: a passage is named by letters a to z, digits and single hyphens", brief(id)))
		}
	})
	return problems
}

// A pattern says what the id of a minted thing is made of: the slugs of the
// values of these properties, one after the other, at its beginning or, where
// there is a last, at its end.
type pattern struct {
	first []string // any of these
	last  string
	hint  string
}

func patterns() map[string]pattern {
	return map[string]pattern{
		"signature":     {[]string{"instrument"}, "signer", "write signature/ with the agreement's name and the signer's: signature/1936-protocol-genden"},
		"participation": {[]string{"inEvent"}, "participant", "write participation/ with the event's name and the participant's: participation/kremlin-1934-11-27-genden"},
		"tenure":        {[]string{"holder", "unit", "office"}, "", "write tenure/ with the holder's name or the unit's first: tenure/genden-prime-minister"},
		"figure":        {[]string{"figureOf"}, "", "write figure/ with the event's name first: figure/khalkhin-gol-japan-killed"},
	}
}

func idMinted(f *facts) []Problem {
	var problems []Problem
	all := patterns()
	for _, subject := range f.subjects {
		id, own := f.id(subject)
		kind, slug, _ := split(id)
		pattern, ok := all[kind]
		if !own || !ok {
			continue
		}
		begins, known := f.slugs(subject, pattern.first...)
		ends, alsoKnown := f.slugs(subject, pattern.last)
		if !known || !alsoKnown || len(begins) == 0 || pattern.last != "" && len(ends) == 0 {
			continue // what is missing or unknown, other rules say
		}
		if pattern.made(slug, begins, ends) {
			continue
		}
		problems = append(problems, problem(f.about[subject][0], pattern.hint, "the id %s does not say what it is of", brief(id)))
	}
	return problems
}

// made says whether a slug is made of one of the beginnings and one of the ends.
func (p pattern) made(slug string, begins, ends []string) bool {
	return slices.ContainsFunc(begins, func(begin string) bool {
		rest, ok := strings.CutPrefix(slug, begin+"-")
		return ok && (p.last == "" || slices.Contains(ends, rest))
	})
}

// slugs gives the slugs of what some properties lead to, and whether all of it is
// declared.
func (f *facts) slugs(subject quad.Value, words ...string) (slugs []string, known bool) {
	known = true
	for _, word := range words {
		for _, s := range f.of(subject, word) {
			id, own := f.id(s.Object)
			_, slug, _ := split(id)
			known = known && own && f.classes[s.Object] != nil
			slugs = append(slugs, slug)
		}
	}
	return slugs, known
}
