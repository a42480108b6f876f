package check

import (
	"errors"
	"regexp"
	"strings"

	"annals.example/graph/edtf"
	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// allDates gives every literal that says it is EDTF, in any property.
func (f *facts) allDates(each func(s *rdfio.Statement, d date)) {
	for _, s := range f.statements {
		if v, ok := s.Object.(quad.TypedString); ok && v.Type == edtfType {
			each(s, f.date(v))
		}
	}
}

func dateEDTF(f *facts) []Problem {
	var problems []Problem
	f.allDates(func(s *rdfio.Statement, d date) {
		if d.err != nil {
			problems = append(problems, problem(s, hintOf(d.err), "%v", d.err))
		}
	})
	return problems
}

// hintOf gives the way out that the reader of dates knows.
func hintOf(err error) string {
	var fault *edtf.Error
	if errors.As(err, &fault) {
		return fault.Hint
	}
	return ""
}

// dateInterval finds A/B. A property names one time: what lasts has a begin and
// an end, and a day that is one of several is a set.
func dateInterval(f *facts) []Problem {
	var problems []Problem
	f.allDates(func(s *rdfio.Statement, d date) {
		if d.err != nil || !d.IsInterval() {
			return
		}
		from, to, _ := strings.Cut(d.String(), "/")
		hint := `write one date; for one day of several "[1936-03-30,1936-03-31]"`
		if f.isWord("date", s) {
			hint = "write " + strings.Join(sides(from, to), " and ") + `; for one day of several write "[1936-03-30,1936-03-31]"`
		}
		problems = append(problems, problem(s, hint, "%s takes one date; %s is an interval", f.show(s.Predicate), brief(d.String())))
	})
	return problems
}

// sides writes an interval as begin and end. What is open or unknown is not
// written.
func sides(from, to string) []string {
	var lines []string
	if from != "" && from != ".." {
		lines = append(lines, "begin: "+from)
	}
	if to != "" && to != ".." {
		lines = append(lines, "end: "+to)
	}
	return lines
}

var longYear = regexp.MustCompile(`Y-?[0-9]{5}`)

func dateYear(f *facts) []Problem {
	var problems []Problem
	f.allDates(func(s *rdfio.Statement, d date) {
		if d.err == nil && longYear.MatchString(d.String()) {
			problems = append(problems, problem(s, "write a year of four digits, 1936", "date %q has a year of more than four digits", brief(d.String())))
		}
	})
	return problems
}

func dateOnce(f *facts) []Problem {
	var problems []Problem
	first := map[said]*rdfio.Statement{}
	for _, s := range f.all("date") {
		key := said{s.Subject, s.Label}
		if before := first[key]; before != nil && before.Object != s.Object {
			problems = append(problems, problem(s, `write two passages, or a set where it is one of these days, "[1936-03-30,1936-03-31]"`,
				"%s has another date in this passage, %s at %s", f.show(s.Subject), text(before.Object), before.At))
			continue
		}
		first[key] = s
	}
	return problems
}

func beginEnd(f *facts) []Problem {
	var problems []Problem
	for _, pair := range [][2]string{{"begin", "end"}, {"born", "died"}, {"systemEntry", "systemExit"}, {"inForce", "expires"}} {
		begins := map[said]date{} // of each, the one that leaves the end the least room
		for key, statements := range f.together(pair[0]) {
			for _, s := range statements {
				d := f.date(s.Object)
				if old, ok := begins[key]; d.exact() && (!ok || old.Bounds().Earliest < d.Bounds().Earliest) {
					begins[key] = d
				}
			}
		}
		for _, s := range f.all(pair[1]) {
			begin, ok := begins[said{s.Subject, s.Label}]
			end := f.date(s.Object)
			if ok && end.exact() && begin.Bounds().Earliest > end.Bounds().Latest {
				problems = append(problems, problem(s, "compare both with the source; if it says so itself, write its words as an account",
					"%s: %s %s is before %s %s", f.show(s.Subject), pair[1], end, pair[0], begin))
			}
		}
	}
	return problems
}

// exact says whether a date can be held against another: a doubtful or
// approximate one may always be meant.
func (d date) exact() bool { return d.err == nil && !d.Approximate() && !d.Uncertain() }
