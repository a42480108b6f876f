package yamlld_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/internal/rdfio/yamlld"
	"github.com/google/go-cmp/cmp"
)

// A claim from the file to the quad, with its place: the shapes that people use.
func TestClaims(t *testing.T) {
	fsys := fstest.MapFS{
		"context.yaml": {Data: []byte(context)},
		"catalogue.yaml": {Data: []byte(`"@context": context.yaml
id: source/catalogue
says:
  - {id: signature/p-genden, label: "Ü, her signature", type: Signature}
  - id: remark/r
    label: A remark.
`)},
		"sources/b.yaml": {Data: []byte("\ufeff" + `"@context": context.yaml
id: source/b
passages:
  source/b#web-29:
    says:
      - id: agreement/p
        date: -0431          # a year keeps its form
        signatures:
          - id: signature/p-amar
            signer: person/amar
          - {id: signature/p-genden, signer: person/genden}
      - id: person/genden
        name: {ru: [Гэндэн, Генден], ja: ゲンデン, mn-latn: Genden}
`)},
		"sources/c.yaml": {Data: []byte(`"@context": context.yaml
id: source/c
says:
  - id: figure/f
    number: 9000
    numberWritten: "about 9,000"
    counts: men
  - id: agreement/p
    date: "0476"
    signatures:
      id: signature/p-amar
`)},
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
	want := `catalogue.yaml:4:30 <signature/p-genden> <:label> "Ü, her signature"@en <source/catalogue> .
catalogue.yaml:4:57 <signature/p-genden> a <:Signature> <source/catalogue> .
catalogue.yaml:5:5 <remark/r> a <:Remark> <source/catalogue> .
catalogue.yaml:6:5 <remark/r> <:label> "A remark."@en <source/catalogue> .
sources/b.yaml:4:3 <source/b> <:hasPassage> <source/b#web-29> <source/catalogue> .
sources/b.yaml:7:9 <agreement/p> <:date> "-0431"^^<EDTF> <source/b#web-29> .
sources/b.yaml:9:13 <signature/p-amar> <:instrument> <agreement/p> <source/b#web-29> .
sources/b.yaml:9:13 <signature/p-amar> a <:Signature> <source/catalogue> .
sources/b.yaml:10:13 <signature/p-amar> <:signer> <person/amar> <source/b#web-29> .
sources/b.yaml:11:13 <signature/p-genden> <:instrument> <agreement/p> <source/b#web-29> .
sources/b.yaml:11:38 <signature/p-genden> <:signer> <person/genden> <source/b#web-29> .
sources/b.yaml:13:21 <person/genden> <:name> "Гэндэн"@ru <source/b#web-29> .
sources/b.yaml:13:29 <person/genden> <:name> "Генден"@ru <source/b#web-29> .
sources/b.yaml:13:38 <person/genden> <:name> "ゲンデン"@ja <source/b#web-29> .
sources/b.yaml:13:48 <person/genden> <:name> "Genden"@mn-Latn <source/b#web-29> .
sources/c.yaml:4:5 <figure/f> a <:Figure> <source/catalogue> .
sources/c.yaml:5:5 <figure/f> <:number> "9000"^^<xsd:integer> <source/c> .
sources/c.yaml:6:5 <figure/f> <:numberWritten> "about 9,000"@en <source/c> .
sources/c.yaml:7:5 <figure/f> <:counts> <:men> <source/c> .
sources/c.yaml:9:5 <agreement/p> <:date> "0476"^^<EDTF> <source/c> .
sources/c.yaml:10:5 <signature/p-amar> <:instrument> <agreement/p> <source/c> .
`
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
