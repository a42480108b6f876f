package check

import (
	"fmt"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// Sources may disagree, so what follows from two claims together is a warning that
// names both. It is given only where no day that the one may mean goes together
// with one that the other may mean; what is doubtful or approximate is passed over.

// A stamp is a date that can be held against another, and the claim that gives it.
type stamp struct {
	*rdfio.Statement
	date
}

// later gives the one of two whose first possible day is later, and earlier the
// one whose last possible day is earlier. Of two alike it is the first.
func later(a, b *stamp) *stamp {
	if a == nil || b != nil && b.Bounds().Earliest > a.Bounds().Earliest {
		return b
	}
	return a
}

func earlier(a, b *stamp) *stamp {
	if a == nil || b != nil && b.Bounds().Latest < a.Bounds().Latest {
		return b
	}
	return a
}

// before says whether a lies before b on whatever days both are.
func (a *stamp) before(b *stamp) bool {
	return a != nil && b != nil && a.Bounds().Latest < b.Bounds().Earliest
}

// limits are, of all claims about when something was, those that leave the others
// the least room. Only they are compared: one contradiction is enough to look at.
type limits struct {
	begin, end     *stamp // the latest of its begins, the earliest of its ends
	earliest, last *stamp // of all its dates
	birth, death   *stamp // the latest birth, the earliest death
}

// limitsOf gathers the dates of a thing, once. Of an agreement only that of
// signing counts: it may be in force when its signers are dead.
func (f *facts) limitsOf(thing quad.Value) limits {
	if found, ok := f.limits[thing]; ok {
		return found
	}
	var l limits
	signed := f.isA(thing, "Agreement")
	for _, s := range f.about[thing] {
		word, ok := f.word(s.Predicate)
		if !ok || !f.takes(s.Predicate, "Edtf") || signed && word != "date" {
			continue
		}
		at := &stamp{s, f.date(s.Object)}
		if !at.exact() {
			continue
		}
		switch word {
		case "date", "begin", "end":
			if word != "end" {
				l.begin = later(l.begin, at)
			}
			if word != "begin" {
				l.end = earlier(l.end, at)
			}
			l.earliest, l.last = earlier(l.earliest, at), later(l.last, at)
		case "born":
			l.birth = later(l.birth, at)
		case "died":
			l.death = earlier(l.death, at)
		}
	}
	f.limits[thing] = l
	return l
}

// says names a claim in a message: begin 1939-05-11 of event/khasan (source/bold#web-29).
func (f *facts) says(at *stamp) string {
	return fmt.Sprintf("%s %s of %s (%s)", f.show(at.Predicate), at.date, f.show(at.Subject), f.show(at.Label))
}

// saysThere also gives the place; that of the other claim is the problem's own.
func (f *facts) saysThere(at *stamp) string {
	return fmt.Sprintf("%s %s of %s (%s at %s)", f.show(at.Predicate), at.date, f.show(at.Subject), f.show(at.Label), at.At)
}

const bothHint = "compare both with their sources; if each says so, it is a disagreement, and a remark may help readers"
