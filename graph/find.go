package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"
)

// An UnknownError says that there is no such entity, source or question.
type UnknownError struct {
	What string // "entity", "source", "question", "agreement" …
	Name string
	Near []string // what stands near it
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no such %s: %s", e.What, e.Name) }

// An AmbiguousError says that a name belongs to several.
type AmbiguousError struct {
	Name    string
	Matches []Entity
	IDs     []string // of the matches, as people type them
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is the name of %d things", e.Name, len(e.Matches))
}

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

// Find gives the things that a name fits, best first, in any script and whatever
// its case or diacritics; only of the classes named, or of any.
func (d *Dataset) Find(words string, classes ...string) []Entity {
	found, _ := d.find(words, classes)
	return d.entities(found)
}

// find gives the things that a name fits, best first, and how many of them fit best.
func (d *Dataset) find(words string, classes []string) (found []quad.Value, best int) {
	wanted := soughtName(words)
	if wanted.folded == "" {
		return nil, 0
	}
	seen := map[quad.Value]bool{}
	for _, fits := range levels {
		var tie []quad.Value
		for _, n := range d.names() {
			if !seen[n.thing] && fits(n, wanted) && d.allowed(n.thing, classes) {
				seen[n.thing] = true
				tie = append(tie, n.thing)
			}
		}
		slices.SortFunc(tie, func(a, b quad.Value) int { return cmp.Compare(valueText(a), valueText(b)) })
		if len(found) == 0 {
			best = len(tie)
		}
		found = append(found, tie...)
	}
	return found, best
}

func (d *Dataset) entities(values []quad.Value) []Entity {
	list := make([]Entity, len(values))
	for i, v := range values {
		list[i] = d.Entity(v)
	}
	return list
}

// allowed tells whether a thing is of one of the classes; any will do where none
// is named, or where nobody says what the thing is.
func (d *Dataset) allowed(thing quad.Value, classes []string) bool {
	if len(classes) == 0 || slices.Contains(classes, "Entity") {
		return true
	}
	own := d.classes(thing)
	return len(own) == 0 || slices.ContainsFunc(classes, func(c string) bool {
		return slices.Contains(own, quad.Value(quad.IRI(VocabularyIRI+c)))
	})
}

// Resolve finds the one thing that is meant by an address, an id below the base,
// a blank node or a name, of one of the classes or of any.
func (d *Dataset) Resolve(ref string, classes ...string) (Entity, error) {
	if v := d.byAddress(ref); v != nil {
		if !d.allowed(v, classes) {
			return Entity{}, &WrongTypeError{Entity: d.Entity(v), ID: d.ID(v), Wanted: classes, Is: d.classLabel(v)}
		}
		return d.Entity(v), nil
	}
	found, best := d.find(ref, classes)
	switch {
	case best == 1:
		return d.Entity(found[0]), nil
	case best > 1:
		e := &AmbiguousError{Name: ref, Matches: d.entities(found[:best])}
		for _, v := range found[:best] {
			e.IDs = append(e.IDs, d.ID(v))
		}
		return Entity{}, e
	}
	return Entity{}, &UnknownError{What: whatIs(classes), Name: ref, Near: d.near(ref, classes)}
}

func (d *Dataset) byAddress(ref string) quad.Value {
	candidates := []quad.Value{quad.IRI(strings.Trim(ref, "<>"))}
	if d.base != "" {
		candidates = append(candidates, quad.IRI(d.base+ref))
	}
	if label, ok := strings.CutPrefix(ref, "_:"); ok {
		candidates = []quad.Value{quad.BNode(label)}
	}
	for _, v := range candidates {
		if d.exists(v) {
			return v
		}
	}
	return nil
}

func (d *Dataset) classLabel(v quad.Value) string {
	for _, c := range d.all(Claim{Subject: v, Property: rdfType}) {
		return d.Term(c.Value).Label
	}
	return "thing"
}

// A WrongTypeError says that an entity is not what a parameter asks for.
type WrongTypeError struct {
	Entity Entity
	ID     string
	Is     string
	Wanted []string
}

func (e *WrongTypeError) Error() string {
	return fmt.Sprintf("%s is %s, and what is asked for is %s", e.ID, withArticle(e.Is), withArticle(whatIs(e.Wanted)))
}

func whatIs(classes []string) string {
	if len(classes) == 0 || slices.Contains(classes, "Entity") {
		return "entity"
	}
	return strings.ToLower(strings.Join(classes, " or "))
}

// withArticle puts a or an before a noun.
func withArticle(noun string) string {
	if noun != "" && strings.ContainsRune("aeio", rune(noun[0])) { // not u: a unit
		return "an " + noun
	}
	return "a " + noun
}
