package graph

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"
)

// nameEntry is a name that somebody uses for a thing. The names of sources count
// only where nothing else fits: a book on a battle bears the battle's name.
type nameEntry struct {
	thing    quad.Value
	folded   string
	bare     string // folded, without what stands in parentheses
	slug     string // of the thing's address, its last part
	ofSource bool
}

// fold writes a name so that case, diacritics and doubled spaces do not matter:
// in every script, by Unicode's compatibility decomposition (UAX #15).
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '(' || r == ')':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// withoutParentheses drops what stands in parentheses: "Ohta (ambassador)".
func withoutParentheses(folded string) string {
	if !strings.Contains(folded, "(") {
		return folded
	}
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(folded, "(")
		b.WriteString(before)
		b.WriteByte(' ')
		_, after, shut := strings.Cut(rest, ")")
		if !opened || !shut {
			return strings.Join(strings.Fields(b.String()), " ")
		}
		folded = after
	}
}

// slugOf is the last part of an address, 1936-protocol; "" where there is none.
func slugOf(thing quad.Value) string {
	address, _ := thing.(quad.IRI)
	return string(address[strings.LastIndexAny(string(address), "/#")+1:])
}

func (d *Dataset) readNames() []nameEntry {
	var names []nameEntry
	for _, property := range append([]quad.IRI{wordLabel, wordName, wordTitle}, foreignLabels...) {
		for _, c := range d.all(Claim{Property: property}) {
			if _, isWord := d.words().terms[c.Subject]; !isWord {
				ofSource := slices.Contains(d.classes(c.Subject), quad.Value(wordSource))
				folded := fold(valueText(c.Value))
				names = append(names, nameEntry{c.Subject, folded, withoutParentheses(folded), slugOf(c.Subject), ofSource})
			}
		}
	}
	return names
}

// sought is a name that is looked for. It comes from outside, and is compared with
// all names: what there is to know of it is found out once.
type sought struct {
	written      string
	folded, bare string
	end          string   // of a longer name
	words        []string // each once, after a space
}

func soughtName(name string) sought {
	folded := fold(name)
	words := strings.Fields(folded)
	for i, w := range words {
		words[i] = " " + w
	}
	slices.Sort(words)
	return sought{strings.TrimSpace(name), folded, withoutParentheses(folded), " " + folded, slices.Compact(words)}
}

// A level tells whether a name fits what is sought.
type level func(n nameEntry, s sought) bool

// levels are how well a name fits, best first; only a tie at the best level at
// which anything fits is ambiguous. What is written like the end of an id means that
// id before all that merely has such a name in part: 1936-protocol is no article of
// the protocol.
var levels = slices.Concat(
	of(false, sameName, sameWithoutParentheses),
	[]level{func(n nameEntry, s sought) bool { return n.slug == s.written }},
	of(false, familyName, beginning, allWords),
	of(true, sameName, sameWithoutParentheses, familyName, beginning, allWords),
)

// of has levels look at the names of sources alone, or at all others.
func of(sources bool, fits ...level) []level {
	var only []level
	for _, fit := range fits {
		only = append(only, func(n nameEntry, s sought) bool { return n.ofSource == sources && fit(n, s) })
	}
	return only
}

func sameName(n nameEntry, s sought) bool               { return n.folded == s.folded }
func sameWithoutParentheses(n nameEntry, s sought) bool { return n.bare == s.bare }
func familyName(n nameEntry, s sought) bool             { return strings.HasSuffix(n.bare, s.end) }
func beginning(n nameEntry, s sought) bool              { return strings.HasPrefix(n.folded, s.folded) }

func allWords(n nameEntry, s sought) bool {
	return !slices.ContainsFunc(s.words, func(w string) bool {
		return !strings.HasPrefix(n.folded, w[1:]) && !strings.Contains(n.folded, w)
	})
}
