package yamlld

import (
	"io/fs"
	"path"
	"slices"

	"annals.example/internal/rdfio"
	"go.yaml.in/yaml/v4"
)

// DocumentOptions say how a document from elsewhere is read.
type DocumentOptions struct {
	// Base is what relative addresses are resolved against, unless the document
	// sets its own. Where there is none, a relative address is an error.
	Base string

	// Files hold the contexts that the document may name, relative to its own
	// folder. Without them it can name none.
	Files fs.FS
}

// ReadDocument reads a YAML-LD document that nobody here wrote. name is its
// path in opts.Files and stands in places and errors.
//
// Statements are in the order of line and column. The standards alone decide what it means: what JSON-LD passes over is passed
// over here, a statement outside any graph has no label, and numbers become the
// core schema's. Only a relative address without base and a language tag that is
// none are errors where JSON-LD would drop the statement. Of a stream with
// several documents all are read, as one (YAML-LD's extractAllScripts): to drop
// the others would be a loss that nobody sees.
//
// One fault of json-gold shows: it percent-encodes what is not ASCII in relative
// addresses, which a dataset's files may not have for that reason.
func ReadDocument(data []byte, name string, opts DocumentOptions) ([]rdfio.Statement, []*rdfio.SyntaxError) {
	d := &document{probs: problems{file: name}, opts: opts, library: library{files: opts.Files, dir: path.Dir(name)}}
	docs := parse(data, &d.probs)
	if len(docs) == 0 && len(d.probs.list) == 0 {
		d.probs.add(place{1, 1}, "", "the file is empty")
	}
	for _, doc := range docs {
		d.read(doc)
	}
	slices.SortStableFunc(d.walker.written, func(a, b rdfio.Statement) int { return compare(a.At, b.At) })
	return d.walker.written, d.probs.sorted()
}

type document struct {
	probs   problems
	opts    DocumentOptions
	library library
	walker  walker
}

func (d *document) read(doc *yaml.Node) {
	b := builder{probs: &d.probs}
	root := b.build(doc.Content[0], 0, 0)
	if root == nil {
		return
	}
	if root.kind != mapping && root.kind != sequence {
		d.probs.add(root.place, "", "a document must be a mapping or a list, not a %s", root.kind)
		return
	}
	before := len(d.probs.list)
	d.drawIn(root)
	if len(d.probs.list) > before {
		return
	}
	e, err := expand(root, root.json(), nil, d.opts.Base)
	if err != nil {
		reportRefusals(root, &d.probs, err, func(document any) error {
			_, err := expandJSON(document, nil, options(d.opts.Base))
			return err
		})
		return
	}
	d.walker.expansion, d.walker.probs, d.walker.scope = e, &d.probs, d.outer(root)
	for _, n := range e.nodes {
		if object, ok := n.(map[string]any); ok {
			d.walker.node(object, nil, slot{place: root.place})
		}
	}
}

// drawIn puts contexts in the place of their names, all over a document.
func (d *document) drawIn(v *value) {
	for _, item := range v.items {
		d.drawIn(item)
	}
	for _, e := range v.entries {
		if e.key != "@context" {
			d.drawIn(e.val)
			continue
		}
		e.val.raw = d.library.inline(e.val, &d.probs, nil)
		if err := checkContext(e.val.raw); err != nil {
			d.probs.add(e.place, "", "%v", err)
		}
	}
}

// outer gives the context at the head of a document, by which its keys are found
// again. Contexts further in are not followed: what they rename is placed at its
// node and not at its key.
func (d *document) outer(root *value) *scope {
	var context any = map[string]any{}
	if v := root.get("@context"); v != nil {
		context = v.raw
	}
	s, err := newScope(context, d.opts.Base)
	if err != nil {
		s, _ = newScope(map[string]any{}, d.opts.Base)
	}
	return s
}
