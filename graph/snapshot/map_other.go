//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package snapshot

import (
	"io"
	"os"
)

// isMapped says whether mapFile leaves the bytes in the file.
const isMapped = false

// mapFile reads the file: this system has no mmap that the standard library
// knows.
func mapFile(f *os.File) ([]byte, func([]byte) error, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	b := make([]byte, info.Size())
	_, err = io.ReadFull(io.NewSectionReader(f, 0, info.Size()), b)
	return b, func([]byte) error { return nil }, err
}
