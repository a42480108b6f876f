package graph

import (
	"cmp"
	"slices"
	"strings"

	"annals.example/internal/spelling"
)

// mostNear is how many names an error proposes.
const mostNear = 3

// near gives the ids of things whose id or name is written almost so.
func (d *Dataset) near(ref string, classes []string) []string {
	byText := map[string]string{}
	var texts []string
	for _, n := range d.names() {
		if !d.allowed(n.thing, classes) {
			continue
		}
		id := d.ID(n.thing)
		_, slug, _ := strings.Cut(id, "/")
		for _, text := range []string{id, slug, n.folded} {
			if byText[text] == "" {
				byText[text] = id
				texts = append(texts, text)
			}
		}
	}
	var ids []string
	for _, text := range append(nearest(ref, texts), nearest(fold(ref), texts)...) {
		if id := byText[text]; !slices.Contains(ids, id) && len(ids) < mostNear {
			ids = append(ids, id)
		}
	}
	return ids
}

// nearest gives the few words that differ least from a word, and by no more than
// a third of its letters.
func nearest(w string, among []string) []string {
	type candidate struct {
		word string
		far  int
	}
	var close []candidate
	for _, a := range among {
		if far := distance(w, a); far <= max(2, len([]rune(w))/3) {
			close = append(close, candidate{a, far})
		}
	}
	slices.SortFunc(close, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), strings.Compare(a.word, b.word))
	})
	var words []string
	for _, c := range close[:min(mostNear, len(close))] {
		if !slices.Contains(words, c.word) {
			words = append(words, c.word)
		}
	}
	return words
}

// longest is how much of a name is compared: comparing takes time with the square of
// it, and both names may come from outside.
const longest = 64

func distance(a, b string) int { return spelling.Distance(start(a), start(b)) }

// start is the part of a name that is compared.
func start(name string) string {
	n := 0
	for i := range name {
		if n == longest {
			return name[:i]
		}
		n++
	}
	return name
}
