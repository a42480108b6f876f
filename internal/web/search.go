package web

import (
	"context"
	"io"
	"strings"

	"annals.example/graph"
)

// What is searched for, in characters at most, and how much of what is found is shown.
const (
	longestWords = 200
	mostFound    = 200
)

// A searchPage is what a name fits.
type searchPage struct {
	Words     string
	Found     []listed
	Count     int
	Questions []graph.Question
	Near      []Link
}

// Search writes the things that a name or an address fits, and the questions in whose
// titles the words stand.
func (p *Pages) Search(ctx context.Context, w io.Writer, text string) error {
	v, err := p.view(ctx)
	if err != nil {
		return err
	}
	text = cut(strings.TrimSpace(clean(text)), longestWords).Text
	page := &searchPage{Words: text}
	if text != "" {
		found, err := p.dataset.Find(ctx, text)
		if err != nil {
			return err
		}
		if e, err := v.resolve(text); err == nil && (len(found) == 0 || found[0].ID != e.ID) {
			found = append([]graph.Entity{e}, found...)
		}
		page.Count = len(found)
		for _, e := range found[:min(len(found), mostFound)] {
			page.Found = append(page.Found, listed{Thing: v.source(e), ID: brief(p.dataset.ID(e.ID)),
				Type: v.typeOf(e), About: v.about(e.ID)})
		}
		page.Questions = questionsWith(text)
	}
	if text != "" && len(page.Found) == 0 {
		_, err := v.resolve(text)
		page.Near = p.Near(ctx, err)
	}
	title := "Search"
	if text != "" {
		title = "Search: " + text
	}
	return p.write(w, "search", frame{Title: title, Route: "/search", Words: text, Canonical: p.canonical("/search"), Body: page})
}

// typeOf is the label of a thing's class.
func (v *view) typeOf(e graph.Entity) string {
	for c, err := range v.claims(graph.Claim{Subject: e.ID, Property: rdfType}) {
		if err == nil {
			return brief(v.dataset.Term(c.Value).Label)
		}
	}
	return ""
}

// questionsWith are the questions in whose titles or names all words stand.
func questionsWith(text string) []graph.Question {
	var found []graph.Question
	for _, q := range graph.Questions() {
		title := strings.ToLower(q.Title + " " + q.Name)
		fits := true
		for w := range strings.FieldsSeq(strings.ToLower(text)) {
			fits = fits && strings.Contains(title, w)
		}
		if fits {
			found = append(found, q)
		}
	}
	return found
}
