package graph

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/edtf"
)

// disagree keeps the statements that contradict another about the same thing, as
// the model defines it: values that cannot both hold of a property that the
// vocabulary marks single-valued for the thing's class, by different passages; and
// lists of signers that cannot both be right.
func disagree(a *asked, records []record, _ []string) []record {
	bySubject := map[quad.Value][]statement{}
	for _, r := range records {
		s := r.get("subject")
		bySubject[s] = append(bySubject[s], statement{r.get(tagProperty), r.get(tagValue), r.passage})
	}
	groups := a.signerLists(bySubject)
	for s, own := range bySubject {
		if disputes := a.disputes(s, own); len(disputes) > 0 {
			groups[s] = append(disputes, groups[s]...)
		}
	}
	var made []record
	for _, s := range a.byLabel(slices.Collect(maps.Keys(groups))) {
		for _, group := range groups[s] {
			for _, c := range group {
				made = append(made, a.row(s, c))
			}
		}
	}
	return made
}

// byLabel sorts things by what people call them.
func (d *Dataset) byLabel(things []quad.Value) []quad.Value {
	label := make(map[quad.Value]string, len(things))
	for _, t := range things {
		label[t] = d.Label(t)
	}
	slices.SortFunc(things, func(x, y quad.Value) int {
		return cmp.Or(strings.Compare(label[x], label[y]), strings.Compare(valueText(x), valueText(y)))
	})
	return things
}

// A statement is a claim about a thing that is known from elsewhere.
type statement struct{ property, value, passage quad.Value }

func (a *asked) row(subject quad.Value, s statement) record {
	r := record{passage: s.passage, fields: map[string][]value{
		"subject": {{Value: subject}}, tagProperty: {{Value: s.property}}, tagValue: {{Value: s.value}}}}
	if kind := a.believable().kinds[SourceOf(s.passage)]; kind != nil {
		r.fields["kind"] = []value{{Value: kind}}
	}
	return r
}

// disputes gives, for each property of a thing that sources disagree on, all
// statements of it, in the order of their values.
func (d *Dataset) disputes(subject quad.Value, statements []statement) [][]statement {
	byProperty := map[quad.Value][]statement{}
	for _, s := range statements {
		if p := stated(s.property); len(d.Term(p).single) > 0 {
			byProperty[p] = append(byProperty[p], s)
		}
	}
	if len(byProperty) == 0 {
		return nil
	}
	classes := d.classes(subject)
	maps.DeleteFunc(byProperty, func(p quad.Value, _ []statement) bool {
		return !slices.ContainsFunc(d.Term(p).single, func(class quad.Value) bool { return slices.Contains(classes, class) })
	})
	properties := make([]quad.Value, 0, len(byProperty))
	for p := range byProperty {
		properties = append(properties, p)
	}
	slices.SortFunc(properties, func(x, y quad.Value) int { return cmp.Compare(d.Term(x).Order, d.Term(y).Order) })
	var groups [][]statement
	for _, p := range properties {
		if own := byProperty[p]; d.contradict(own) {
			slices.SortFunc(own, compareStatements)
			groups = append(groups, slices.Compact(own))
		}
	}
	return groups
}

// stated is the property that a property is a way of stating: a number, for its
// bounds.
func stated(property quad.Value) quad.Value {
	if property == wordAtLeast || property == wordAtMost {
		return wordNumber
	}
	return property
}

func compareStatements(x, y statement) int {
	if c := compareValues(x.value, y.value); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(valueText(x.passage), valueText(y.passage)),
		strings.Compare(valueText(x.property), valueText(y.property)))
}

func compareValues(x, y quad.Value) int {
	if dx, ok := edtf.Try(valueText(x)); ok {
		if dy, ok := edtf.Try(valueText(y)); ok {
			return edtf.Compare(dx, dy)
		}
	}
	nx, errX := strconv.ParseInt(valueText(x), 10, 64)
	ny, errY := strconv.ParseInt(valueText(y), 10, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(nx, ny)
	}
	return strings.Compare(x.String(), y.String())
}

// contradict tells whether two of the statements, of different passages, cannot
// both hold. A passage that gives several values leaves the choice open: it
// contradicts another only where none of them agrees with any of the other's.
func (d *Dataset) contradict(statements []statement) bool {
	byPassage := map[quad.Value][]statement{}
	for _, s := range statements {
		byPassage[s.passage] = append(byPassage[s.passage], s)
	}
	passages := make([][]statement, 0, len(byPassage))
	for _, own := range byPassage {
		passages = append(passages, own)
	}
	for i, x := range passages {
		for _, y := range passages[:i] {
			if !d.agree(x, y) {
				return true
			}
		}
	}
	return false
}

func (d *Dataset) agree(x, y []statement) bool {
	if lowX, highX, ok := numbers(x); ok {
		lowY, highY, ok := numbers(y)
		return !ok || lowX <= highY && lowY <= highX
	}
	return slices.ContainsFunc(x, func(a statement) bool {
		return slices.ContainsFunc(y, func(b statement) bool { return d.compatible(a.value, b.value) })
	})
}

// numbers gives the least and the most that a passage's numbers allow.
func numbers(statements []statement) (low, high int64, ok bool) {
	low, high = -1<<62, 1<<62
	for _, s := range statements {
		n, err := strconv.ParseInt(valueText(s.value), 10, 64)
		if t, typed := s.value.(quad.TypedString); err != nil || !typed || t.Type != xsdInteger {
			return 0, 0, false
		}
		if s.property != wordAtMost {
			low = max(low, n)
		}
		if s.property != wordAtLeast {
			high = min(high, n)
		}
	}
	return min(low, high), max(low, high), true
}

// compatible tells whether two values may mean the same: equal, dates that share
// a day, or places and agreements of which one is a part of the other.
func (d *Dataset) compatible(x, y quad.Value) bool {
	if x == y {
		return true
	}
	tx, okX := x.(quad.TypedString)
	ty, okY := y.(quad.TypedString)
	if okX && okY && tx.Type == edtfType && ty.Type == edtfType {
		dx, okX := edtf.Try(string(tx.Value))
		dy, okY := edtf.Try(string(ty.Value))
		return okX && okY && edtf.Compatible(dx, dy)
	}
	return d.within(x, y, nil) || d.within(y, x, nil)
}

// within tells whether a thing is a part of another or lies in it.
func (d *Dataset) within(part, whole quad.Value, seen []quad.Value) bool {
	if part == whole {
		return true
	}
	if slices.Contains(seen, part) {
		return false
	}
	for _, property := range []quad.IRI{wordPartOf, wordLocatedIn} {
		for _, c := range d.all(Claim{Subject: part, Property: property}) {
			if d.within(c.Value, whole, append(seen, part)) {
				return true
			}
		}
	}
	return false
}
