package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A signerList is whom one source names as signers of an agreement.
type signerList struct {
	source   quad.Value
	names    []statement // property signer, the passages that name them
	complete bool        // the source says that it names all
}

// signerLists gives, for each agreement on whose signers sources disagree, what
// each of them says.
func (a *asked) signerLists(bySubject map[quad.Value][]statement) map[quad.Value][][]statement {
	disputed := map[quad.Value][][]statement{}
	for agreement, lists := range a.gatherSigners(bySubject) {
		if a.ended() {
			break
		}
		var group []statement
		if a.listsContradict(lists) {
			for _, l := range lists {
				group = append(group, l.names...)
			}
			sorted(a, group, func(x, y statement) int {
				return cmp.Or(strings.Compare(a.Label(x.value), a.Label(y.value)), compareStatements(x, y))
			})
			disputed[agreement] = [][]statement{slices.Compact(group)}
		}
	}
	return disputed
}

func (a *asked) gatherSigners(bySubject map[quad.Value][]statement) map[quad.Value][]*signerList {
	found := map[quad.Value][]*signerList{}
	list := func(agreement, passage quad.Value) *signerList {
		source := SourceOf(passage)
		for l := range while(a, found[agreement]) {
			if l.source == source {
				return l
			}
		}
		l := &signerList{source: source}
		found[agreement] = append(found[agreement], l)
		return l
	}
	for subject, statements := range bySubject {
		for s := range while(a, statements) {
			switch s.property {
			case wordComplete:
				if s.value == wordInstrument {
					list(subject, s.passage).complete = true
				}
			case wordInstrument:
				for own := range while(a, statements) {
					if own.property == wordSigner && SourceOf(own.passage) == SourceOf(s.passage) {
						l := list(s.value, own.passage)
						l.names = append(l.names, own)
					}
				}
			}
		}
	}
	return found
}

// listsContradict: a complete list lacks a name that another has, or two
// independent witnesses name nobody in common. One that merely names fewer does
// not contradict.
func (a *asked) listsContradict(lists []*signerList) bool {
	s := a.believable()
	for i, x := range lists {
		for y := range while(a, lists[:i]) {
			if len(x.names) == 0 || len(y.names) == 0 {
				continue
			}
			if x.complete && !a.namesAll(x, y) || y.complete && !a.namesAll(y, x) {
				return true
			}
			if s.witnessOf(x.source) != s.witnessOf(y.source) && !a.share(x, y) {
				return true
			}
		}
	}
	return false
}

func (a *asked) names(l *signerList, signer quad.Value) bool {
	for s := range while(a, l.names) {
		if s.value == signer {
			return true
		}
	}
	return false
}

// namesAll tells whether a list has all the names of another.
func (a *asked) namesAll(l, of *signerList) bool {
	return !slices.ContainsFunc(of.names, func(s statement) bool { return !a.names(l, s.value) })
}

func (a *asked) share(x, y *signerList) bool {
	return slices.ContainsFunc(y.names, func(s statement) bool { return a.names(x, s.value) })
}
