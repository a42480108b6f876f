//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package snapshot

import (
	"fmt"
	"os"
	"syscall"
)

// mapFile maps a file, to be read only, and gives what takes it back.
func mapFile(path string) ([]byte, func([]byte) error, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	size := info.Size()
	switch {
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s: %w: it is no file", path, ErrNotSnapshot)
	case size < headerSize || int64(int(size)) != size:
		// Too short to map; readHeader says what it is.
		b := make([]byte, min(size, headerSize))
		n, err := f.ReadAt(b, 0)
		if n < len(b) {
			return nil, nil, err
		}
		return b, func([]byte) error { return nil }, nil
	}
	b, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, fmt.Errorf("map %s: %w", path, err)
	}
	return b, syscall.Munmap, nil
}
