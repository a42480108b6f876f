package yamlld_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
)

// Whatever stands in a file, as a source and as a document, reading it ends;
// what comes out is the same each time, and has its place.
func FuzzRead(f *testing.F) {
	for _, c := range pitfalls {
		f.Add(c.file)
	}
	f.Add(said("  - {id: event/a, name: {ru: [А, Б]}, signatures: [{id: signature/a, signer: person/b}]}\n"))
	f.Add("\"@context\": {p: {\"@id\": \"x:p\", \"@container\": [\"@graph\", \"@id\"]}, q: {\"@reverse\": \"x:q\"}}\n\"@id\": x:a\np: {x:b: {x:c: 1}}\nq: [{x:d: {\"@list\": [[A], B]}}]\n\"@included\": [{x:e: 1}]\n\"@nest\": {x:f: 2}\n")
	f.Add("\"@context\": [{\"@version\": 1.1, \"@import\": d.yaml}, ~, d.yaml]\n")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{"context.yaml": {Data: []byte(context)}, "e.yaml": {Data: []byte(text)}}
		d, problems := yamlld.Read(fsys, []string{"e.yaml"}, options())
		again, same := yamlld.Read(fsys, []string{"e.yaml"}, options())
		if fmt.Sprint(d.Statements, problems) != fmt.Sprint(again.Statements, same) {
			t.Error("two readings differ")
		}
		document, _ := yamlld.ReadDocument([]byte(text), "e.yaml", yamlld.DocumentOptions{Base: "x:/", Files: fsys})
		for _, s := range append(d.Statements, document...) {
			if s.At.Line < 1 || s.At.Column < 1 {
				t.Errorf("%v has no place", s)
			}
			for _, v := range []quad.Value{s.Subject, s.Predicate, s.Object} {
				switch v.(type) {
				case quad.IRI, quad.BNode, quad.String, quad.LangString, quad.TypedString:
				default:
					t.Errorf("%v has a value of type %T", s, v)
				}
			}
		}
	})
}
