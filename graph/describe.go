package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Description is everything claimed about a thing, and who says so.
type Description struct {
	Entity   Entity
	ID       string
	Types    []Entity
	About    string  // one line by the editors
	Groups   []Group // what is claimed of it, as the vocabulary orders it
	Incoming []Group // what is claimed of others with it, read backwards
	Notes    []Citation
}

// A Group is properties that people read together.
type Group struct {
	Label      string
	Properties []PropertyClaims
}

// PropertyClaims are the claims of one property.
type PropertyClaims struct {
	Term     Term
	Label    string // the property's, or its label read backwards
	Claims   []ShownClaim
	Disagree bool // sources do
	Cut      bool // there are more claims than were asked for
}

// A ShownClaim is a value and the notes of those who give it.
type ShownClaim struct {
	Value   Cell
	Detail  string     // of what the editors minted: what is said of it, in one line
	Minted  quad.Value // what the editors minted, of which it is said; else nil
	Parts   []Part     // what Detail says, part by part
	Notes   []int      // numbers of Notes, from 1
	Editors bool       // the editors' own statement
}

// A Part is one thing said of what the editors minted.
type Part struct {
	Label   string // of the property; "" where the value says enough
	Value   Cell
	Editors bool // only the editors say so
}

// Describe tells everything that is claimed about a thing by those whom one trusts.
func (d *Dataset) Describe(ctx context.Context, thing quad.Value, trust Trust) (*Description, error) {
	return d.DescribeSome(ctx, thing, trust, math.MaxInt)
}

// DescribeSome tells what is claimed about a thing, but of each property, and of each
// read backwards, not more than so many claims, and says where it has cut: data of
// others may say a hundred thousand things with one.
func (d *Dataset) DescribeSome(ctx context.Context, thing quad.Value, trust Trust, most int) (*Description, error) {
	if _, err := await(ctx, d.believable); err != nil {
		return nil, err
	}
	d = d.answering(ctx)
	believed, err := d.believed(trust)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, err
	}
	w := &describer{Dataset: d, believed: setOf(believed), most: most, numbers: map[quad.Value]int{}, places: map[place]int{},
		out: &Description{Entity: d.Entity(thing), ID: d.ID(thing)}}
	own, ownCount, err := w.claims(ctx, Claim{Subject: thing})
	if err != nil {
		return nil, err
	}
	incoming, incomingCount, err := w.claims(ctx, Claim{Value: thing})
	if err != nil {
		return nil, err
	}
	for _, c := range own {
		if c.Property == rdfType {
			w.out.Types = append(w.out.Types, Entity{ID: c.Value, Label: d.Term(c.Value).Label})
		}
	}
	w.out.About = valueText(d.one(thing, wordDescription))
	w.out.Groups = w.own(thing, own, ownCount)
	w.out.Incoming = w.incoming(thing, incoming, incomingCount)
	return w.out, ctx.Err()
}

type describer struct {
	*Dataset
	believed map[quad.Value]bool // passages; nil: all
	most     int                 // claims of one property
	numbers  map[quad.Value]int
	places   map[place]int
	out      *Description
}

// A place is where a value stands among the claims of a property.
type place struct {
	property      *PropertyClaims
	value, detail string
}

// claims gives the claims of those believed, in a lasting order, and how many there
// are of each property, those included that are too many.
func (w *describer) claims(ctx context.Context, pattern Claim) ([]Claim, map[quad.Value]int, error) {
	var found []Claim
	count := map[quad.Value]int{}
	for c, err := range w.Claims(ctx, pattern) {
		if err != nil {
			return nil, nil, err
		}
		if !w.believes(c.Source) {
			continue
		}
		if count[c.Property]++; count[c.Property] <= w.most {
			found = append(found, c)
		}
	}
	sorted(w, found, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(w.Term(a.Property).Order, w.Term(b.Property).Order),
			strings.Compare(valueText(a.Property), valueText(b.Property)),
			compareValues(a.Value, b.Value), strings.Compare(valueText(a.Subject), valueText(b.Subject)),
			strings.Compare(valueText(a.Source), valueText(b.Source)))
	})
	return found, count, ctx.Err()
}

func (w *describer) believes(passage quad.Value) bool {
	return w.believed == nil || w.believed[passage]
}

// setOf puts passages into a set; nil stays nil.
func setOf(passages []quad.Value) map[quad.Value]bool {
	if passages == nil {
		return nil
	}
	set := make(map[quad.Value]bool, len(passages))
	for _, p := range passages {
		set[p] = true
	}
	return set
}

// note gives the number of a passage's note.
func (w *describer) note(passage quad.Value) int {
	n := w.numbers[passage]
	if n == 0 {
		w.out.Notes = append(w.out.Notes, w.citation(passage))
		n = len(w.out.Notes)
		w.numbers[passage] = n
	}
	return n
}

// own groups what is claimed of the thing itself. Its label and description head
// the whole, and so do its types.
func (w *describer) own(thing quad.Value, claims []Claim, count map[quad.Value]int) []Group {
	shown := map[quad.Value]*PropertyClaims{}
	var order []*PropertyClaims
	var statements []statement
	for c := range while(w, claims) {
		statements = append(statements, statement{c.Property, c.Value, c.Source})
		if c.Property == rdfType || c.Property == wordLabel || c.Property == wordDescription {
			continue
		}
		p := shown[c.Property]
		if p == nil {
			term := w.Term(c.Property)
			p = &PropertyClaims{Term: term, Label: term.Label, Cut: count[c.Property] > w.most}
			shown[c.Property] = p
			order = append(order, p)
		}
		w.show(p, ShownClaim{Value: w.cell(c.Value)}, c.Source)
	}
	for _, group := range w.disputes(thing, statements) {
		for _, s := range group {
			if p := shown[s.property]; p != nil {
				p.Disagree = true
			}
		}
	}
	return grouped(order)
}

// show adds a value, or a note to a value that is there.
func (w *describer) show(p *PropertyClaims, claim ShownClaim, passage quad.Value) {
	where := place{p, cellText(claim.Value), claim.Detail}
	i, there := w.places[where]
	if !there {
		i = len(p.Claims)
		w.places[where] = i
		p.Claims = append(p.Claims, claim)
	}
	c := &p.Claims[i]
	if w.believable().editors[SourceOf(passage)] {
		c.Editors = true
		return
	}
	if n := w.note(passage); !slices.Contains(c.Notes, n) {
		c.Notes = append(c.Notes, n)
	}
}

// incoming groups what is claimed of others with the thing. What the editors
// minted is no thing to a reader: it is shown by what is said of it.
func (w *describer) incoming(thing quad.Value, claims []Claim, count map[quad.Value]int) []Group {
	shown := map[quad.Value]*PropertyClaims{}
	var order []*PropertyClaims
	for c := range while(w, claims) {
		term := w.Term(c.Property)
		if term.Inverse == "" && c.Property == rdfType {
			continue
		}
		p := shown[c.Property]
		if p == nil {
			p = &PropertyClaims{Term: term, Label: cmp.Or(term.Inverse, term.Label+" of"), Cut: count[c.Property] > w.most}
			shown[c.Property] = p
			order = append(order, p)
		}
		claim := ShownClaim{Value: w.cell(c.Subject)}
		if w.isMinted(c.Subject) {
			claim = w.mintedLine(c, thing)
			p.Disagree = p.Disagree || w.disputed(c.Subject)
		}
		w.show(p, claim, c.Source)
	}
	return grouped(order)
}

// grouped puts properties into the groups of the vocabulary, in its order.
func grouped(properties []*PropertyClaims) []Group {
	var groups []Group
	for _, p := range properties {
		i := slices.IndexFunc(groups, func(g Group) bool { return g.Label == p.Term.Group })
		if i < 0 {
			i = len(groups)
			groups = append(groups, Group{Label: p.Term.Group})
		}
		groups[i].Properties = append(groups[i].Properties, *p)
	}
	return groups
}
