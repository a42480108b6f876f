// Package yamlldtest holds a dataset's files against what others make of them:
// a JSON-LD processor that nobody here wrote, and the text itself. It is for
// tests, of the reader and of the datasets that the program carries.
package yamlldtest

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"
	"go.yaml.in/yaml/v4"
)

// Compare reads a dataset with our reader and with json-gold's own processor,
// which loads the context and makes RDF by itself, and fails the test where the
// quads differ. It gives the number of quads that were the same.
//
// Three rules of ours are put on top of JSON-LD for the other reading too: a
// statement outside any graph belongs to the catalogue, language tags are
// compared without case, and what is minted has its class by its address.
func Compare(t testing.TB, fsys fs.FS, names []string, opts yamlld.Options) int {
	t.Helper()
	d, problems := yamlld.Read(fsys, names, opts)
	for _, p := range problems {
		t.Errorf("%v (%s)", p, p.Hint)
	}
	ours := make(map[string]bool)
	for _, s := range d.Statements {
		if _, ok := s.Subject.(quad.BNode); ok {
			t.Errorf("%s: a blank node cannot be compared", s.At)
		}
		ours[line(s.Quad)] = true
	}
	theirs := make(map[string]bool)
	for _, name := range names {
		doc := document(t, fsys, name)
		if m, ok := doc.(map[string]any); ok && len(m) == 1 && m["@context"] != nil {
			continue
		}
		for _, q := range processed(t, fsys, d.Base, doc, opts) {
			theirs[line(q)] = true
			if class := classOf(q.Subject, d.Base, opts.Classes); class != "" {
				theirs[line(quad.Quad{
					Subject: q.Subject, Predicate: quad.IRI(rdfType), Object: quad.IRI(d.Vocab + class),
					Label: quad.IRI(d.Base + opts.Catalogue),
				})] = true
			}
		}
	}
	if diff := cmp.Diff(sorted(theirs), sorted(ours)); diff != "" {
		t.Errorf("json-gold's ToRDF (-) and our reader (+) differ:\n%s", diff)
	}
	return len(ours)
}

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}

// line writes a quad with its language tag in lower case.
func line(q quad.Quad) string {
	if s, ok := q.Object.(quad.LangString); ok {
		s.Lang = strings.ToLower(s.Lang)
		q.Object = s
	}
	return q.NQuad()
}

func classOf(subject quad.Value, base string, classes []yamlld.Class) string {
	iri, _ := subject.(quad.IRI)
	for _, c := range classes {
		if strings.HasPrefix(string(iri), base+c.Prefix) {
			return c.Class
		}
	}
	return ""
}

// processed is json-gold's own reading of a document.
func processed(t testing.TB, fsys fs.FS, base string, doc any, opts yamlld.Options) (quads []quad.Quad) {
	t.Helper()
	o := ld.NewJsonLdOptions(base)
	o.DocumentLoader = files{t, fsys, base}
	result, err := ld.NewJsonLdProcessor().ToRDF(doc, o)
	if err != nil {
		t.Errorf("ToRDF: %v", err)
		return nil
	}
	for name, graph := range result.(*ld.RDFDataset).Graphs {
		label := quad.IRI(name)
		if name == "@default" {
			label = quad.IRI(base + opts.Catalogue)
		}
		for _, q := range graph {
			quads = append(quads, quad.Quad{
				Subject: value(q.Subject), Predicate: value(q.Predicate), Object: value(q.Object), Label: label,
			})
		}
	}
	return quads
}

func value(n ld.Node) quad.Value {
	switch n := n.(type) {
	case ld.Literal:
		switch {
		case n.Language != "":
			return quad.LangString{Value: quad.String(n.Value), Lang: n.Language}
		case n.Datatype == ld.XSDString:
			return quad.String(n.Value)
		}
		return quad.TypedString{Value: quad.String(n.Value), Type: quad.IRI(n.Datatype)}
	case *ld.Literal:
		return value(*n)
	case *ld.IRI:
		return quad.IRI(n.Value)
	}
	return quad.IRI(n.GetValue())
}

// files loads contexts from a dataset, and nothing else.
type files struct {
	t    testing.TB
	fsys fs.FS
	base string
}

func (f files) LoadDocument(address string) (*ld.RemoteDocument, error) {
	name := strings.TrimPrefix(address, f.base)
	return &ld.RemoteDocument{DocumentURL: address, Document: document(f.t, f.fsys, name)}, nil
}

// document makes JSON of a YAML file, without any code of the reader.
func document(t testing.TB, fsys fs.FS, name string) any {
	t.Helper()
	data, err := fs.ReadFile(fsys, path.Clean(name))
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return plainJSON(doc.Content[0])
}

var wholeNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)

func plainJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.AliasNode:
		return plainJSON(n.Alias)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			list = append(list, plainJSON(c))
		}
		return list
	case yaml.MappingNode:
		object := make(map[string]any)
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = plainJSON(n.Content[i+1])
		}
		if object["@version"] != nil {
			object["@version"] = 1.1
		}
		return object
	}
	switch {
	case n.Style != 0:
		return n.Value
	case n.Value == "true" || n.Value == "false":
		return n.Value == "true"
	case wholeNumber.MatchString(n.Value):
		return json.Number(n.Value)
	}
	return n.Value
}
