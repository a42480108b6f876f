//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package snapshot

import (
	"fmt"
	"os"
	"syscall"
)

// isMapped says whether mapFile leaves the bytes in the file.
const isMapped = true

// mapFile maps an open file, to be read only, and gives what takes it back. The
// file itself may be closed.
//
// The mapping is private, though nothing is written: a sealed file in memory may
// not be mapped as shared before Linux 6.7, and the pages are the same.
func mapFile(f *os.File) ([]byte, func([]byte) error, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	size := info.Size()
	switch {
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s: %w: it is no file", f.Name(), ErrNotSnapshot)
	case size < headerSize || int64(int(size)) != size:
		// Too short to map; readHeader says what it is.
		b := make([]byte, min(size, headerSize))
		n, err := f.ReadAt(b, 0)
		if n < len(b) {
			return nil, nil, err
		}
		return b, func([]byte) error { return nil }, nil
	}
	b, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	return b, syscall.Munmap, nil
}
