package yamlld

import (
	"io"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

// library reads contexts from the files beside a document, each once. It never
// goes anywhere else.
type library struct {
	files fs.FS  // nil if there are none
	dir   string // the folder that names are relative to
	base  string // an address that may stand before a name

	read map[string]*contextFile
	used int
}

// A contextFile is a file that holds a context.
type contextFile struct {
	name    string
	context *value // what stands under its @context; nil where it cannot be read
	reason  string // why not
	probs   problems
}

// open finds the context that a document names.
func (l *library) open(reference string) *contextFile {
	name := reference
	if l.base != "" {
		name = strings.TrimPrefix(name, l.base)
	}
	if strings.Contains(name, "://") {
		return &contextFile{name: name, reason: "it is on the web, and nothing is ever fetched"}
	}
	name = path.Join(l.dir, name)
	if l.files == nil || !fs.ValidPath(name) {
		return &contextFile{name: name, reason: "it is not among these files"}
	}
	if f, ok := l.read[name]; ok {
		return f
	}
	f := &contextFile{name: name, probs: problems{file: name}}
	if l.read == nil {
		l.read = make(map[string]*contextFile)
	}
	l.read[name] = f
	data, err := readFile(l.files, name)
	if err != nil {
		f.reason = "it is not among these files"
		return f
	}
	f.parse(data)
	return f
}

// parse takes the context out of a file.
func (f *contextFile) parse(data []byte) {
	docs := parse(data, &f.probs)
	if len(docs) == 1 && len(f.probs.list) == 0 {
		f.take(docs[0])
	}
	if f.context == nil && f.reason == "" {
		f.reason = "it is no file with @context"
	}
}

func (f *contextFile) take(doc *yaml.Node) {
	b := builder{probs: &f.probs}
	root := b.build(doc.Content[0], 0, 0)
	if root == nil || root.kind != mapping || len(f.probs.list) > 0 {
		return
	}
	f.context = root.get("@context")
}

// isContext says whether a document holds a context and nothing else.
func isContext(doc *yaml.Node) bool {
	return len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode &&
		len(doc.Content[0].Content) == 2 && doc.Content[0].Content[0].Value == "@context" &&
		doc.Content[0].Content[1].Kind != yaml.ScalarNode
}

// inline gives a context as JSON in which every reference to another is
// replaced by what it refers to. Like JSON-LD (API, section 4.1.2), it passes
// over @base in what is referred to.
func (l *library) inline(v *value, probs *problems, within []string) any {
	switch v.kind {
	case text:
		return l.referred(v, v, probs, within)
	case sequence:
		list := make([]any, 0, len(v.items))
		for _, item := range v.items {
			switch inner := l.inline(item, probs, within).(type) {
			case []any:
				list = append(list, inner...)
			default:
				list = append(list, inner)
			}
		}
		return list
	case mapping:
		return l.inlineMapping(v, probs, within)
	}
	return v.json()
}

func (l *library) inlineMapping(v *value, probs *problems, within []string) any {
	object := make(map[string]any, len(v.entries))
	for _, e := range v.entries {
		switch {
		case e.key == "@import" && e.val.kind == text:
			imported, _ := l.referred(e.val, e.val, probs, within).(map[string]any)
			for k, def := range imported {
				if v.get(k) == nil {
					object[k] = def
				}
			}
		case e.key == "@base" && len(within) > 0:
		case e.key == "@version":
			object[e.key] = version(e.val)
		case e.val.kind == mapping && e.val.get("@context") != nil:
			def := e.val.json().(map[string]any)
			def["@context"] = l.inline(e.val.get("@context"), probs, within)
			object[e.key] = def
		default:
			object[e.key] = e.val.json()
		}
	}
	return object
}

// version gives @version as json-gold takes it: it refuses a json.Number.
func version(v *value) any {
	if v.kind == number && v.text == "1.1" {
		return 1.1
	}
	return v.json()
}

// referred opens the context that v names and draws it in. What is wrong is
// reported at the place at, which is in the document and not in a context.
func (l *library) referred(v, at *value, probs *problems, within []string) any {
	l.used++
	f := l.open(v.text)
	for _, name := range within {
		if name == f.name {
			f = &contextFile{name: name, reason: "it includes itself"}
		}
	}
	if l.used > maxReferences {
		f = &contextFile{name: v.text, reason: "too many contexts are drawn in"}
	}
	if f.context == nil {
		hint := "save the context beside the document and name the file"
		if len(f.probs.list) > 0 {
			hint = f.probs.list[0].Error()
		}
		probs.add(at.place, hint, "the context %s cannot be had: %s", quote(v.text), f.reason)
		return map[string]any{}
	}
	return l.inline(f.context, probs, append(within[:len(within):len(within)], f.name))
}

// readFile reads no more of a file than it takes to see that it is too large.
func readFile(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxFileSize+1))
}
