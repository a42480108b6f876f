package graph

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Withdrawal is what the editors say of an id that they have taken back. An id is
// never given to anything else, so whoever follows an old link learns what became of it.
type Withdrawal struct {
	Date       string       // EDTF; "" where it is not said
	ReplacedBy []quad.Value // what stands for it now: nothing, one thing, or those that it was split into
	Reason     string       // in English; "" where it is not said
}

// Withdrawn tells whether the editors have withdrawn the id of a thing. What a source
// says of withdrawals does not count.
func (d *Dataset) Withdrawn(thing quad.Value) (Withdrawal, bool) {
	var w Withdrawal
	if d.base == "" || d.snap.ID(wordWithdrawn) == 0 { // nothing ever was
		return w, false
	}
	dates := d.editorsSay(thing, wordWithdrawn)
	if len(dates) == 0 {
		return w, false
	}
	for _, date := range dates {
		w.Date = max(w.Date, valueText(date))
	}
	for _, reason := range d.editorsSay(thing, wordReason) {
		w.Reason = valueText(reason)
	}
	w.ReplacedBy = d.editorsSay(thing, wordReplacedBy)
	slices.SortFunc(w.ReplacedBy, func(a, b quad.Value) int { return strings.Compare(valueText(a), valueText(b)) })
	return w, true
}

// editorsSay gives the values that the editors give a property of a thing.
func (d *Dataset) editorsSay(thing quad.Value, property quad.IRI) []quad.Value {
	var values []quad.Value
	for _, c := range d.all(Claim{Subject: thing, Property: property}) {
		if d.believable().editors[SourceOf(c.Source)] {
			values = append(values, c.Value)
		}
	}
	return values
}

// isWithdrawn is for lists: an id that the editors minted has its class by its address,
// also when it is withdrawn.
func (d *Dataset) isWithdrawn(thing quad.Value) bool {
	_, withdrawn := d.Withdrawn(thing)
	return withdrawn
}
