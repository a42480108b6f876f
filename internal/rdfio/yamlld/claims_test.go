package yamlld_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"annals.example/internal/rdfio/yamlld"
)

// A claim from the file to the quad, with its place. Files are given in any order, also
// twice, and may begin with a byte order mark.
func TestClaims(t *testing.T) {
	story, err := txtar.ParseFile("testdata/claims.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"context.yaml": {Data: []byte(context)}}
	var want string
	for _, f := range story.Files {
		switch f.Name {
		case "statements":
			want = string(f.Data)
		case "sources/b.yaml":
			fsys[f.Name] = &fstest.MapFile{Data: append([]byte("\ufeff"), f.Data...)}
		default:
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	names := []string{"sources/c.yaml", "catalogue.yaml", "sources/b.yaml", "sources/b.yaml", "context.yaml"}
	opts := options()
	opts.Dir = "data/d"
	d, problems := yamlld.Read(fsys, names, opts)
	for _, p := range problems {
		t.Error(p)
	}
	short := strings.NewReplacer("<https://annals.example/d/", "<", "<https://annals.example/v#", "<:",
		"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "a", "http://www.w3.org/2001/XMLSchema#", "xsd:", "http://id.loc.gov/datatypes/edtf/", "")
	var got strings.Builder
	for _, s := range d.Statements {
		fmt.Fprintf(&got, "%s %s\n", strings.TrimPrefix(s.At.String(), "data/d/"), short.Replace(s.NQuad()))
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if d.Base != "https://annals.example/d/" || d.Vocab != "https://annals.example/v#" {
		t.Errorf("base %s, vocabulary %s", d.Base, d.Vocab)
	}
}

func TestWithoutCatalogueAndClasses(t *testing.T) {
	fsys := fstest.MapFS{
		"context.yaml": {Data: []byte(context)},
		"e.yaml":       {Data: []byte("\"@context\": context.yaml\nid: signature/e\nlabel: E\n")},
	}
	d, problems := yamlld.Read(fsys, []string{"e.yaml"}, yamlld.Options{})
	if len(problems) > 0 || len(d.Statements) != 1 || d.Statements[0].Label != nil {
		t.Errorf("got %v, %v", d.Statements, problems)
	}
}
