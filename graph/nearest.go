package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"annals.example/internal/spelling"
)

// mostNear is how many names an error proposes.
const mostNear = 3

// near gives the ids of things whose id or name is written almost so.
func (d *Dataset) near(names []nameEntry, ref string, classes []string) []string {
	asWritten, folded := closeTo(ref), closeTo(fold(ref))
	for n := range while(d, names) {
		id := d.ID(n.thing)
		_, slug, _ := strings.Cut(id, "/")
		for _, text := range []string{id, slug, n.folded} {
			for _, c := range []*closest{asWritten, folded} {
				if far, ok := c.far(text); ok && d.allowed(n.thing, classes) {
					c.add(candidate{text, id, far})
				}
			}
		}
	}
	var ids []string
	for _, c := range append(asWritten.best(), folded.best()...) {
		if !slices.Contains(ids, c.id) && len(ids) < mostNear {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// nearest gives the few words that differ least from a word.
func nearest(w string, among iter.Seq[string]) []string {
	c := closeTo(w)
	for a := range among {
		if far, ok := c.far(a); ok {
			c.add(candidate{a, a, far})
		}
	}
	var words []string
	for _, near := range c.best() {
		words = append(words, near.text)
	}
	return words
}

// closest are the names that differ least from a word, and by no more than a third of
// its letters.
type closest struct {
	word  []rune
	most  int
	found []candidate
}

type candidate struct {
	text, id string
	far      int
}

// How much of a name is compared, and by how many letters a slip of the pen may change
// it: comparing takes time with the product of the two, both names may come from
// outside, and there may be a million of them.
const (
	longest  = 64
	mostSlip = 8
)

func closeTo(word string) *closest {
	letters := start(word, nil)
	return &closest{word: letters, most: min(max(2, len(letters)/3), mostSlip)}
}

// far gives how far a name is from the word, where it is near enough.
func (c *closest) far(name string) (far int, ok bool) {
	if length := min(utf8.RuneCountInString(name), longest); max(length-len(c.word), len(c.word)-length) > c.most {
		return 0, false
	}
	var letters [longest]rune
	return spelling.Within(c.word, start(name, letters[:0]), c.most)
}

// mostFound is how many near names are kept until the best of them are picked.
const mostFound = 1 << 10

func (c *closest) add(found candidate) {
	if c.found = append(c.found, found); len(c.found) == mostFound {
		c.found = c.best()
	}
}

// best gives the nearest, each text once.
func (c *closest) best() []candidate {
	slices.SortStableFunc(c.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), strings.Compare(a.text, b.text))
	})
	found := slices.CompactFunc(c.found, func(a, b candidate) bool { return a.text == b.text })
	return found[:min(mostNear, len(found))]
}

// start appends the part of a name that is compared.
func start(name string, letters []rune) []rune {
	for _, r := range name {
		if len(letters) == longest {
			break
		}
		letters = append(letters, r)
	}
	return letters
}
