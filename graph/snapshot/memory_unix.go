//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package snapshot

import (
	"fmt"
	"syscall"
)

// reserve reserves addresses, which cost nothing until they are grown into.
func reserve(most int) (*region, error) {
	most = (most + regionStep - 1) &^ (regionStep - 1)
	b, err := syscall.Mmap(-1, 0, max(most, regionStep), syscall.PROT_NONE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return nil, fmt.Errorf("reserve %d MiB of memory: %w", most>>20, err)
	}
	return &region{reserved: b, mem: b[:0]}, nil
}

// grow makes at least n bytes usable, of which the new ones are zero.
func (r *region) grow(n int) error {
	if n <= len(r.mem) {
		return nil
	}
	if n > len(r.reserved) {
		return fmt.Errorf("%d MiB of memory are not enough", len(r.reserved)>>20)
	}
	old := len(r.mem)
	n = min((max(n, old+old/4)+regionStep-1)&^(regionStep-1), len(r.reserved))
	if err := syscall.Mprotect(r.reserved[old:n], syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
		return fmt.Errorf("take %d MiB of memory: %w", n>>20, err)
	}
	inLargePages(r.reserved[old:n])
	r.mem = r.reserved[:n]
	return nil
}

// release gives the memory back. The region may be nil, or released before.
func (r *region) release() {
	if r != nil && r.reserved != nil {
		_ = syscall.Munmap(r.reserved)
		r.mem, r.reserved = nil, nil
	}
}
