package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// What the editors mint (a signature, a tenure, a figure) joins things and is none
// to a reader: it is shown by what is said of it.

func (d *Dataset) isMinted(v quad.Value) bool {
	return slices.ContainsFunc(d.all(Claim{Subject: v, Property: rdfType}), func(c Claim) bool {
		iri, _ := c.Value.(quad.IRI)
		return minted[iri] != nil
	})
}

// disputed tells whether those believed disagree on something of a thing.
func (w *describer) disputed(thing quad.Value) bool {
	var statements []statement
	for _, c := range w.all(Claim{Subject: thing}) {
		if w.believes(c.Source) {
			statements = append(statements, statement{c.Property, c.Value, c.Source})
		}
	}
	return len(w.disputes(thing, statements)) > 0
}

// mintedLine shows a signature, a tenure and so on by what the passage of the
// claim says of it: the thing that it joins to the one described, and the rest in
// one line. What only the editors say of it is added, as theirs.
func (w *describer) mintedLine(c Claim, described quad.Value) ShownClaim {
	line := ShownClaim{Minted: c.Subject}
	var joined []Entity
	var by quad.Value // the property of what is joined
	var rest []string
	for s := range while(w, w.saidOf(c)) {
		_, isThing := s.Value.(quad.IRI)
		switch {
		case s.Property == rdfType || s.Value == described:
		case isThing && !w.isWord(s.Value) && (by == nil || by == s.Property):
			by = s.Property
			joined = append(joined, w.Entity(s.Value))
		default:
			part := w.part(s, s.Source != c.Source)
			line.Parts = append(line.Parts, part)
			rest = append(rest, w.phrase(part, s.Value))
		}
	}
	line.Detail = strings.Join(rest, ", ")
	switch len(joined) {
	case 0:
		line.Value = w.Entity(c.Subject)
	case 1:
		line.Value = joined[0]
	default:
		line.Value = joined
	}
	return line
}

// saidOf gives what the passage of a claim says of the claim's subject, in the
// vocabulary's order, and what the editors say where it says nothing.
func (w *describer) saidOf(c Claim) []Claim {
	said := w.all(Claim{Subject: c.Subject, Source: c.Source})
	for e := range while(w, w.all(Claim{Subject: c.Subject})) {
		known := slices.ContainsFunc(said, func(s Claim) bool { return s.Property == e.Property })
		if w.believable().editors[SourceOf(e.Source)] && !known && e.Property != rdfType {
			said = append(said, e)
		}
	}
	sorted(w, said, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(w.Term(a.Property).Order, w.Term(b.Property).Order), compareValues(a.Value, b.Value))
	})
	return said
}

func (d *Dataset) isWord(v quad.Value) bool { return d.words().terms[v] != nil }

// part shows a claim in a line. A capacity, a count and a number need no label.
func (w *describer) part(c Claim, editors bool) Part {
	part := Part{Value: w.cell(c.Value), Editors: editors}
	if !slices.Contains(bare, c.Property) {
		part.Label = w.Term(c.Property).Label
	}
	return part
}

// phrase writes a part as text: "side Empire of Japan", "killed", "9703".
func (w *describer) phrase(p Part, value quad.Value) string {
	text := w.Label(value)
	if p.Label != "" {
		text = p.Label + " " + text
	}
	if p.Editors {
		text += " (editors)"
	}
	return text
}
