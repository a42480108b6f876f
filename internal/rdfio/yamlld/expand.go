package yamlld

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/piprate/json-gold/ld"
)

// An expansion is an expanded document, and for each of its node objects the
// value of the file that it came from.
type expansion struct {
	nodes []any
	from  map[uintptr]origin
}

// An origin keeps its object so that the object's address, by which it is found,
// is not given to another.
type origin struct {
	object map[string]any
	value  *value
}

// expand expands a document by a scope. Where the scope is nil, the document
// carries its own context.
func expand(root *value, document any, s *scope, base string) (e *expansion, err error) {
	e = &expansion{from: make(map[uintptr]origin)}
	opts := options(base)
	opts.ExpandedElementHandler = func(pointer string, expanded any) {
		if object, ok := expanded.(map[string]any); ok {
			if v := root.find(pointer); v != nil {
				e.from[identity(object)] = origin{object, v}
			}
		}
	}
	e.nodes, err = expandJSON(document, s, opts)
	return e, err
}

// expandJSON is the Expand of json-gold's processor, without the loading of
// contexts, and with one that is parsed already.
func expandJSON(document any, s *scope, opts *ld.JsonLdOptions) (nodes []any, err error) {
	defer recovered(&err)
	active := ld.NewContext(nil, opts)
	if s != nil {
		active = s.active
	}
	expanded, err := ld.NewJsonLdApi().Expand(active, "", document, opts, false, nil)
	if err != nil {
		return nil, plain(err)
	}
	switch expanded := expanded.(type) {
	case []any:
		return expanded, nil
	case map[string]any:
		if graph, ok := expanded["@graph"].([]any); ok && len(expanded) == 1 {
			return graph, nil
		}
		if len(expanded) > 0 {
			return []any{expanded}, nil
		}
	}
	return nil, nil
}

func identity(object map[string]any) uintptr { return reflect.ValueOf(object).Pointer() }

func (e *expansion) origin(object map[string]any) *value { return e.from[identity(object)].value }

// A search finds which values of a document json-gold refuses: its errors carry
// no place. It expands the document again and again with parts left out.
type search struct {
	root   *value
	expand func(document any) error
	probs  *problems
	left   int // expansions that may still be tried
	found  int
}

const (
	maxTries    = 400
	maxRefusals = 20
)

// refusals reports each value that json-gold refuses, the innermost there is.
func refusals(root *value, probs *problems, expand func(document any) error) {
	s := &search{root: root, expand: expand, probs: probs, left: maxTries}
	s.in(root, func(part any) any { return part })
}

// in looks for what is wrong in v; around gives the document with only a part of
// v in v's place.
func (s *search) in(v *value, around func(part any) any) {
	err := s.try(around(v.json()))
	if err == nil || s.found >= maxRefusals {
		return
	}
	before := s.found
	switch v.kind {
	case mapping:
		var context, rest []entry
		for _, e := range v.entries {
			if e.key == "@context" {
				context = append(context, e)
				continue
			}
			rest = append(rest, e)
		}
		s.entries(context, rest, around)
	case sequence:
		s.items(v.items, around)
	}
	if s.found == before {
		s.found++
		s.probs.add(v.place, "", "%v", err)
	}
}

// try expands a document, if there are tries left.
func (s *search) try(document any) error {
	if s.left == 0 {
		return nil
	}
	s.left--
	return s.expand(document)
}

// entries looks in each of a mapping's entries, in the context that stands
// beside them.
func (s *search) entries(context, list []entry, around func(any) any) {
	with := func(list ...entry) *value {
		return &value{kind: mapping, entries: slices.Concat(context, list)}
	}
	if len(list) == 1 {
		e := list[0]
		s.in(e.val, func(part any) any {
			e.val = &value{raw: part}
			return around(with(e).json())
		})
		return
	}
	for _, half := range [][]entry{list[:len(list)/2], list[len(list)/2:]} {
		if len(half) > 0 && s.try(around(with(half...).json())) != nil {
			s.entries(context, half, around)
		}
	}
}

func (s *search) items(list []*value, around func(any) any) {
	if len(list) == 1 {
		s.in(list[0], func(part any) any { return around([]any{part}) })
		return
	}
	for _, half := range [][]*value{list[:len(list)/2], list[len(list)/2:]} {
		part := &value{kind: sequence, items: half}
		if len(half) > 0 && s.try(around(part.json())) != nil {
			s.items(half, around)
		}
	}
}

// reportRefusals reports why a document cannot be expanded.
func reportRefusals(root *value, probs *problems, err error, expand func(document any) error) {
	before := len(probs.list)
	refusals(root, probs, expand)
	if len(probs.list) == before {
		probs.add(root.place, "", "%v", fmt.Errorf("somewhere in this document: %w", err))
	}
}
