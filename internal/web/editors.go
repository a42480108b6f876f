package web

import (
	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// editors is the source in which the editors speak: of it the dataset says so.
func (v *view) editors() value {
	for c, err := range v.claims(graph.Claim{Property: wordKind, Value: wordEditors}) {
		if err == nil {
			return v.citation(v.dataset.Cite(c.Subject))
		}
	}
	return v.citation(v.dataset.Cite(quad.IRI(v.space.Base + "source/catalogue")))
}
