//go:build !linux

package sandbox

import "os"

// thisProgram is a path at which this program can be started, as long as its file stays.
func thisProgram() (string, error) { return os.Executable() }

// nameProcess does nothing: the system takes a worker's name from its file.
func nameProcess() {}
