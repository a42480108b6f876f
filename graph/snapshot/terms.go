package snapshot

import (
	"bytes"
	"sort"
	"unsafe"

	"github.com/cayleygraph/quad"
)

// Terms is the number of terms. Their ids go from 1 to it.
func (s *Snapshot) Terms() int { return int(s.firsts[kinds]) - int(s.firsts[0]) }

// Kind gives the kind of a term, 0 where id is none.
func (s *Snapshot) Kind(id ID) Kind {
	if id == 0 || id >= s.firsts[kinds] {
		return 0
	}
	k := 1
	for id >= s.firsts[k] {
		k++
	}
	return Kind(k)
}

// IDs gives the ids of all terms of a kind.
func (s *Snapshot) IDs(k Kind) IDs {
	if k < 1 || int(k) > kinds {
		return IDs{}
	}
	return IDs{s.firsts[k-1], s.firsts[k]}
}

// Term gives the value of an id, exactly as it was given to Build; nil for 0,
// NoLabel and what is no id of this file.
func (s *Snapshot) Term(id ID) quad.Value {
	kind := s.Kind(id)
	if kind == 0 {
		return nil
	}
	var buf [256]byte
	v := decode(kind, s.appendStored(buf[:0], id))
	if v == nil && s.Err() == nil {
		s.damaged("term %d is no %d", id, kind)
	}
	return v
}

// AppendText appends what the term says, without language and datatype: the
// address of an IRI, the label of a blank node, the text of a literal. It
// allocates nothing where dst has room.
func (s *Snapshot) AppendText(dst []byte, id ID) []byte {
	kind := s.Kind(id)
	if kind == 0 {
		return dst
	}
	start := len(dst)
	dst = s.appendStored(dst, id)
	skip := 0
	switch kind {
	case KindDate, KindNumber:
		skip = min(1, len(dst)-start)
	case KindLang, KindTyped:
		skip = bytes.IndexByte(dst[start:], 0) + 1
	}
	return append(dst[:start], dst[start+skip:]...)
}

// ID gives the id of a value, or 0 where no quad has it.
func (s *Snapshot) ID(v quad.Value) ID {
	switch v := v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return lookUp(s, KindIRI, string(v))
	case quad.BNode:
		return lookUp(s, KindBlank, string(v))
	case quad.String:
		return lookUp(s, KindString, string(v))
	}
	var buf [256]byte
	key, err := appendKey(buf[:0], v)
	if err != nil {
		return 0
	}
	return lookUp(s, Kind(key[0]), storedOf(key))
}

func lookUp[T string | []byte](s *Snapshot, kind Kind, stored T) ID {
	if len(s.slots) == 0 {
		return 0
	}
	hash := termHash(kind, stored)
	home := int(homeOf(hash, homesOf(uint64(s.Terms()))))
	ids := s.IDs(kind)
	for i := range maxProbes {
		slot := at32(s.slots, home+i)
		if slot == 0 {
			return 0
		}
		if id := s.tags.id(slot); s.tags.matches(slot, hash) && ids.Has(id) && isStored(s, id, stored) {
			return id
		}
	}
	if s.head.counts[countDropped] == 0 {
		return 0
	}
	return s.search(kind, []byte(stored))
}

// search finds a term by its order.
func (s *Snapshot) search(kind Kind, stored []byte) ID {
	v := decode(kind, stored)
	want, err := appendKey(nil, v)
	if v == nil || err != nil {
		return 0
	}
	id := s.firstWhere(kind, func(key []byte) bool { return bytes.Compare(key, want) >= 0 })
	if s.IDs(kind).Has(id) && isStored(s, id, stored) {
		return id
	}
	return 0
}

// firstWhere gives the first id of a kind for whose key f is true, where it is
// true for all that follow.
func (s *Snapshot) firstWhere(kind Kind, f func(key []byte) bool) ID {
	ids := s.IDs(kind)
	buf, text := make([]byte, 0, 128), make([]byte, 0, 128)
	holds := func(id ID) bool {
		buf, text = s.appendTermKey(buf[:0], text[:0], id)
		return len(buf) == 0 || f(buf)
	}
	// The first terms of blocks are at hand without a walk through their block.
	head := (ids.Lo+blockTerms-2)/blockTerms*blockTerms + 1
	heads := (max(ids.Hi, head) - head + blockTerms - 1) / blockTerms
	k := ID(sort.Search(int(heads), func(i int) bool { return holds(head + ID(i)*blockTerms) }))
	if k > 0 {
		ids.Lo = head + (k-1)*blockTerms + 1
	}
	if k < heads {
		ids.Hi = head + k*blockTerms
	}
	return ids.Lo + ID(sort.Search(ids.Len(), func(i int) bool { return holds(ids.Lo + ID(i)) }))
}

// appendTermKey appends the key of a term, and nothing where it has none. It
// gives back text as well, which it has written into.
func (s *Snapshot) appendTermKey(dst, text []byte, id ID) (key, scratch []byte) {
	kind := s.Kind(id)
	if kind == 0 {
		return dst, text
	}
	if kind < KindDate {
		return s.appendStored(append(dst, byte(kind)), id), text
	}
	text = s.appendStored(text, id)
	if len(text) > 0 && int(text[0]) < len(datatypes) {
		// The string is gone before text is: a search asks for many keys, and an
		// allocation for each would take most of its time.
		if key, ok := appendValue(dst, code(text[0]), unsafe.String(unsafe.SliceData(text[1:]), len(text)-1)); ok {
			return append(key, text...), text
		}
	}
	s.damaged("term %d has no value", id)
	return dst, text
}
