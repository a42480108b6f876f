package yamlld

import (
	"cmp"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
	"go.yaml.in/yaml/v4"
)

// ContextFile is the name of the context of a dataset.
const ContextFile = "context.yaml"

// Options say how the files of a dataset are read.
type Options struct {
	// Dir stands before the names of files in places and errors.
	Dir string

	// Catalogue is the id, relative to the base, of the source whose statements
	// are those outside any graph. Where it is empty they have no label.
	Catalogue string

	// Classes give a type to what has an id of a certain beginning.
	Classes []Class
}

// A Dataset is what its files state.
type Dataset struct {
	Base  string // what ids are relative to: @base of the context
	Vocab string // what words are relative to: @vocab of the context

	// Statements are in the order of file, line and column. Those that a file
	// makes twice are there twice.
	Statements []rdfio.Statement
}

// Read reads the files of a dataset, names in fsys. All are read with the base
// that the context file sets, wherever they lie; a file that holds nothing but
// a @context is no source. A file names its context by a path in fsys.
//
// Every problem of every file is reported, in the order of the statements. The
// statements that can be made in spite of them are given too.
func Read(fsys fs.FS, names []string, opts Options) (*Dataset, []*rdfio.SyntaxError) {
	r := &reader{opts: opts, library: library{files: fsys}, scopes: make(map[string]*scope)}
	sources := r.parseAll(fsys, names)
	r.contexts(sources)
	each(sources, func(s *source) {
		if s.scope != nil {
			s.read(r)
		}
	})
	d := &Dataset{Base: r.base, Vocab: r.vocab}
	var problems []*rdfio.SyntaxError
	for _, f := range r.library.read {
		problems = append(problems, f.probs.list...)
	}
	var ids []fileID
	for _, s := range sources {
		d.Statements = append(d.Statements, s.walker.written...)
		problems = append(problems, s.probs.list...)
		for _, id := range s.walker.ids {
			ids = append(ids, fileID{id.iri, s.probs.position(id.at)})
		}
	}
	d.Statements = append(d.Statements, minted(d, ids, opts)...)
	slices.SortStableFunc(d.Statements, func(a, b rdfio.Statement) int { return compare(a.At, b.At) })
	slices.SortStableFunc(problems, func(a, b *rdfio.SyntaxError) int { return compare(a.At, b.At) })
	problems = slices.CompactFunc(problems, func(a, b *rdfio.SyntaxError) bool { return a.Error() == b.Error() })
	r.name(d.Statements, problems)
	return d, problems
}

func compare(a, b rdfio.Position) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// reader is what the files of a dataset share.
type reader struct {
	opts        Options
	library     library
	scopes      map[string]*scope
	base, vocab string
}

// A source is one file of a dataset.
type source struct {
	number  int
	probs   problems
	data    []byte
	docs    []*yaml.Node
	scope   *scope
	context *yaml.Node // the name of its context, as written
	walker  walker
}

// parseAll reads the YAML of the files, leaving out those that are contexts.
func (r *reader) parseAll(fsys fs.FS, names []string) []*source {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	all := make([]*source, len(names))
	for i, name := range names {
		all[i] = &source{number: i, probs: problems{file: name}}
	}
	each(all, func(s *source) {
		data, err := readFile(fsys, s.probs.file)
		if err != nil {
			s.probs.add(place{}, "", "cannot be read: %v", err)
			return
		}
		s.data, s.docs = data, parse(data, &s.probs)
	})
	return slices.DeleteFunc(all, func(s *source) bool {
		context := len(s.docs) == 1 && len(s.probs.list) == 0 && isContext(s.docs[0])
		if context {
			r.library.open(s.probs.file)
		}
		return context
	})
}

// each does something with every file, on a few of them at a time.
func each(sources []*source, do func(*source)) {
	var wait sync.WaitGroup
	next := make(chan *source)
	for range min(runtime.GOMAXPROCS(0), 4, len(sources)) {
		wait.Go(func() {
			for s := range next {
				do(s)
			}
		})
	}
	for _, s := range sources {
		next <- s
	}
	close(next)
	wait.Wait()
}

// read makes statements of a file.
func (s *source) read(r *reader) {
	b := builder{strict: true, probs: &s.probs, data: s.data}
	root := b.build(s.docs[0].Content[0], 0, 0)
	if root == nil {
		return
	}
	faulty := root.faulty
	root.keep(func(e entry) bool { return e.key != "@context" })
	root.faulty = faulty
	(&linter{s.scope, &s.probs}).node(root, top)
	e, err := expand(root, root.json(), s.scope, r.base)
	if err != nil {
		reportRefusals(root, &s.probs, err, func(document any) error {
			_, err := expandJSON(document, s.scope, options(r.base))
			return err
		})
		return
	}
	w := &s.walker
	*w = walker{expansion: e, scope: s.scope, probs: &s.probs, label: "f" + strconv.Itoa(s.number)}
	var catalogue quad.Value
	if r.opts.Catalogue != "" {
		catalogue = quad.IRI(r.base + r.opts.Catalogue)
	}
	for _, n := range e.nodes {
		if object, ok := n.(map[string]any); ok {
			w.node(object, catalogue, slot{place: root.place, val: root})
		}
	}
	if len(s.probs.list) == 0 { // what is lost through another problem comes back with it
		w.unstated(root)
	}
}

// name puts the directory before the names of the files.
func (r *reader) name(statements []rdfio.Statement, problems []*rdfio.SyntaxError) {
	if r.opts.Dir == "" {
		return
	}
	names := make(map[string]string)
	full := func(name string) string {
		if _, ok := names[name]; !ok {
			names[name] = path.Join(r.opts.Dir, name)
		}
		return names[name]
	}
	for i := range statements {
		statements[i].At.File = full(statements[i].At.File)
	}
	for _, p := range problems {
		p.At.File = full(p.At.File)
	}
}
