package graph

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// An Entity is a thing that claims speak of, as answers show it.
type Entity struct {
	ID     quad.Value
	Label  string
	Source quad.Value // who says so, where that is not the source of the row; else nil
}

// Entity gives a thing with its label.
func (d *Dataset) Entity(v quad.Value) Entity { return Entity{ID: v, Label: d.Label(v)} }

// Label gives what people call a thing: the editors' label; for what the editors
// mint, the labels of what it joins; in data of others the label they give it,
// English before others; else its address. Of a text it gives the text.
func (d *Dataset) Label(v quad.Value) string { return d.label(v, 0) }

// mostJoined is how deep a label goes into what joins what joins others: a remark on a
// signature is at two. Others may join things in a circle.
const mostJoined = 4

func (d *Dataset) label(v quad.Value, depth int) string {
	if d.known == nil {
		return d.findLabel(v, depth)
	}
	label, ok := d.known.labels[v]
	if !ok {
		label = d.findLabel(v, depth)
		d.known.labels[v] = label
	}
	return label
}

func (d *Dataset) findLabel(v quad.Value, depth int) string {
	switch v.(type) {
	case quad.IRI, quad.BNode:
	default:
		return valueText(v)
	}
	if v == unlabelled {
		return d.name
	}
	if label := d.ownLabel(v); label != "" {
		return label
	}
	if depth < mostJoined {
		if label := d.mintedLabel(v, depth); label != "" {
			return label
		}
	}
	if source := SourceOf(v); source != v {
		if label := d.ownLabel(source); label != "" {
			return label + ", " + passageName(v)
		}
	}
	return d.ID(v)
}

// passageName is what follows the # in the address of a passage, "" in that of a
// source.
func passageName(v quad.Value) string {
	_, name, _ := strings.Cut(valueText(v), "#")
	return name
}

func (d *Dataset) ownLabel(v quad.Value) string {
	if label := d.one(v, wordLabel); label != nil {
		return valueText(label)
	}
	for _, property := range foreignLabels {
		if label := preferred(d.all(Claim{Subject: v, Property: property})); label != nil {
			return valueText(label)
		}
	}
	return ""
}

// preferred picks the English text, else one without language, else the first in
// the order of their bytes, so that the same data always gives the same label.
func preferred(claims []Claim) quad.Value {
	var best quad.Value
	rank := func(v quad.Value) int {
		switch v := v.(type) {
		case quad.LangString:
			if v.Lang == "en" || strings.HasPrefix(v.Lang, "en-") {
				return 0
			}
			return 2
		case quad.String:
			return 1
		}
		return 3
	}
	for _, c := range claims {
		if best == nil || rank(c.Value) < rank(best) ||
			rank(c.Value) == rank(best) && c.Value.String() < best.String() {
			best = c.Value
		}
	}
	return best
}

// mintedLabel names a signature, a tenure and so on by what it joins.
func (d *Dataset) mintedLabel(v quad.Value, depth int) string {
	for _, class := range d.all(Claim{Subject: v, Property: rdfType}) {
		iri, _ := class.Value.(quad.IRI)
		var parts []string
		for _, name := range minted[iri] {
			if joined := d.one(v, quad.IRI(VocabularyIRI+name)); joined != nil && joined != v {
				parts = append(parts, d.label(joined, depth+1))
			}
		}
		if len(parts) > 0 {
			return strings.Join(parts, ", ")
		}
	}
	return ""
}
