package graph

import (
	"cmp"
	"context"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// MostClaims is how many claims the data of one thing have at most. A hub of a large
// graph has millions; who wants them takes the whole dataset.
const MostClaims = 10_000

// ThingData are the claims that a reader of linked data gets for the address of one
// thing. They are places in the dataset, which must stay open.
type ThingData struct {
	Thing    quad.Value
	Claims   int  // how many there are, once for each passage that makes one
	Complete bool // else there are more than MostClaims, and the rest is left out

	d    *Dataset
	rows []snapshot.Row // in the dataset's order
}

// DataOf gathers the data of a thing; the error is an *UnknownError where nothing is
// claimed of it or with it. What counts as a thing's data, in the order in which it is
// gathered, so that the first is left out last:
//
//   - the claims about it, and about what has its address with a # behind it. Such an
//     address is asked for without what follows the #, so this is the only place where
//     a passage of a source, or a term of somebody's vocabulary, can be described;
//   - the claims that have it as value: who wants to know what happened in a place gets
//     there from the place;
//   - the claims about what stands between: signatures, participations, tenures, figures
//     and remarks that have it as value, and blank nodes on either side, which nobody
//     could ask for by an address. So the data of an agreement say who signed it for
//     whom, and as what;
//   - the claims that it makes, where it is a source: its passages are the names of
//     graphs, and whoever asks for the name of a graph wants the graph, as in SPARQL 1.1's
//     Graph Store protocol (section 4.1).
//
// In the formats without graphs (ntriples, turtle) these stand together; read the others
// to know who says what.
func (d *Dataset) DataOf(ctx context.Context, thing quad.Value) (*ThingData, error) {
	if !d.Knows(thing) {
		return nil, &UnknownError{What: "entity", Name: d.ID(thing)}
	}
	g := &gathering{d: d.answering(ctx), seen: map[snapshot.Row]bool{}, joined: map[snapshot.ID]bool{}}
	own := []snapshot.ID{}
	if id := d.snap.ID(thing); id != 0 {
		own = append(own, id)
	}
	own = append(own, d.fragments(thing)...)
	for _, id := range own {
		g.joined[id] = true // it is no part of itself
	}
	for _, id := range own {
		g.add(snapshot.Quad{S: id}, func(q snapshot.Quad) { g.blank(q.O) })
	}
	for _, id := range own {
		g.add(snapshot.Quad{O: id}, func(q snapshot.Quad) { g.between(q.S) })
	}
	for len(g.parts) > 0 && ctx.Err() == nil {
		part := g.parts[0]
		g.parts = g.parts[1:]
		g.add(snapshot.Quad{S: part}, func(q snapshot.Quad) { g.blank(q.O) })
	}
	for _, id := range own {
		g.add(snapshot.Quad{G: id}, nil)
	}
	if err := cmp.Or(ctx.Err(), d.snap.Err()); err != nil {
		return nil, err
	}
	slices.Sort(g.rows)
	return &ThingData{Thing: thing, Claims: len(g.rows), Complete: !g.full, d: d, rows: g.rows}, nil
}

// Knows tells whether anything is claimed of a thing, with it, or by it. It takes no
// longer in a large dataset than in a small one.
func (d *Dataset) Knows(thing quad.Value) bool {
	if thing == nil || thing == quad.Value(unlabelled) {
		return false
	}
	return d.snap.ID(thing) != 0 || len(d.fragments(thing)) > 0
}

// fragments gives the addresses that go on with a # where a thing's ends, as many as
// matter.
func (d *Dataset) fragments(thing quad.Value) []snapshot.ID {
	iri, ok := thing.(quad.IRI)
	if !ok || strings.Contains(string(iri), "#") {
		return nil
	}
	var found []snapshot.ID
	all := d.snap.IDs(snapshot.KindIRI)
	for id := d.firstIRI(string(iri) + "#"); all.Has(id) && len(found) < MostClaims; id++ {
		if !strings.HasPrefix(string(d.snap.AppendText(nil, id)), string(iri)+"#") {
			break
		}
		found = append(found, id)
	}
	return found
}

// A gathering is the data of a thing in the making.
type gathering struct {
	d      *Dataset
	seen   map[snapshot.Row]bool
	rows   []snapshot.Row
	full   bool
	parts  []snapshot.ID // whose claims are still to be added
	joined map[snapshot.ID]bool
}

// add adds the claims of a pattern, and shows each that is new.
func (g *gathering) add(pattern snapshot.Quad, each func(snapshot.Quad)) {
	for c := g.d.snap.Range(pattern).Cursor(); !g.full && !g.d.ended() && c.Next(); {
		row := c.Row()
		if g.seen[row] {
			continue
		}
		if len(g.rows) == MostClaims {
			g.full = true
			return
		}
		g.seen[row] = true
		g.rows = append(g.rows, row)
		if each != nil {
			each(c.Quad())
		}
	}
}

// blank notes a blank node, which has no address to ask for.
func (g *gathering) blank(id snapshot.ID) {
	if g.d.snap.Kind(id) == snapshot.KindBlank {
		g.join(id)
	}
}

// between notes what joins others and is nothing to a reader by itself.
func (g *gathering) between(id snapshot.ID) {
	if g.d.snap.Kind(id) == snapshot.KindBlank || g.d.base != "" && g.d.isMinted(g.d.snap.Term(id)) {
		g.join(id)
	}
}

func (g *gathering) join(id snapshot.ID) {
	if !g.joined[id] {
		g.joined[id] = true
		g.parts = append(g.parts, id)
	}
}

// Export writes the data in a format of Formats, in the order in which Export of the
// dataset has them.
func (t *ThingData) Export(ctx context.Context, w io.Writer, format string) error {
	out, err := t.d.writer(w, format, "", namespaces(t.quads(t.rows)))
	if err != nil {
		return err
	}
	rows := t.rows
	if byGraph(format) {
		rows = t.byGraph()
	}
	return t.d.write(ctx, out, t.quads(rows))
}

func (t *ThingData) quads(rows []snapshot.Row) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		for _, row := range rows {
			if !yield(t.d.snap.Quad(row)) {
				return
			}
		}
	}
}

// byGraph gives the rows with what one passage says together, and first what stands
// outside any graph.
func (t *ThingData) byGraph() []snapshot.Row {
	none := t.d.snap.ID(unlabelled)
	label := func(row snapshot.Row) snapshot.ID {
		if g := t.d.snap.At(row).G; g != none && g != snapshot.NoLabel {
			return g
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(t.rows), func(a, b snapshot.Row) int { return cmp.Compare(label(a), label(b)) })
}

// ExportThing writes the data of a thing, as DataOf gathers them.
func (d *Dataset) ExportThing(ctx context.Context, w io.Writer, thing quad.Value, format string) error {
	data, err := d.DataOf(ctx, thing)
	if err != nil {
		return err
	}
	return data.Export(ctx, w, format)
}
