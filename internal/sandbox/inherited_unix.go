//go:build darwin || linux

package sandbox

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// closeInherited closes what this process was started with besides the standard streams
// and the dataset: whoever started the pool's process may have left files open that a
// query has no business with. What Go opens itself is marked not to be inherited.
func closeInherited(dataset *os.File) {
	keep := int(dataset.Fd())
	for _, fd := range descriptors() {
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		if err == nil && flags&unix.FD_CLOEXEC == 0 && fd > 2 && fd != keep {
			_ = unix.Close(fd) // it was nobody's here
		}
	}
}

// descriptors are those that may be open.
func descriptors() (list []int) {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil { // as in a container without it
		const usual = 1024
		for fd := range usual {
			list = append(list, fd)
		}
		return list
	}
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil {
			list = append(list, fd)
		}
	}
	return list
}
