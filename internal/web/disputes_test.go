package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"golang.org/x/net/html"

	"annals.example/graph"
)

// The page of a source marks what "annals ask disagreements" has of it, and nothing else.
// Whole lists of signers that disagree are the agreement's, and not one signature's.
func TestSourcesMarkWhatIsDisputed(t *testing.T) {
	s := embedded(t)
	answer, err := s.dataset.Ask(t.Context(), graph.Request{Question: "disagreements"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[quad.Value][]string{} // by source: thing and property
	for _, row := range answer.Rows {
		subject, property, source := row[0].(graph.Entity), row[1].(graph.Entity), row[3].(graph.Citation)
		if strings.HasSuffix(s.dataset.Label(property.ID), "signer") {
			continue
		}
		want[source.Source] = append(want[source.Source], s.dataset.ID(subject.ID)+" "+property.Label)
	}
	sources, err := s.dataset.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	for _, source := range sources {
		_, page := s.get(t, strings.TrimPrefix(s.space.Path(source.ID), s.space.Prefix))
		got := marks(t, page)
		marked += len(got)
		slices.Sort(want[source.ID])
		if one := slices.Compact(want[source.ID]); !slices.Equal(got, one) {
			t.Errorf("%s marks %q, want %q", s.dataset.ID(source.ID), got, one)
		}
	}
	if marked < 50 {
		t.Errorf("only %d marks in all", marked)
	}
}

// marks are the things and properties of what a source says that bear the mark of a
// dispute.
func marks(t *testing.T, page string) []string {
	t.Helper()
	var found []string
	for _, n := range elements(parse(t, page)) {
		if n.Data != "dd" {
			continue
		}
		term := ""
		for below := range n.Descendants() {
			switch class := attribute(below, "class"); {
			case below.Type != html.ElementNode:
			case class == "label":
				term = textOf(below)
			case class == "differ":
				u, err := url.Parse(attribute(below, "href"))
				if err != nil || u.Path != "/x/ask/disagreements" {
					t.Errorf("a mark leads to %s: %v", attribute(below, "href"), err)
				}
				found = append(found, u.Query().Get("about")+" "+term)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
