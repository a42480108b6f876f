package snapshot

import (
	"hash/maphash"
	"math/bits"

	"github.com/cayleygraph/quad"
)

// hash is good within this build only, so that nobody can make terms of which
// he knows that they collide. It leaves no trace in the file.
func (r *runs) hash(v quad.Value) uint64 {
	switch v := v.(type) {
	case quad.IRI:
		return maphash.String(r.seed, string(v))
	case quad.BNode:
		return ^maphash.String(r.seed, string(v))
	case quad.String:
		return bits.ReverseBytes64(maphash.String(r.seed, string(v)))
	case quad.LangString:
		return r.pairHash(string(v.Value), v.Lang)
	case quad.TypedString:
		return r.pairHash(string(v.Value), string(v.Type))
	}
	return 0
}

func (r *runs) pairHash(text, tag string) uint64 {
	return maphash.String(r.seed, text) ^ bits.RotateLeft64(maphash.String(r.seed, tag), 23)
}
