package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// A thing of which a stranger says very much is told in part, and where it is cut is said.
func TestDescribeSome(t *testing.T) {
	var facts strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&facts, "<http://e.org/%d> <http://e.org/knows> <http://e.org/hub> <http://e.org/crowd> .\n", i)
	}
	facts.WriteString("<http://e.org/hub> <http://e.org/name> \"Hub\" <http://e.org/crowd> .\n")
	d := open(t, facts.String())
	for most, want := range map[int]int{10: 10, 1000: 1000, 1001: 1000} {
		told, err := d.DescribeSome(t.Context(), quad.IRI("http://e.org/hub"), Trust{}, most)
		if err != nil {
			t.Fatal(err)
		}
		name, knows := told.Groups[0].Properties[0], told.Incoming[0].Properties[0]
		if len(knows.Claims) != want || knows.Cut != (want < 1000) || name.Cut {
			t.Errorf("of %d: %d claims, cut %v, the name cut %v", most, len(knows.Claims), knows.Cut, name.Cut)
		}
	}
}

// A stranger's rules for our own words are no reason to fail.
func TestDescribeWithARuleForLabels(t *testing.T) {
	const words = "<https://annals.example/vocabulary#"
	d := open(t, words+"label> "+words+"singleValuedFor> <http://e.org/Emperor> <http://e.org/rules> .\n"+
		"<http://e.org/nero> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/Emperor> <http://e.org/a> .\n"+
		"<http://e.org/nero> "+words+"label> \"Nero\" <http://e.org/a> .\n"+
		"<http://e.org/nero> "+words+"label> \"Lucius\" <http://e.org/b> .\n")
	told, err := d.Describe(t.Context(), quad.IRI("http://e.org/nero"), Trust{})
	if err != nil {
		t.Fatal(err)
	}
	if len(told.Groups) != 0 {
		t.Errorf("groups %v, want none: labels head the whole", told.Groups)
	}
}

// What is said of a signature is told part by part, and the editors' reading as theirs.
func TestDescribeTellsTheParts(t *testing.T) {
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	genden, err := d.Resolve(t.Context(), "person/genden")
	if err != nil {
		t.Fatal(err)
	}
	told, err := d.Describe(t.Context(), genden.ID, Trust{})
	if err != nil {
		t.Fatal(err)
	}
	claim := told.Incoming[0].Properties[0].Claims[0]
	if d.ID(claim.Minted) != "signature/1936-protocol-genden" || len(claim.Parts) != 2 {
		t.Fatalf("%v with %d parts: %s", claim.Minted, len(claim.Parts), claim.Detail)
	}
	state, _ := claim.Parts[0].Value.(Entity)
	if d.ID(state.ID) != "state/mpr" || !claim.Parts[0].Editors || claim.Parts[0].Label != "on behalf of" {
		t.Errorf("first part %+v, want on behalf of the MPR, by the editors", claim.Parts[0])
	}
	if capacity, _ := claim.Parts[1].Value.(Text); capacity.Text != "prime minister and foreign minister" || claim.Parts[1].Label != "" {
		t.Errorf("second part %+v, want the capacity, without a label", claim.Parts[1])
	}
}

// A name that two languages write alike is a name in each.
func TestSameTextInTwoLanguages(t *testing.T) {
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	amar, err := d.Resolve(t.Context(), "person/amar")
	if err != nil {
		t.Fatal(err)
	}
	shown, err := d.Describe(t.Context(), amar.ID, Trust{})
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string][]string{}
	for _, group := range shown.Groups {
		for _, p := range group.Properties {
			for _, c := range p.Claims {
				if text, ok := c.Value.(Text); ok {
					languages[text.Text] = append(languages[text.Text], text.Language)
				}
			}
		}
	}
	if got := languages["Анандын Амар"]; !slices.Contains(got, "mn") || !slices.Contains(got, "ru") {
		t.Errorf("the name stands in %q, want mn and ru", got)
	}
}
