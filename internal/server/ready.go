package server

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/graph/cayley/ui"
)

// readyFiles are queries to begin with. The first line of each is its title.
//
//go:embed ready/*.js
var readyFiles embed.FS

// Of which ready queries what is true: those that draw have the tags that the UI draws,
// and all but one speak of what is in the embedded dataset.
var (
	drawn     = []string{"signers-drawn", "agreements-drawn"}
	universal = []string{"any-claims"}
	order     = []string{"who-signed", "signers-drawn", "dates", "agreements", "agreements-drawn"}
)

// readyQueries are the queries that fit the dataset.
func readyQueries(d *graph.Dataset) ([]ui.Query, error) {
	names := order
	if !d.Knows(quad.IRI(d.Base() + "agreement/1936-protocol")) {
		names = universal
	}
	words := strings.NewReplacer("{base}", d.Base(), "{vocabulary}", graph.VocabularyIRI)
	var list []ui.Query
	for _, name := range names {
		text, err := fs.ReadFile(readyFiles, path.Join("ready", name+".js"))
		if err != nil {
			return nil, err
		}
		title, program, _ := strings.Cut(strings.TrimPrefix(string(text), "// "), "\n")
		list = append(list, ui.Query{Name: name, Title: title, Language: "gizmo",
			Text: words.Replace(strings.TrimSpace(program)), Draw: slices.Contains(drawn, name)})
	}
	return list, nil
}
