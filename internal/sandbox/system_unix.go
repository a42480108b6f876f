//go:build unix

package sandbox

import (
	"os"
	"os/exec"
	"syscall"
)

// inherit passes the dataset on as the descriptor after the standard three.
func inherit(cmd *exec.Cmd, snapshot *os.File) {
	cmd.ExtraFiles = []*os.File{snapshot}
	cmd.Env = append(cmd.Env, workerVariable+"=3")
	// Ctrl-C at a terminal is for the program that people see.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

func wasKilled(status syscall.WaitStatus) bool {
	return status.Signaled() && status.Signal() == syscall.SIGKILL
}
