package sandbox

import (
	"os"
	"os/exec"
	"syscall"
)

// handOver gives the worker the dataset, and ties its life to that of this
// process.
func handOver(cmd *exec.Cmd, snapshot *os.File) error {
	inherit(cmd, snapshot)
	// A busy worker is ended too, even where this process is killed.
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	return nil
}
