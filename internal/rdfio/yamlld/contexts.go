package yamlld

import "go.yaml.in/yaml/v4"

// contexts gives each source its scope.
func (r *reader) contexts(sources []*source) {
	r.scope(ContextFile)
	for _, s := range sources {
		s.oneDocument()
		if s.context == nil {
			continue
		}
		at := place{s.context.Line, s.context.Column}
		f := r.library.open(s.context.Value)
		if f.context == nil {
			hint := `write "@context": ` + ContextFile + `, which lies at the top of the dataset, in every file`
			s.probs.add(at, hint, "the context %s cannot be had: %s", quote(s.context.Value), f.reason)
			continue
		}
		s.scope = r.scope(f.name)
	}
}

// oneDocument makes sure that a file is one mapping that names its context.
func (s *source) oneDocument() {
	hint := `begin the file with "@context": ` + ContextFile
	switch {
	case len(s.docs) == 0:
		if len(s.probs.list) == 0 {
			s.probs.add(place{1, 1}, hint, "the file is empty")
		}
		return
	case len(s.docs) > 1:
		second := s.docs[1]
		s.probs.add(place{second.Line, second.Column}, "write each source into its own file", "a second document begins here")
	}
	root := s.docs[0].Content[0]
	if root.Kind != yaml.MappingNode {
		s.probs.add(place{root.Line, root.Column}, hint, "a file must be made of keys and values")
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, val := root.Content[i], root.Content[i+1]
		if key.Value != "@context" {
			continue
		}
		if val.Kind != yaml.ScalarNode || val.Value == "" {
			s.probs.add(place{key.Line, key.Column}, "write the words into "+ContextFile+" and name it here",
				"a file of a dataset must name its context, not hold one")
			return
		}
		s.context = val
		return
	}
	s.probs.add(place{root.Line, root.Column}, hint, "the file names no context")
}

// scope parses a context file, once. The first gives the dataset its base.
func (r *reader) scope(name string) *scope {
	if s, ok := r.scopes[name]; ok {
		return s
	}
	f := r.library.open(name)
	r.scopes[name] = nil
	if f.context == nil {
		return nil
	}
	base := ""
	if v := f.context.get("@base"); v != nil {
		base = v.text
	}
	switch at := f.context.place; {
	case f.context.kind != mapping || f.context.get("@import") != nil:
		f.probs.add(at, "write its words here", "the context of a dataset must be one mapping, without others")
		return nil
	case checkIRI(base) != nil:
		f.probs.add(at, `write "@base": https://… , the address before every id`, "the context sets no absolute @base")
		return nil
	case r.base != "" && base != r.base:
		f.probs.add(at, "use one base", "two contexts of one dataset have different bases: %s and %s", r.base, base)
		return nil
	}
	s, err := newScope(r.library.inline(f.context, &f.probs, nil), base)
	if err != nil {
		f.probs.add(f.context.place, "", "%v", err)
		return nil
	}
	for name, def := range s.active.TermDefinitions {
		if def != nil && (def.HasContext || def.Nest != "") {
			f.probs.add(f.context.place, "write all terms at the top of the context", "the term %s has a context of its own", quote(name))
			return nil
		}
	}
	r.scopes[name] = s
	if r.base == "" {
		r.base = base
		if v := s.active.Values.Vocab; v != nil {
			r.vocab = *v
		}
	}
	return s
}
