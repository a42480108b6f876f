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
	for r := range while(a, records) {
		s := r.get("subject")
		bySubject[s] = append(bySubject[s], statement{r.get(tagProperty), r.get(tagValue), r.passage})
	}
	groups := a.signerLists(bySubject)
	for s, own := range bySubject {
		if a.ended() {
			break
		}
		if disputes := a.disputes(s, own); len(disputes) > 0 {
			groups[s] = append(disputes, groups[s]...)
		}
	}
	var made []record
	for s := range while(a, a.byLabel(slices.Collect(maps.Keys(groups)))) {
		for _, group := range groups[s] {
			for c := range while(a, group) {
				made = append(made, a.row(s, c))
			}
		}
	}
	return made
}

// byLabel sorts things by what people call them.
func (d *Dataset) byLabel(things []quad.Value) []quad.Value {
	label := make(map[quad.Value]string, len(things))
	for t := range while(d, things) {
		label[t] = d.Label(t)
	}
	sorted(d, things, func(x, y quad.Value) int {
		return cmp.Or(strings.Compare(label[x], label[y]), strings.Compare(valueText(x), valueText(y)))
	})
	return things
}

// A statement is a claim about a thing that is known from elsewhere.
type statement struct{ property, value, passage quad.Value }

func (a *asked) row(subject quad.Value, s statement) record {
	r := record{passage: s.passage, fields: &fields{}}
	r.set("subject", value{Value: subject})
	r.set(tagProperty, value{Value: s.property})
	r.set(tagValue, value{Value: s.value})
	a.addKind(r)
	return r
}

// addKind adds what kind of source says so.
func (a *asked) addKind(r record) {
	if kind := a.believable().kinds[SourceOf(r.passage)]; kind != nil {
		r.set("kind", value{Value: kind})
	}
}

// disputes gives, for each property of a thing that sources disagree on, all
// statements of it, in the order of their values.
func (d *Dataset) disputes(subject quad.Value, statements []statement) [][]statement {
	byProperty := map[quad.Value][]statement{}
	for s := range while(d, statements) {
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
			sorted(d, own, compareStatements)
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
	for s := range while(d, statements) {
		byPassage[s.passage] = append(byPassage[s.passage], s)
	}
	passages := make([][]statement, 0, len(byPassage))
	for _, own := range byPassage {
		passages = append(passages, own)
	}
	for i, x := range passages {
		for y := range while(d, passages[:i]) {
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
	for _, a := range x {
		for b := range while(d, y) {
			if d.compatible(a.value, b.value) {
				return true
			}
		}
	}
	return false
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
	return isThing(x) && isThing(y) && (d.within(x, y) || d.within(y, x))
}

// isThing tells what claims can speak of from texts, dates and numbers.
func isThing(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return true
	}
	return false
}

// within tells whether a thing is a part of another or lies in it. It looks at each
// thing above once: there may be many ways up, and circles.
func (d *Dataset) within(part, whole quad.Value) bool {
	above, seen := []quad.Value{part}, map[quad.Value]bool{part: true}
	for ; len(above) > 0 && !d.ended(); above = above[1:] {
		if above[0] == whole {
			return true
		}
		for _, property := range []quad.IRI{wordPartOf, wordLocatedIn} {
			for c := range while(d, d.all(Claim{Subject: above[0], Property: property})) {
				if !seen[c.Value] {
					seen[c.Value] = true
					above = append(above, c.Value)
				}
			}
		}
	}
	return false
}
