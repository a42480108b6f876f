package check

import (
	"strings"

	"annals.example/graph/edtf"
	"annals.example/internal/rdfio"
)

// dateOriginal compares dateOriginal, in its calendar, with date, and likewise
// for every other date that has an original beside it.
func dateOriginal(f *facts) []Problem {
	var problems []Problem
	for _, original := range f.originals() {
		word := strings.TrimSuffix(original, "Original")
		calendar := word + "Calendar"
		if word == "date" {
			calendar = "calendar"
		}
		converted := f.together(word)
		calendars := f.together(calendar)
		originals := f.together(original)
		for _, s := range f.all(original) {
			key := said{s.Subject, s.Label}
			if len(calendars[key]) == 0 {
				problems = append(problems, problem(s, "write "+calendar+": julian beside it", "%s has no calendar", original))
				continue
			}
			problems = append(problems, f.convert(s, word, text(calendars[key][0].Object), converted[key])...)
		}
		for _, s := range f.all(calendar) {
			if len(originals[said{s.Subject, s.Label}]) == 0 {
				problems = append(problems, problem(s, "write "+original+": with year, month and day, or take "+calendar+" away",
					"%s speaks of %s, which is not here", calendar, original))
			}
		}
	}
	return problems
}

// originals are the properties whose values are dates in a calendar of their own.
func (f *facts) originals() []string {
	var found []string
	for _, s := range f.all("range") {
		word, ok := f.word(s.Subject)
		if ok && strings.HasSuffix(word, "Original") && f.takes(s.Subject, "CalendarDate") {
			found = append(found, word)
		}
	}
	return found
}

// convert compares one original date with what stands beside it. A second value
// beside it is another rule's matter.
func (f *facts) convert(s *rdfio.Statement, word, calendar string, beside []*rdfio.Statement) []Problem {
	meant, err := edtf.FromCalendar(text(s.Object), calendar)
	if err != nil {
		return []Problem{problem(s, hintOf(err), "%v", err)}
	}
	if len(beside) == 0 {
		return []Problem{problem(s, "write "+word+": "+meant.String()+" beside it", "%s has no %s beside it", f.show(s.Predicate), word)}
	}
	given := f.date(beside[0].Object)
	if given.err != nil || edtf.Compatible(meant, given.Date) {
		return nil
	}
	return []Problem{problem(beside[0], "write "+word+": "+meant.String()+", or mend "+f.show(s.Predicate),
		"%s is %s; %s (%s) is %s", word, given, text(s.Object), calendar, meant)}
}
