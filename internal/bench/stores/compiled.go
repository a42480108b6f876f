package stores

import (
	"github.com/cayleygraph/cayley/graph"

	"annals.example/graph/cayley"
	"annals.example/graph/snapshot"
)

// Compiled opens a compiled file as a store of Cayley's, which lives as long as the
// process.
func Compiled(path string) (graph.QuadStore, error) {
	s, err := snapshot.Open(path)
	if err != nil {
		return nil, err
	}
	return cayley.QuadStore(s), nil
}
