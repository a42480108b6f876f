//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package snapshot

import (
	"os"

	"golang.org/x/sys/unix"
)

// again gives one more descriptor of an open file.
func again(f *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}
