package snapshot

import (
	"hash/maphash"
	"math/bits"
)

// hash is good within this build only, so that nobody can make terms of which
// he knows that they collide. It leaves no trace in the file. It is never 0.
func (t *Term) hash(seed maphash.Seed) uint64 {
	h := maphash.Bytes(seed, t.Text)
	switch t.Kind {
	case KindBlank:
		h = ^h
	case KindString:
		h = bits.ReverseBytes64(h)
	case KindLang, KindTyped:
		h ^= bits.RotateLeft64(maphash.Bytes(seed, t.Tag), 23)
	}
	return h | 1 // the low half does not count
}
