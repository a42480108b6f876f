package snapshot

import (
	"github.com/cayleygraph/quad"
)

// A dictionary numbers the terms of one run of the input, in the order in
// which they come, and can then sort them.
type dictionary struct {
	arena *region // the keys, one after the other
	used  int
	ends  *region // of uint64: where in the arena the key of a number ends; before the first, 0
	count int
	slots *region // of uint64: half a hash, by which it is found, and the number plus 1
	mask  uint64
	words *region // of record: what sort needs
}

const firstSlots = 1 << 10

// newDictionary gives one that may hold so many bytes of keys.
func newDictionary(most int) (*dictionary, error) {
	d := &dictionary{mask: firstSlots - 1}
	var err error
	if d.arena, err = reserve(most); err != nil {
		return nil, err
	}
	// A term has at least one byte of key; hardly any term has less than 8.
	if d.ends, err = reserve(8 * (most + 1)); err == nil {
		d.slots, _, err = newRegion[uint64](firstSlots, 0)
	}
	if err == nil {
		err = d.ends.grow(8)
	}
	if err != nil {
		d.release()
		return nil, err
	}
	return d, nil
}

func (d *dictionary) release() {
	d.arena.release()
	d.ends.release()
	d.slots.release()
	d.words.release()
}

// size is how much memory it takes to hold the terms, and to sort them.
func (d *dictionary) size() int64 {
	return int64(d.used) + int64(d.count)*(8+2*recordSize) + 8*int64(d.mask+1)
}

// key gives the key of a number.
func (d *dictionary) key(number uint32) []byte {
	ends := view[uint64](d.ends)[number:][:2:2]
	return d.arena.mem[ends[0]:ends[1]:ends[1]]
}

// number gives the number of a value, whose hash is given.
func (d *dictionary) number(v quad.Value, hash uint64) (uint32, error) {
	slots := view[uint64](d.slots)
	at := hash >> 32 & d.mask
	for ; slots[at] != 0; at = (at + 1) & d.mask {
		if slot := slots[at]; (slot^hash)>>32 == 0 && isKeyOf(d.key(uint32(slot)-1), v) {
			return uint32(slot) - 1, nil
		}
	}
	if err := d.append(v); err != nil {
		return 0, err
	}
	d.count++
	slots[at] = hash>>32<<32 | uint64(d.count)
	if uint64(d.count) > d.mask/8*5 {
		return uint32(d.count - 1), d.widen()
	}
	return uint32(d.count - 1), nil
}

func (d *dictionary) append(v quad.Value) error {
	// The key of a number may have its digits twice.
	room := 64 + 2*textLen(v)
	if err := d.arena.grow(d.used + room); err != nil {
		return err
	}
	key, err := appendKey(d.arena.mem[d.used:d.used:d.used+room], v)
	if err != nil {
		return err
	}
	d.used += len(key)
	if err := d.ends.grow(8 * (d.count + 2)); err != nil {
		return err
	}
	view[uint64](d.ends)[d.count+1] = uint64(d.used)
	return nil
}

// textLen is the length of the texts of a value.
func textLen(v quad.Value) int {
	switch v := v.(type) {
	case quad.IRI:
		return len(v)
	case quad.BNode:
		return len(v)
	case quad.String:
		return len(v)
	case quad.LangString:
		return len(v.Value) + len(v.Lang)
	case quad.TypedString:
		return len(v.Value) + len(v.Type)
	}
	return 0
}

// widen doubles the slots.
func (d *dictionary) widen() error {
	n := int(d.mask+1) * 2
	wider, slots, err := newRegion[uint64](n, 0)
	if err != nil {
		return err
	}
	mask := uint64(n - 1)
	for _, slot := range view[uint64](d.slots)[:d.mask+1] {
		if slot == 0 {
			continue
		}
		at := slot >> 32 & mask
		for ; slots[at] != 0; at = (at + 1) & mask {
		}
		slots[at] = slot
	}
	d.slots.release()
	d.slots, d.mask = wider, mask
	return nil
}

// isKeyOf reports whether a key is that of a value, without making the key.
func isKeyOf(key []byte, v quad.Value) bool {
	kind, rest := Kind(key[0]), key[1:]
	switch v := v.(type) {
	case quad.IRI:
		return kind == KindIRI && string(rest) == string(v)
	case quad.BNode:
		return kind == KindBlank && string(rest) == string(v)
	case quad.String:
		return kind == KindString && string(rest) == string(v)
	case quad.LangString:
		return kind == KindLang && isPair(rest, v.Lang, string(v.Value))
	case quad.TypedString:
		if kind == KindTyped {
			return isPair(rest, string(v.Type), string(v.Value))
		}
		// A date or number has no such character as a code in it.
		n := len(rest) - len(v.Value)
		return kind >= KindDate && n > 0 && string(rest[n:]) == string(v.Value) && rest[n-1] < byte(len(datatypes)) &&
			datatypes[rest[n-1]] == v.Type && len(storedOf(key)) == len(v.Value)+1
	}
	return false
}

func isPair(rest []byte, tag, text string) bool {
	zero := len(rest) - len(text) - 1
	return zero >= 0 && zero == len(tag) && rest[zero] == 0 && string(rest[zero+1:]) == text && string(rest[:zero]) == tag
}

// sorted gives the numbers in the order of their keys, as the second words of
// records.
func (d *dictionary) sorted() ([]record, error) {
	var err error
	var records []record
	if d.words, records, err = newRegion[record](max(d.count, 1), 0); err != nil {
		return nil, err
	}
	records = records[:d.count]
	for i := range records {
		records[i] = record{wordAt(d.key(uint32(i)), 0), uint64(i)}
	}
	sortKeys(d.key, records)
	return records, nil
}
