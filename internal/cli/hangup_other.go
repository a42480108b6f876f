//go:build !unix

package cli

import "os"

// hangup are the signals that have a server read its dataset again: here there is
// none, and a file is noticed when it was replaced.
func hangup() []os.Signal { return nil }
