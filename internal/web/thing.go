package web

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// mostClaims is how many claims of one property a page shows.
const mostClaims = 250

// mostReturns is how many claims a note leads back to.
const mostReturns = 12

// A thingPage is everything claimed about a thing.
type thingPage struct {
	Label   short
	ID      string // as people type it
	Out     string // its address elsewhere
	Types   []value
	About   value
	Groups  []group
	From    []property // what is claimed of others with it
	Notes   []note
	Editors value // who the editors' mark stands for; none where it does not stand
	Dispute string
	Says    *says
	Ask     []Link
	Formats []Link
}

type group struct {
	Label      string
	Properties []property
	Editors    bool // all of it is their own statement, and it is said once
}

// A property is what is claimed with one, and by whom.
type property struct {
	Term    value
	Dispute string // the page that tells who disagrees
	Claims  []claim
	Cut     bool
}

type claim struct {
	Value   value
	Parts   []part
	Minted  value // what the editors minted, by the name of its class
	Marks   []mark
	Editors bool // nobody but the editors says so
}

// A part is one thing said of what the editors minted.
type part struct {
	Label   string
	Value   value
	Editors bool
	Long    bool // a text to be read by itself
}

// A mark is the number of a note, where a claim bears it.
type mark struct {
	Note int
	ID   string
}

// A note is who says something, and the claims that it is the note of.
type note struct {
	Source  value
	Returns []string // ids of marks
	More    int      // marks besides
}

// Thing writes the page of a thing, or of a source with what it says; formats lead to
// the same as data. The error is a *graph.UnknownError where nothing is said of it, by
// it or with it.
func (p *Pages) Thing(ctx context.Context, w io.Writer, thing quad.Value, formats []Link) error {
	d, err := p.dataset.DescribeSome(ctx, thing, graph.Trust{}, mostClaims)
	if err != nil {
		return err
	}
	v, err := p.view(ctx)
	if err != nil {
		return err
	}
	page := &thingPage{Label: cut(clean(d.Entity.Label), longestName), ID: brief(d.ID),
		About: v.value(graph.Text{Text: d.About}), Formats: formats}
	if page.Says, err = v.says(ctx, thing); err != nil {
		return err
	}
	if len(d.Types)+len(d.Groups)+len(d.Incoming) == 0 && d.About == "" && page.Says == nil && !v.atLeast(1, graph.Claim{Subject: thing}) {
		return &graph.UnknownError{What: "entity", Name: d.ID}
	}
	if iri, ok := thing.(quad.IRI); ok && !v.ours(thing) {
		page.Out = outward(string(iri))
	}
	for _, t := range d.Types {
		page.Types = append(page.Types, v.class(t))
	}
	page.claims(v, d)
	page.Ask = v.questionsAbout(thing)
	return p.write(w, "thing", frame{Title: page.Label.Text, Canonical: p.canonicalOf(thing), Alternates: formats, Body: page})
}

// class shows a class as a link to the list of what is of it.
func (v *view) class(class graph.Entity) value {
	shown := v.entity(class)
	if name, ok := strings.CutPrefix(iriText(class.ID), graph.VocabularyIRI); ok {
		shown.Href, shown.Out = v.listPath(strings.ToLower(name)), ""
	} else {
		shown.Href = v.space.Path(class.ID)
	}
	return shown
}

func iriText(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return string(iri)
}

// claims fills in the groups and the notes.
func (page *thingPage) claims(v *view, d *graph.Description) {
	dispute := v.disputePath(d.Entity.ID)
	page.Notes = make([]note, len(d.Notes))
	for i, n := range d.Notes {
		page.Notes[i].Source = v.citation(n)
	}
	one := func(p graph.PropertyClaims) property {
		shown := property{Term: v.entity(graph.Entity{ID: p.Term.IRI, Label: p.Label}), Cut: p.Cut}
		if p.Disagree {
			shown.Dispute, page.Dispute = dispute, dispute
		}
		for _, c := range p.Claims {
			shown.Claims = append(shown.Claims, page.claim(v, p.Term.IRI, c))
		}
		return shown
	}
	for _, g := range d.Groups {
		shown := group{Label: g.Label}
		for _, p := range g.Properties {
			shown.Properties = append(shown.Properties, one(p))
		}
		shown.sayOnce()
		page.Groups = append(page.Groups, shown)
	}
	for _, g := range d.Incoming {
		for _, p := range g.Properties {
			page.From = append(page.From, one(p))
		}
	}
}

// sayOnce moves the mark of the editors from the claims to the whole, where all bear it.
func (g *group) sayOnce() {
	for _, p := range g.Properties {
		for _, c := range p.Claims {
			if !c.Editors {
				return
			}
		}
	}
	g.Editors = true
	for _, p := range g.Properties {
		for i := range p.Claims {
			p.Claims[i].Editors = false
		}
	}
}

// longPart is how many characters of a text are too many for a line with others.
const longPart = 60

func (page *thingPage) claim(v *view, property quad.Value, c graph.ShownClaim) claim {
	shown := claim{Value: v.inWords(property, c.Value), Minted: value{Kind: "none"}, Editors: c.Editors && len(c.Notes) == 0}
	if c.Minted != nil {
		shown.Minted = v.minted(c.Minted)
	}
	for _, p := range c.Parts {
		one := part{Label: p.Label, Value: v.value(p.Value), Editors: p.Editors && !c.Editors}
		one.Long = one.Value.Kind == "text" && len(one.Value.Text) > longPart
		if one.Editors {
			page.signEditors(v)
		}
		shown.Parts = append(shown.Parts, one)
	}
	// What is to be read by itself stands below the rest.
	slices.SortStableFunc(shown.Parts, func(a, b part) int {
		switch {
		case a.Long == b.Long:
			return 0
		case b.Long:
			return -1
		}
		return 1
	})
	if shown.Editors {
		page.signEditors(v)
	}
	for _, n := range slices.Sorted(slices.Values(c.Notes)) {
		shown.Marks = append(shown.Marks, page.mark(n))
	}
	return shown
}

// mark numbers a claim, and lets its note lead back to it.
func (page *thingPage) mark(number int) mark {
	n := &page.Notes[number-1]
	if len(n.Returns) == mostReturns {
		n.More++
		return mark{Note: number}
	}
	m := mark{Note: number, ID: fmt.Sprintf("~r%d.%d", number, len(n.Returns)+1)}
	n.Returns = append(n.Returns, m.ID)
	return m
}

func (page *thingPage) signEditors(v *view) {
	if page.Editors.Href == "" {
		page.Editors = v.editors()
	}
}

// minted shows what the editors minted by the name of its class: signature.
func (v *view) minted(thing quad.Value) value {
	for c, err := range v.claims(graph.Claim{Subject: thing, Property: rdfType}) {
		if err != nil {
			break
		}
		return value{Kind: "link", Text: v.dataset.Term(c.Value).Label, Href: v.space.Path(thing)}
	}
	return value{Kind: "none"}
}
