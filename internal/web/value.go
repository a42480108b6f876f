package web

import (
	"context"
	"iter"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// A value is a cell as a page shows it.
type value struct {
	Kind    string // text, link, date, number, list, none
	Text    string
	Whole   int    // characters of the text, where it is cut
	Lang    string // what people call its language, where that is not English
	Tag     string // the tag of that, as it is written
	LangTag string // the same, where it is safe as an attribute
	Href    string // the page of it here
	Out     string // its address elsewhere
	Editors string // the page of who reads it so, where that is not who says the rest
	Date    date
	Sep     string // before it in a list
	List    []value
}

// A view writes values for one page. What it has found out about things elsewhere it
// keeps: the same stand in many rows.
type view struct {
	*Pages
	words    *words
	claims   func(graph.Claim) iter.Seq2[graph.Claim, error]
	known    map[quad.Value]bool
	disputed map[quad.Value]map[quad.Value]bool // by things, then by properties

	resolve func(ref string, classes ...string) (graph.Entity, error)
}

func (p *Pages) view(ctx context.Context) (*view, error) {
	words, err := p.words.get(ctx, p.readWords)
	if err != nil {
		return nil, err
	}
	return &view{Pages: p, words: words, known: map[quad.Value]bool{}, disputed: map[quad.Value]map[quad.Value]bool{},
		claims: func(pattern graph.Claim) iter.Seq2[graph.Claim, error] {
			return p.dataset.Claims(ctx, pattern)
		},
		resolve: func(ref string, classes ...string) (graph.Entity, error) {
			return p.dataset.Resolve(ctx, ref, classes...)
		}}, nil
}

// value shows a cell.
func (v *view) value(cell graph.Cell) value {
	switch cell := cell.(type) {
	case graph.Entity:
		return v.entity(cell)
	case []graph.Entity:
		list := value{Kind: "list"}
		for i, e := range cell {
			one := v.entity(e)
			if i > 0 {
				one.Sep = "; "
			}
			list.List = append(list.List, one)
		}
		return list
	case graph.Citation:
		return v.citation(cell)
	case graph.Date:
		return v.date(cell)
	case graph.Number:
		short := cut(clean(string(cell)), longestName)
		return value{Kind: "number", Text: short.Text, Whole: short.Whole}
	case graph.Text:
		return v.text(cell)
	}
	return value{Kind: "none"}
}

func (v *view) text(t graph.Text) value {
	short := cut(clean(t.Text), longestText)
	shown := value{Kind: "text", Text: short.Text, Whole: short.Whole}
	if t.Language != "" && t.Language != "en" { // the page itself is English
		named := v.language(t.Language)
		shown.Lang, shown.Tag, shown.LangTag = named.Text, named.Tag, languageTag(t.Language)
	}
	if strings.HasPrefix(t.Text, "http") {
		if shown.Out = outward(t.Text); shown.Out != "" {
			shown.Text = readable(shown.Text)
		}
	}
	return shown
}

// entity shows a thing as a link to its page here. A thing of others of which nothing
// is said here is a link to where it stands.
func (v *view) entity(e graph.Entity) value {
	short := cut(clean(e.Label), longestName)
	shown := value{Kind: "link", Text: short.Text, Whole: short.Whole}
	if strings.TrimSpace(short.Text) == "" {
		shown.Text = "(no name)"
	}
	if e.Source != nil {
		shown.Editors = v.space.Path(e.Source)
	}
	if v.ours(e.ID) {
		shown.Href = v.space.Path(e.ID)
		return shown
	}
	if strings.HasPrefix(iriText(e.ID), v.space.Vocabulary) {
		return shown // a word that nobody defines stands nowhere
	}
	if shown.Out = outward(iriText(e.ID)); shown.Text == shown.Out {
		shown.Text = readable(shown.Text)
	}
	if v.isKnown(e.ID) {
		shown.Href = v.space.Path(e.ID)
	}
	return shown
}

// ours tells whether a thing stands below our base or in the vocabulary, as it is
// written on its page.
func (v *view) ours(thing quad.Value) bool {
	iri, ok := thing.(quad.IRI)
	if !ok {
		return false
	}
	if strings.HasPrefix(string(iri), v.space.Vocabulary) {
		return v.words.has[iri]
	}
	return v.space.Base != "" && strings.HasPrefix(string(iri), v.space.Base)
}

// isKnown tells whether a thing of others has a page here that tells more than where
// the reader comes from: something is said of it, or by it, or more than once with it.
func (v *view) isKnown(thing quad.Value) bool {
	known, asked := v.known[thing]
	if !asked {
		known = v.atLeast(1, graph.Claim{Subject: thing}) || v.atLeast(2, graph.Claim{Value: thing}) ||
			v.atLeast(1, graph.Claim{Source: thing})
		v.known[thing] = known
	}
	return known
}

func (v *view) atLeast(n int, pattern graph.Claim) bool {
	for _, err := range v.claims(pattern) {
		if n--; err != nil || n == 0 {
			return err == nil
		}
	}
	return false
}

func (v *view) citation(c graph.Citation) value {
	short := cut(clean(cited(c)), longestName)
	return value{Kind: "link", Text: short.Text, Whole: short.Whole, Href: v.space.Path(c.ID)}
}

// cited names a source and the place in it.
func cited(c graph.Citation) string {
	if c.Passage == "" {
		return c.Label
	}
	return c.Label + ", " + c.Passage
}

// outward gives an address that is safe to follow, or "": one of the web, without the
// name of a user, which would let it look like another.
func outward(iri string) string {
	u, err := url.Parse(iri)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" ||
		strings.ContainsFunc(iri, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' }) {
		return ""
	}
	return iri
}
