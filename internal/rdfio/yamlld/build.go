package yamlld

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// A builder makes values of YAML nodes. Strict, it reports what JSON-LD would
// drop in silence and leaves it out, so that one fault is reported once.
type builder struct {
	strict bool
	probs  *problems
	data   []byte // the file

	hashed   map[string][]place  // the file's lines that begin with #
	values   int                 // made so far, copies through aliases included
	pointers int                 // bytes of their JSON pointers so far
	within   map[*yaml.Node]bool // anchored nodes on the way down
}

// build makes a value of a node. The value's pointer has that many bytes. It is
// nil where nothing can be made of the node, which has then been reported.
func (b *builder) build(n *yaml.Node, depth, pointer int) *value {
	b.values++
	b.pointers += pointer
	at := place{n.Line, n.Column}
	switch {
	case depth > maxDepth:
		b.probs.add(at, "", "nested deeper than %d", maxDepth)
		return nil
	case b.values > maxValues || b.pointers > maxPointers:
		b.probs.add(at, "aliases count each time they are used", "the file means more values than are read")
		return nil
	case n.Kind == yaml.AliasNode:
		return b.alias(n, depth, pointer)
	case n.Kind == yaml.ScalarNode:
		return b.scalar(n)
	case n.Style&yaml.TaggedStyle != 0 && b.strict:
		b.probs.add(at, "", "the tag %s means nothing here", brief(n.Tag))
	}
	if n.Anchor != "" {
		if b.within == nil {
			b.within = make(map[*yaml.Node]bool)
		}
		b.within[n] = true
		defer delete(b.within, n)
	}
	if b.strict {
		b.comments(n)
	}
	v := &value{place: at, kind: mapping, flow: n.Style&yaml.FlowStyle != 0, blank: len(n.Content) == 0}
	if n.Kind == yaml.SequenceNode {
		v.kind = sequence
		b.list(v, n, depth, pointer)
		return v
	}
	b.mapping(v, n, depth, pointer)
	return v
}

func (b *builder) alias(n *yaml.Node, depth, pointer int) *value {
	at := place{n.Line, n.Column}
	if b.within[n.Alias] {
		b.probs.add(at, "", "the alias *%s stands inside what it stands for", brief(n.Value))
		return nil
	}
	v := b.build(n.Alias, depth+1, pointer)
	if v != nil {
		v.place = at
	}
	return v
}

func (b *builder) scalar(n *yaml.Node) *value {
	at := place{n.Line, n.Column}
	s, err := resolve(n, b.strict)
	if err != nil {
		b.probs.add(at, "put a text in quotes", "%v", err)
		return nil
	}
	if b.strict {
		b.comments(n)
	}
	return &value{place: at, kind: s.kind, text: s.text, plain: n.Style == 0}
}

func (b *builder) list(v *value, n *yaml.Node, depth, pointer int) {
	v.items = make([]*value, 0, len(n.Content))
	for _, c := range n.Content {
		item := b.build(c, depth+1, pointer+4)
		if item == nil || b.strict && b.empty(item, place{c.Line, c.Column}, "this item of the list", v.flow) {
			v.faulty = true
			continue
		}
		item.flow = item.flow || v.flow
		v.items = append(v.items, item)
	}
}

func (b *builder) mapping(v *value, n *yaml.Node, depth, pointer int) {
	v.entries = make([]entry, 0, len(n.Content)/2)
	lines := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := b.key(n.Content[i], v)
		if !ok {
			v.faulty = true
			continue
		}
		at := place{n.Content[i].Line, n.Content[i].Column}
		if first, twice := lines[key]; twice {
			b.probs.add(at, "one of them would be lost: join them; a key that begins with # and has no quotes is a comment",
				"the key %q stands here twice, first at line %d", brief(key), first)
			continue
		}
		lines[key] = at.line
		val := b.build(n.Content[i+1], depth+1, pointer+len(key)+1+strings.Count(key, "/")+strings.Count(key, "~"))
		if val == nil || b.strict && b.empty(val, at, "the key "+quote(key), v.flow) {
			v.faulty = true
			continue
		}
		v.entries = append(v.entries, entry{at, key, val})
	}
}

// key reads the key of a mapping, which must be a text.
func (b *builder) key(n *yaml.Node, in *value) (string, bool) {
	at := place{n.Line, n.Column}
	if b.strict {
		b.comments(n)
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.ScalarNode {
		b.probs.add(at, "", "a key must be a text")
		return "", false
	}
	plain := n.Style&^yaml.TaggedStyle == 0
	switch s, err := resolve(n, b.strict); {
	case plain && n.Value == "<<" && s.kind == text:
		b.probs.add(at, "write the keys out", "the merge key << is no part of YAML 1.2")
		return "", false
	case err == nil && s.kind == text:
		return s.text, true
	}
	hint := "put it in quotes"
	if in.flow {
		hint = "put it in quotes; inside { } a comma ends a value, so a text with a comma needs them too"
	}
	b.probs.add(at, hint, "a key must be a text, not %s", quote(n.Value))
	return "", false
}

// empty reports what would state nothing.
func (b *builder) empty(v *value, at place, what string, flow bool) bool {
	hint := "write its value, or leave it out"
	if flow {
		hint += "; inside { } and [ ] a comma ends a text that is not in quotes"
	}
	switch {
	case v.kind == null:
		b.probs.add(at, hint, "%s has no value", what)
	case v.kind == text && strings.TrimSpace(v.text) == "":
		b.probs.add(at, hint, "%s has an empty text", what)
	case v.kind < sequence || len(v.items)+len(v.entries) > 0:
		return false
	case !v.blank: // what stood there has been reported
	case v.kind == sequence:
		b.probs.add(at, hint, "%s has an empty list", what)
	default:
		b.probs.add(at, hint, "%s has nothing below it", what)
	}
	return true
}

func quote(s string) string { return `"` + brief(s) + `"` }
