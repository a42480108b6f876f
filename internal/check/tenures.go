package check

import (
	"slices"

	"annals.example/graph/edtf"
	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// mostTenures is how many claims about the holders of one post are compared, each
// with each: no post has had more, and a made-up one must not cost the square.
const mostTenures = 1000

// A stint is what one passage says of when somebody held a post.
type stint struct {
	tenure, holder quad.Value
	begin, end     *stamp // either may be nil
	from, to       edtf.Day
}

// officeTwice finds an office with two holders at once, or the same time of one
// person in it entered twice.
func officeTwice(f *facts) []Problem {
	return f.heldTwice("office", func(a, b stint) string {
		if a.holder == b.holder {
			return "is held twice at once by one person"
		}
		return "is held by two at once"
	})
}

// commandTwice finds a unit with two commanders at once. Who holds an office in a
// unit, such as chief of staff, does not command it.
func commandTwice(f *facts) []Problem {
	return f.heldTwice("unit", func(a, b stint) string {
		if a.holder == b.holder || len(f.of(a.tenure, "office"))+len(f.of(b.tenure, "office")) > 0 {
			return ""
		}
		return "is commanded by two at once"
	})
}

// heldTwice compares the stints in each post. how says what is wrong with two
// that overlap, "" for nothing. Each two tenures are reported once.
func (f *facts) heldTwice(post string, how func(a, b stint) string) []Problem {
	var problems []Problem
	seen := map[[2]quad.Value]bool{}
	stints, posts := f.stintsIn(post)
	for _, held := range posts {
		all := stints[held]
		for i, b := range all[:min(len(all), mostTenures)] {
			for _, a := range all[:i] {
				key := [2]quad.Value{a.tenure, b.tenure}
				if a.tenure == b.tenure || seen[key] || a.from >= b.to || b.from >= a.to {
					continue
				}
				seen[key] = true
				if fault := how(a, b); fault != "" {
					at, there := b.at(), a.at()
					problems = append(problems, problem(at, bothHint, "%s %s: %s %s (%s), and %s %s (%s at %s)",
						f.show(held), fault, f.show(b.holder), b, f.show(at.Label), f.show(a.holder), a, f.show(there.Label), there.At))
				}
			}
		}
	}
	return problems
}

// stintsIn gives the stints in each post, and the posts in the order of the files.
func (f *facts) stintsIn(post string) (stints map[quad.Value][]stint, posts []quad.Value) {
	stints = map[quad.Value][]stint{}
	done, of := map[[2]quad.Value]bool{}, map[quad.Value][]stint{}
	for _, s := range f.all(post) {
		key := [2]quad.Value{s.Object, s.Subject}
		if done[key] || !f.isA(s.Subject, "Tenure") {
			continue
		}
		done[key] = true
		if _, known := of[s.Subject]; !known {
			of[s.Subject] = f.stintsOf(s.Subject)
		}
		if _, known := stints[s.Object]; !known {
			posts = append(posts, s.Object)
		}
		stints[s.Object] = append(stints[s.Object], of[s.Subject]...)
	}
	return stints, posts
}

// stintsOf gives what each passage says of a tenure's time, with what is certain:
// the last day on which it may have begun and the first on which it may have
// ended. Of a tenure whose begin alone is known that is the begin.
func (f *facts) stintsOf(tenure quad.Value) []stint {
	holders := f.of(tenure, "holder")
	if len(holders) == 0 {
		return nil
	}
	byPassage, passages := map[quad.Value]*stint{}, []quad.Value{}
	for _, s := range f.about[tenure] {
		at := &stamp{s, f.date(s.Object)}
		begins, ends := f.isWord("begin", s), f.isWord("end", s)
		if !begins && !ends || !at.exact() {
			continue
		}
		if byPassage[s.Label] == nil {
			byPassage[s.Label] = &stint{tenure: tenure, holder: holders[0].Object}
			passages = append(passages, s.Label)
		}
		if st := byPassage[s.Label]; begins {
			st.begin = later(st.begin, at)
		} else {
			st.end = earlier(st.end, at)
		}
	}
	var stints []stint
	for _, passage := range passages {
		st := *byPassage[passage]
		first, last := st.begin, st.end
		if first == nil {
			first = last
		}
		if last == nil {
			last = first
		}
		st.from, st.to = first.Bounds().Latest, last.Bounds().Earliest
		if len(stints) < mostTenures && !slices.ContainsFunc(stints, func(other stint) bool { return other.from == st.from && other.to == st.to }) {
			stints = append(stints, st)
		}
	}
	return stints
}

func (st stint) at() *rdfio.Statement {
	if st.begin != nil {
		return st.begin.Statement
	}
	return st.end.Statement
}

// String gives the time as a reader says it: from 1932-07-02 to 1936-03-22.
func (st stint) String() string {
	switch {
	case st.end == nil:
		return "from " + st.begin.date.String()
	case st.begin == nil:
		return "to " + st.end.date.String()
	}
	return "from " + st.begin.date.String() + " to " + st.end.date.String()
}
