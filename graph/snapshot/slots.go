package snapshot

import "math/bits"

// termHash is the hash under which a term is found in the file. Anybody can make terms
// that collide: the number of probes has a limit, and beyond it terms are
// found by their order.
func termHash[T string | []byte](kind Kind, stored T) uint64 {
	const multiplier = 0x9E3779B97F4A7C15
	h := uint64(kind) + uint64(len(stored))<<8
	for len(stored) >= 8 {
		h = (h ^ word(stored)) * multiplier
		h ^= h >> 32
		stored = stored[8:]
	}
	var last uint64
	for i := len(stored) - 1; i >= 0; i-- {
		last = last<<8 | uint64(stored[i])
	}
	h = (h ^ last) * multiplier
	h ^= h >> 29
	h *= multiplier
	return h ^ h>>32
}

func word[T string | []byte](s T) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// homesOf is how many home slots there are for a number of terms: a third of
// the slots stay free.
func homesOf(terms uint64) uint64 { return terms + (terms+1)/2 }

// slotsOf counts the slots, with those behind the last home into which its
// terms may run over.
func slotsOf(terms uint64) uint64 {
	if terms == 0 {
		return 0
	}
	return homesOf(terms) + maxProbes
}

// homeOf gives the slot where a term is looked for first: the slots in the
// order of the hashes.
func homeOf(hash, homes uint64) uint64 {
	home, _ := bits.Mul64(hash, homes)
	return home
}

// A tagger puts ids into slots of 32 bits: the bits that ids do not need hold
// the last bits of the hash, so that hardly any other term is looked at.
type tagger struct {
	idMask uint32
}

func newTagger(terms uint64) tagger {
	return tagger{idMask: 1<<bits.Len64(terms) - 1}
}

func (t tagger) slot(id ID, hash uint64) uint32 { return uint32(id) | uint32(hash)&^t.idMask }

func (t tagger) id(slot uint32) ID { return ID(slot & t.idMask) }

// matches reports whether a slot may hold a term of this hash.
func (t tagger) matches(slot uint32, hash uint64) bool {
	return (slot^uint32(hash))&^t.idMask == 0
}
