//go:build unix

package cli

import (
	"os"
	"syscall"
)

// hangup are the signals that have a server read its dataset again.
func hangup() []os.Signal { return []os.Signal{syscall.SIGHUP} }
