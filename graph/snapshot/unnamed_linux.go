package snapshot

import (
	"os"
	"syscall"
)

// openUnnamed is O_TMPFILE of open(2), which package syscall lacks; it has the
// same bits on every machine that Go knows.
const openUnnamed = 0o20000000 | syscall.O_DIRECTORY

// unnamed makes a file in a directory, without ever giving it a name.
func unnamed(dir string) (*os.File, error) {
	return os.OpenFile(dir, os.O_RDWR|openUnnamed, 0o600)
}
