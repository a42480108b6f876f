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
		var group []statement
		if a.listsContradict(lists) {
			for _, l := range lists {
				group = append(group, l.names...)
			}
			slices.SortFunc(group, func(x, y statement) int {
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
		for _, l := range found[agreement] {
			if l.source == source {
				return l
			}
		}
		l := &signerList{source: source}
		found[agreement] = append(found[agreement], l)
		return l
	}
	for subject, statements := range bySubject {
		for _, s := range statements {
			switch s.property {
			case wordComplete:
				if s.value == wordInstrument {
					list(subject, s.passage).complete = true
				}
			case wordInstrument:
				for _, own := range statements {
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
		for _, y := range lists[:i] {
			if len(x.names) == 0 || len(y.names) == 0 {
				continue
			}
			if x.complete && !x.hasAll(y) || y.complete && !y.hasAll(x) {
				return true
			}
			if s.witnessOf(x.source) != s.witnessOf(y.source) && !x.shares(y) {
				return true
			}
		}
	}
	return false
}

func (l *signerList) has(signer quad.Value) bool {
	return slices.ContainsFunc(l.names, func(s statement) bool { return s.value == signer })
}

func (l *signerList) hasAll(of *signerList) bool {
	return !slices.ContainsFunc(of.names, func(s statement) bool { return !l.has(s.value) })
}

func (l *signerList) shares(with *signerList) bool {
	return slices.ContainsFunc(with.names, func(s statement) bool { return l.has(s.value) })
}
