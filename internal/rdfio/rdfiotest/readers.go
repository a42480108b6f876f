// Package rdfiotest holds what tests of the writers of RDF share: readers that nobody
// here wrote, the W3C's files, and statements that are hard to write.
package rdfiotest

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"
	rdflib "github.com/tggo/goRDFlib"
	"github.com/tggo/goRDFlib/graph"
	"github.com/tggo/goRDFlib/trig"
	"github.com/tggo/goRDFlib/turtle"

	"annals.example/internal/rdfio/nquads"
)

// sink keeps what a parser of goRDFlib finds, with its graph, which the library's own
// store forgets.
type sink struct {
	rdflib.Store
	t     testing.TB
	none  rdflib.Term // what stands for no graph
	quads []quad.Quad
}

func (s *sink) Add(triple rdflib.Triple, context rdflib.Term) {
	q := quad.Quad{Subject: s.value(triple.Subject), Predicate: s.value(triple.Predicate), Object: s.value(triple.Object)}
	if context != nil && context != s.none {
		q.Label = s.value(context)
	}
	s.quads = append(s.quads, q)
}

func (s *sink) value(v rdflib.Term) quad.Value {
	switch v := v.(type) {
	case rdflib.URIRef:
		return quad.IRI(v.Value())
	case rdflib.BNode:
		return quad.BNode(strings.TrimPrefix(v.N3(), "_:"))
	case rdflib.Literal:
		return literal(v.Lexical(), v.Language(), v.Datatype().Value())
	}
	s.t.Fatalf("goRDFlib gives a %T", v)
	return nil
}

func literal(text, language, datatype string) quad.Value {
	switch {
	case language != "":
		return quad.LangString{Value: quad.String(text), Lang: language}
	case datatype == "" || datatype == ld.XSDString:
		return quad.String(text)
	}
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
}

// Turtle reads Turtle by goRDFlib.
func Turtle(t testing.TB, text string) []quad.Quad {
	t.Helper()
	s := &sink{Store: rdflib.NewMemoryStore(), t: t}
	g := rdflib.NewGraph(rdflib.WithStore(s))
	s.none = g.Identifier()
	if err := turtle.Parse(g, strings.NewReader(text)); err != nil {
		t.Fatalf("goRDFlib: %v in\n%.4000s", err, text)
	}
	return s.quads
}

// TriG reads TriG by goRDFlib.
func TriG(t testing.TB, text string) []quad.Quad {
	t.Helper()
	s := &sink{Store: rdflib.NewMemoryStore(), t: t}
	d := graph.NewDataset(rdflib.WithStore(s))
	s.none = d.DefaultContext().Identifier()
	if err := trig.ParseDataset(d, strings.NewReader(text)); err != nil {
		t.Fatalf("goRDFlib: %v in\n%.4000s", err, text)
	}
	return s.quads
}

// JSONLD reads JSON-LD by json-gold. It gives blank nodes other names.
func JSONLD(t testing.TB, text string) []quad.Quad {
	t.Helper()
	doc, err := ld.DocumentFromReader(strings.NewReader(text))
	if err != nil {
		t.Fatalf("json-gold: %v in\n%.4000s", err, text)
	}
	read, err := ld.NewJsonLdProcessor().ToRDF(doc, ld.NewJsonLdOptions(""))
	if err != nil {
		t.Fatalf("json-gold: %v in\n%.4000s", err, text)
	}
	var quads []quad.Quad
	for name, statements := range read.(*ld.RDFDataset).Graphs {
		for _, q := range statements {
			one := quad.Quad{Subject: goldValue(q.Subject), Predicate: goldValue(q.Predicate), Object: goldValue(q.Object)}
			if blank, ok := strings.CutPrefix(name, "_:"); ok {
				one.Label = quad.BNode(blank)
			} else if name != "@default" {
				one.Label = quad.IRI(name)
			}
			quads = append(quads, one)
		}
	}
	return quads
}

func goldValue(n ld.Node) quad.Value {
	switch n := n.(type) {
	case *ld.Literal:
		return literal(n.Value, n.Language, n.Datatype)
	case ld.Literal:
		return literal(n.Value, n.Language, n.Datatype)
	case *ld.BlankNode:
		return quad.BNode(strings.TrimPrefix(n.Attribute, "_:"))
	case ld.BlankNode:
		return quad.BNode(strings.TrimPrefix(n.Attribute, "_:"))
	}
	return quad.IRI(n.GetValue())
}

// Same wants two readings to be the same statements. Blank nodes may be named
// otherwise, and language tags are compared without case, as RDF 1.1 has them.
func Same(t testing.TB, want, got []quad.Quad) {
	t.Helper()
	w, g := lines(want), lines(got)
	if slices.Equal(w, g) {
		return
	}
	if cw, cg := canonical(t, want), canonical(t, got); cw != cg {
		t.Errorf("not the same statements (-want +got):\n%s", cmp.Diff(strings.Split(cw, "\n"), strings.Split(cg, "\n")))
	}
}

func lines(quads []quad.Quad) []string {
	list := make([]string, len(quads))
	for i, q := range quads {
		if s, ok := q.Object.(quad.LangString); ok {
			q.Object = quad.LangString{Value: s.Value, Lang: strings.ToLower(s.Lang)}
		}
		line, err := nquads.AppendQuad(nil, q)
		if err != nil {
			line = []byte(q.String() + err.Error())
		}
		list[i] = string(line)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// canonical gives blank nodes canonical names, by json-gold.
func canonical(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	d := ld.NewRDFDataset()
	done := map[quad.Quad]bool{}
	for _, q := range quads {
		if done[q] {
			continue
		}
		done[q] = true
		name := "@default"
		switch label := q.Label.(type) {
		case quad.IRI:
			name = string(label)
		case quad.BNode:
			name = "_:" + string(label)
		}
		d.Graphs[name] = append(d.Graphs[name], ld.NewQuad(goldNode(q.Subject), goldNode(q.Predicate), goldNode(q.Object), name))
	}
	opts := ld.NewJsonLdOptions("")
	opts.Format, opts.Algorithm = "application/n-quads", ld.AlgorithmURDNA2015
	out, err := ld.NewJsonLdApi().Normalize(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	return out.(string)
}

func goldNode(v quad.Value) ld.Node {
	switch v := v.(type) {
	case quad.BNode:
		return ld.NewBlankNode("_:" + string(v))
	case quad.String:
		return ld.NewLiteral(string(v), ld.XSDString, "")
	case quad.LangString:
		return ld.NewLiteral(string(v.Value), ld.RDFLangString, strings.ToLower(v.Lang))
	case quad.TypedString:
		return ld.NewLiteral(string(v.Value), string(v.Type), "")
	}
	return ld.NewIRI(string(v.(quad.IRI)))
}
