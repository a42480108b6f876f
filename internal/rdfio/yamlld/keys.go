package yamlld

import (
	"cmp"
	"slices"
	"strings"
)

// A slot is where a file writes one value of a property: the value's own place
// in a list or a map of languages or ids, else the key's.
type slot struct {
	place
	val *value
}

// keys are the keys of a node by what they mean, in the order in which json-gold
// takes them: several may mean the same.
type keys struct {
	scope *scope
	list  []meant
}

type meant struct {
	term
	entry
}

func newKeys(s *scope, v *value) keys {
	k := keys{scope: s}
	if v == nil || v.kind != mapping {
		return k
	}
	k.list = make([]meant, 0, len(v.entries))
	for _, e := range v.entries {
		if t := s.term(e.key); t.iri != "" {
			k.list = append(k.list, meant{t, e})
		}
	}
	slices.SortFunc(k.list, func(a, b meant) int {
		return cmp.Or(strings.Compare(a.iri, b.iri), strings.Compare(a.key, b.key))
	})
	return k
}

// of gives the keys that mean a property or keyword.
func (k keys) of(iri string) []meant {
	i, _ := slices.BinarySearchFunc(k.list, iri, func(m meant, iri string) int { return strings.Compare(m.iri, iri) })
	j := i
	for j < len(k.list) && k.list[j].iri == iri {
		j++
	}
	return k.list[i:j]
}

// slots gives the places of the n values that a property got, in their order.
// Where the file does not show as many, all stand at the property's key, or at
// the node's own place where no key is known to mean it.
func (k keys) slots(iri string, reverse bool, n int, node place) []slot {
	slots := make([]slot, 0, n)
	at := node
	for _, m := range k.of(iri) {
		if m.def.Reverse != reverse {
			continue
		}
		if at == node {
			at = m.place
		}
		slots = m.slots(slots)
	}
	if len(slots) == n {
		return slots
	}
	slots = slots[:0]
	for range n {
		slots = append(slots, slot{place: at})
	}
	return slots
}

// slots adds the slots of one key.
func (m meant) slots(to []slot) []slot {
	switch {
	case m.def.Type == "@json", m.container("@list"):
		return append(to, slot{m.place, m.val})
	case m.val.kind == mapping && m.indexed():
		sorted := slices.Clone(m.val.entries)
		slices.SortFunc(sorted, func(a, b entry) int { return strings.Compare(a.key, b.key) })
		for _, e := range sorted {
			to = inside(to, e.val, e.place)
		}
		return to
	}
	return inside(to, m.val, m.place)
}

// indexed says whether a mapping under the key is a map and not a node.
func (m meant) indexed() bool {
	for _, c := range m.def.Container {
		switch c {
		case "@language", "@id", "@index", "@type":
			return true
		}
	}
	return false
}

// inside adds the slots of a value that a key, at a place, stands before.
func inside(to []slot, v *value, key place) []slot {
	switch v.kind {
	case null:
		return to
	case sequence:
		for _, item := range v.items {
			to = inside(to, item, item.place)
		}
		return to
	}
	return append(to, slot{key, v})
}
