package data_test

import (
	"strings"
	"testing"

	"annals.example/graph"
)

// TestEveryMarkOfConflictIsSeen holds conflicts.tsv against the material and the
// dataset: a claim that the material marks stands in the answer to disagreements,
// or has a remark, or the table says why it contradicts nothing.
func TestEveryMarkOfConflictIsSeen(t *testing.T) {
	m, d := read(t), open(t)
	answer, err := d.Ask(t.Context(), graph.Request{Question: "disagreements"})
	if err != nil {
		t.Fatal(err)
	}
	disputed := map[string]bool{}
	for _, row := range answer.Rows {
		subject, property := row[0].(graph.Entity), row[1].(graph.Entity)
		disputed[d.ID(subject.ID)+" "+strings.TrimPrefix(d.ID(property.ID), graph.VocabularyIRI)] = true
	}
	seen := map[string]bool{}
	for _, row := range rows(t, "conflicts.tsv") {
		claim, how, where := row[0], row[1], row[2]
		seen[claim] = true
		switch how {
		case "disagreement":
			if !disputed[where] {
				t.Errorf("%s: sources do not disagree on %s", claim, where)
			}
		case "remark":
			if _, err := d.Resolve(t.Context(), where); err != nil {
				t.Errorf("%s: %v", claim, err)
			}
		case "none":
			if where == "" {
				t.Errorf("%s: no reason", claim)
			}
		default:
			t.Errorf("%s: conflicts.tsv cannot say %q", claim, how)
		}
	}
	for _, e := range m.Entities {
		for _, c := range e.Claims {
			marked := strings.Contains(c.Note, "CONFLICT") && c.Class != "U" && c.Class != "E"
			if marked && !seen[c.ID] {
				t.Errorf("%s is marked in the material and stands nowhere", c.ID)
			}
		}
	}
}
