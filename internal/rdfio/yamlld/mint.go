package yamlld

import (
	"slices"
	"strings"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// A Class is a rule by which what the editors mint gets its type from its
// address, so that nobody writes it: Class{"signature/", "Signature"}.
type Class struct {
	Prefix string // how the id begins, relative to the base
	Class  string // a word of the vocabulary, relative to @vocab
}

// A fileID is an id that a file of a dataset gives to a node.
type fileID struct {
	iri string
	at  rdfio.Position
}

// minted gives the types that follow from addresses: one statement for each
// node, of the catalogue, at the first place that names it by an id of its own.
// A type that the catalogue states itself is not stated again.
func minted(d *Dataset, ids []fileID, opts Options) []rdfio.Statement {
	if len(opts.Classes) == 0 {
		return nil
	}
	var label quad.Value
	if opts.Catalogue != "" {
		label = quad.IRI(d.Base + opts.Catalogue)
	}
	typed := quad.IRI(rdfNS + "type")
	done := make(map[quad.Quad]bool)
	for _, s := range d.Statements {
		if s.Predicate == typed && s.Label == label {
			done[s.Quad] = true
		}
	}
	slices.SortStableFunc(ids, func(a, b fileID) int { return compare(a.at, b.at) })
	var out []rdfio.Statement
	for _, id := range ids {
		class, ok := classOf(id.iri, d, opts.Classes)
		if !ok {
			continue
		}
		q := quad.Quad{Subject: quad.IRI(id.iri), Predicate: typed, Object: quad.IRI(d.Vocab + class), Label: label}
		if !done[q] {
			done[q] = true
			out = append(out, rdfio.Statement{Quad: q, At: id.at})
		}
	}
	return out
}

func classOf(iri string, d *Dataset, rules []Class) (string, bool) {
	id, ok := strings.CutPrefix(iri, d.Base)
	if !ok {
		return "", false
	}
	for _, rule := range rules {
		if strings.HasPrefix(id, rule.Prefix) {
			return rule.Class, true
		}
	}
	return "", false
}
