package nquads

import (
	"hash/maphash"

	"github.com/cayleygraph/quad"
)

const (
	cacheSlots   = 1 << 12
	maxCachedLen = 256 // bounds the memory: a cache holds at most 1 MiB of text
)

// A cache remembers values by the exact bytes that they were read from. Most
// terms of a file come again soon: then they need neither checking nor memory
// of their own. Each token has one slot, and a newer token takes it over, so
// that a hostile file can make the cache useless but not large.
type cache struct {
	seed  maphash.Seed
	slots []slot
}

type slot struct {
	token string
	value quad.Value
}

func newCache(seed maphash.Seed) cache { return cache{seed: seed} }

// slot is where the token belongs; nil if the token is too long to keep.
func (c *cache) slot(token []byte) *slot {
	if len(token) > maxCachedLen {
		return nil
	}
	if c.slots == nil {
		c.slots = make([]slot, cacheSlots)
	}
	return &c.slots[maphash.Bytes(c.seed, token)%cacheSlots]
}

// put keeps a value in a slot, if there is one.
func (s *slot) put(token string, v quad.Value) {
	if s != nil {
		*s = slot{token: token, value: v}
	}
}
