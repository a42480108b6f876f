package data_test

import (
	"io/fs"
	"path"
	"testing"

	"annals.example/data"
	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/yamlld"
	"annals.example/internal/rdfio/yamlld/yamlldtest"
)

// TestAnotherProcessorReadsTheSame reads the files with json-gold's own path from
// JSON-LD to RDF, which knows nothing of our walk, and wants the same quads; and
// it wants every quad's place to be where the file states it.
func TestAnotherProcessorReadsTheSame(t *testing.T) {
	files := data.SovietMongolian()
	var names []string
	err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	options := yamlld.Options{Catalogue: dataset.Catalogue, Classes: dataset.Minted()}
	if n := yamlldtest.Compare(t, files, names, options); n < 5000 {
		t.Errorf("only %d quads were compared", n)
	}
	if n := yamlldtest.Places(t, files, names, options); n < 5000 {
		t.Errorf("only %d places were compared", n)
	}
}
