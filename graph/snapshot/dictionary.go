package snapshot

import "fmt"

// A dictionary numbers the terms of one portion of the input, in the order in
// which they come, and can then sort them.
type dictionary struct {
	arena *region // the entries, one after the other
	used  int     // bytes of it
	count int
	slots *region // of uint64: half a hash, by which an entry is found, and its place
	shift int     // the slot of a hash is what is left when so many bits are cut off
	words *region // of record: what sort needs

	ahead   [addBatch * directions]uint64 // slots that touch looked at
	touched byte
}

// A place is where an entry of a dictionary begins, in units of eight bytes. An
// entry has the number of its term, the length of its key, and the key. No
// entry is at place 0.
type place uint32

const (
	placeSize = 8
	entryHead = 8
	firstBits = 10
	// mostArena is what places can tell apart, less the terms of a quad.
	mostArena int64 = placeSize<<32 - 4*mostKey
	mostKey         = 1<<31 - 1 // so that lengths have four bytes
)

// newDictionary gives one that may hold so many bytes of keys.
func newDictionary(most int) (*dictionary, error) {
	d := &dictionary{shift: 64 - firstBits, used: placeSize}
	var err error
	// The head of an entry and what fills it up are hardly longer than a key.
	if d.arena, err = reserve(4*most + placeSize); err == nil {
		d.slots, _, err = newRegion[uint64](1<<firstBits, 0)
	}
	if err != nil {
		d.release()
		return nil, err
	}
	return d, nil
}

func (d *dictionary) release() {
	d.arena.release()
	d.slots.release()
	d.words.release()
}

// size is how much memory it takes to hold the terms, and to sort them.
func (d *dictionary) size() int64 {
	return int64(d.used) + int64(d.count)*2*recordSize + 8<<(64-d.shift)
}

// number gives the number of the term at a place.
func (d *dictionary) number(at place) uint32 {
	return le.Uint32(d.arena.mem[int(at)*placeSize:])
}

// key gives the key of the term at a place.
func (d *dictionary) key(at place) []byte {
	entry := d.arena.mem[int(at)*placeSize:]
	end := entryHead + int(le.Uint32(entry[4:]))
	return entry[entryHead:end:end]
}

// find gives the place of a term, and whether it was put there only now.
func (d *dictionary) find(t *Term, hash uint64) (at place, fresh bool, err error) {
	last := uint64(1)<<(64-d.shift) - 1
	slots := view[uint64](d.slots)[:last+1]
	i := hash >> d.shift
	for ; slots[i] != 0; i = (i + 1) & last {
		if slot := slots[i]; (slot^hash)>>32 == 0 && isKeyOf(d.key(place(slot)), t) {
			return place(slot), false, nil
		}
	}
	if at, err = d.append(t); err != nil {
		return 0, false, err
	}
	slots[i] = hash>>32<<32 | uint64(at)
	if uint64(d.count) > last/8*5 {
		err = d.widen()
	}
	return at, true, err
}

// touch looks at the entries to which hashes lead first, and does nothing with
// them. None of these looks waits for another, as those of find do.
func (d *dictionary) touch(hashes [][directions]uint64) {
	slots := view[uint64](d.slots)[:1<<(64-d.shift)]
	n := 0
	for i := range hashes {
		for _, hash := range hashes[i] {
			if hash != 0 {
				d.ahead[n] = slots[hash>>d.shift]
				n++
			}
		}
	}
	for _, slot := range d.ahead[:n] {
		if slot != 0 {
			d.touched ^= d.arena.mem[int(place(slot))*placeSize+entryHead]
		}
	}
}

// append makes an entry for a term.
func (d *dictionary) append(t *Term) (place, error) {
	// The key of a number may have its digits twice.
	room := entryHead + 64 + 2*len(t.Text) + len(t.Tag)
	if room > mostKey {
		return 0, fmt.Errorf("%w: a term of %d bytes", ErrTooLarge, len(t.Text)+len(t.Tag))
	}
	if err := d.arena.grow(d.used + room); err != nil {
		return 0, err
	}
	entry := d.arena.mem[d.used : d.used : d.used+room]
	entry = le.AppendUint32(entry, uint32(d.count))
	entry, err := t.appendKey(entry[:entryHead])
	if err != nil {
		return 0, err
	}
	le.PutUint32(entry[4:], uint32(len(entry)-entryHead))
	at := place(d.used / placeSize)
	d.used = d.after(at)
	d.count++
	return at, nil
}

// after is where the entry behind that at a place begins.
func (d *dictionary) after(at place) int {
	return (int(at)*placeSize + entryHead + len(d.key(at)) + placeSize - 1) &^ (placeSize - 1)
}

// widen doubles the slots. Slots are in the order of the hashes, nearly, so it
// goes through old and new ones from begin to end.
func (d *dictionary) widen() error {
	shift := d.shift - 1
	last := 1<<(64-shift) - 1
	wider, slots, err := newRegion[uint64](last+1, 0)
	if err != nil {
		return err
	}
	for _, slot := range view[uint64](d.slots)[:1<<(64-d.shift)] {
		if slot == 0 {
			continue
		}
		i := int(slot >> shift)
		for ; slots[i] != 0; i = (i + 1) & last {
		}
		slots[i] = slot
	}
	d.slots.release()
	d.slots, d.shift = wider, shift
	return nil
}

// sorted gives the places of the terms in the order of their keys, as the
// second words of records.
func (d *dictionary) sorted() ([]record, error) {
	if d.words != nil {
		return view[record](d.words)[:d.count], nil
	}
	var err error
	var records []record
	if d.words, records, err = newRegion[record](max(d.count, 1), 0); err != nil {
		return nil, err
	}
	records = records[:d.count]
	next := placeSize
	for i := range records {
		at := place(next / placeSize)
		records[i] = record{wordAt(d.key(at), 0), uint64(at)}
		next = d.after(at)
	}
	sortKeys(d.key, records)
	return records, nil
}
