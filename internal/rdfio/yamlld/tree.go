package yamlld

import (
	"encoding/json"
	"strconv"
	"strings"
)

// A kind is what a value is in JSON.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	sequence
	mapping
)

// String names the kind as messages do.
func (k kind) String() string {
	return [...]string{"null", "boolean", "number", "text", "list", "mapping"}[k]
}

// A value is a JSON value and the place where the file writes it.
type value struct {
	place
	kind    kind
	text    string // of a scalar, as JSON writes it
	plain   bool   // written without quotes
	flow    bool   // written inside { } or [ ], or being one
	blank   bool   // a list or mapping in which nothing is written
	faulty  bool   // something was reported in it and left out
	stated  bool   // a statement came of it
	entries []entry
	items   []*value

	index map[string]int // of the entries, where they are many
	raw   any            // what json gives instead: a context that has been drawn in
}

// An entry is a key of a mapping; its place is the key's.
type entry struct {
	place
	key string
	val *value
}

// json gives the value as json-gold takes it.
func (v *value) json() any {
	if v.raw != nil {
		return v.raw
	}
	switch v.kind {
	case boolean:
		return v.text == "true"
	case number:
		return json.Number(v.text)
	case text:
		return v.text
	case sequence:
		list := make([]any, len(v.items))
		for i, item := range v.items {
			list[i] = item.json()
		}
		return list
	case mapping:
		object := make(map[string]any, len(v.entries))
		for _, e := range v.entries {
			object[e.key] = e.val.json()
		}
		return object
	}
	return nil
}

// get finds the value of a key, nil if there is none.
func (v *value) get(key string) *value {
	const few = 8
	if len(v.entries) > few {
		if v.index == nil {
			v.index = make(map[string]int, len(v.entries))
			for i, e := range v.entries {
				v.index[e.key] = i
			}
		}
		if i, ok := v.index[key]; ok {
			return v.entries[i].val
		}
		return nil
	}
	for _, e := range v.entries {
		if e.key == key {
			return e.val
		}
	}
	return nil
}

// keep removes the entries of a mapping for which ok says no.
func (v *value) keep(ok func(e entry) bool) {
	kept := v.entries[:0]
	for _, e := range v.entries {
		if ok(e) {
			kept = append(kept, e)
		}
	}
	v.faulty = v.faulty || len(kept) < len(v.entries)
	v.entries, v.index = kept, nil
}

// keepItems removes the items of a list for which ok says no.
func (v *value) keepItems(ok func(item *value) bool) {
	kept := v.items[:0]
	for _, item := range v.items {
		if ok(item) {
			kept = append(kept, item)
		}
	}
	v.faulty = v.faulty || len(kept) < len(v.items)
	v.items = kept
}

// find follows a JSON pointer (RFC 6901), nil if it leads nowhere. json-gold
// counts a value of an id map as the first of a list even where it stands alone.
func (v *value) find(pointer string) *value {
	for pointer != "" && v != nil {
		token, rest, more := strings.Cut(pointer[1:], "/")
		if pointer = ""; more {
			pointer = "/" + rest
		}
		if strings.Contains(token, "~") {
			token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		}
		switch v.kind {
		case sequence:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v.items) {
				return nil
			}
			v = v.items[i]
		case mapping:
			if next := v.get(token); next != nil || token != "0" {
				v = next
			}
		default:
			if token != "0" {
				return nil
			}
		}
	}
	return v
}
