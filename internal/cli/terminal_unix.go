//go:build unix

package cli

import (
	"os"

	"golang.org/x/sys/unix"
)

// columnsOf asks the terminal behind a file for its width.
func columnsOf(file *os.File) (terminal bool, width int) {
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return false, 0
	}
	return true, int(size.Col)
}
