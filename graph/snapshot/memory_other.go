//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package snapshot

import "unsafe"

func reserve(int) (*region, error) { return &region{}, nil }

func (r *region) grow(n int) error {
	if n <= len(r.mem) {
		return nil
	}
	n = (max(n, 2*len(r.mem)) + regionStep - 1) &^ (regionStep - 1)
	words := make([]uint64, n/8) // so that numbers are aligned
	mem := unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), n)
	copy(mem, r.mem)
	r.mem = mem
	return nil
}

func (r *region) release() {
	if r != nil {
		r.mem = nil
	}
}
