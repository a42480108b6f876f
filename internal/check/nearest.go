package check

import (
	"strings"
	"unicode/utf8"

	"annals.example/internal/spelling"
)

const (
	// mostSearches keeps a large file of mistakes from being compared with all
	// ids for each of them: who makes so many has made one.
	mostSearches = 300
	longestName  = 120 // no name that people type is longer
)

// hearing finds what was meant by a name that nobody knows.
type hearing struct {
	names   map[string][]string // by kind: classes of words, or "" for ids
	answers map[[2]string]string
}

// meant gives the hint for a mistyped name, or the other hint where none is near.
func meant(name, other string) string {
	if name == "" {
		return other
	}
	return "did you mean " + name + "?"
}

// nearestID gives the declared id that is most like one, or "".
func (f *facts) nearestID(id string) string {
	return f.hearing.nearest("", id, func() []string {
		found := []string{}
		for _, subject := range f.subjects {
			if declared, ok := f.id(subject); ok && (f.classes[subject] != nil || f.passages[subject]) {
				found = append(found, declared)
			}
		}
		return found
	})
}

// nearestWord gives the word of one of the classes that is most like another.
func (f *facts) nearestWord(word string, classes ...string) string {
	return f.hearing.nearest(strings.Join(classes, " "), word, func() []string { return f.wordsOf(classes) })
}

// nearest gives the name among those of a kind that is most like another.
func (h *hearing) nearest(kind, name string, all func() []string) string {
	if h.names == nil {
		h.names, h.answers = map[string][]string{}, map[[2]string]string{}
	}
	answer, known := h.answers[[2]string{kind, name}]
	if known || len(h.answers) == mostSearches {
		return answer
	}
	if h.names[kind] == nil {
		h.names[kind] = all()
	}
	answer = nearest(name, h.names[kind])
	h.answers[[2]string{kind, name}] = answer
	return answer
}

func (f *facts) wordsOf(classes []string) []string {
	found := []string{}
	for _, subject := range f.subjects {
		name, ok := f.word(subject)
		for _, class := range classes {
			if ok && f.isA(subject, class) {
				found = append(found, name)
			}
			if !ok || class != "Property" {
				continue
			}
			// The keys that are read backwards, such as signatures, are the
			// context's matter; most are called like the inverse label.
			for _, s := range f.of(subject, "inverseLabel") {
				if inverse := text(s.Object); !strings.Contains(inverse, " ") {
					found = append(found, inverse)
				}
			}
		}
	}
	return found
}

// nearest gives the candidate that differs least from a name, the first of
// several, or "" if none is near.
func nearest(name string, candidates []string) string {
	if len(name) > longestName {
		return ""
	}
	lower := strings.ToLower(name)
	own := lower[strings.Index(lower, "/")+1:]
	most := max(2, utf8.RuneCountInString(own)/3) + 1
	best, least := "", 2*most
	for _, c := range candidates {
		d := 2 * far(lower, c, most)
		if d < 2*most && c != "" && c[:1] == lower[:min(1, len(lower))] {
			d-- // of two that are as near, the one with the same first letter
		}
		if d < least {
			best, least = c, d
		}
	}
	return best
}

// far counts the letters by which a name differs from an id or word, up to most.
// A name with a wrong TYPE or none is near.
func far(name, candidate string, most int) int {
	kind, slug, _ := strings.Cut(name, "/")
	if slug == "" {
		slug = kind
	}
	if _, own, found := strings.Cut(candidate, "/"); found && own == slug {
		return 1
	}
	if diff := len(name) - len(candidate); len(candidate) > longestName || diff > 4*most || -diff > 4*most {
		return most
	}
	return spelling.Distance(name, strings.ToLower(candidate))
}
