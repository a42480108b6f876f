package sandbox

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// handOver gives the worker the dataset: a handle has the same number there.
func handOver(cmd *exec.Cmd, snapshot *os.File) error {
	handle := snapshot.Fd()
	if err := windows.SetHandleInformation(windows.Handle(handle), windows.HANDLE_FLAG_INHERIT, windows.HANDLE_FLAG_INHERIT); err != nil {
		return os.NewSyscallError("SetHandleInformation", err)
	}
	cmd.Env = append(cmd.Env, fmt.Sprintf("%s=%d", workerVariable, handle))
	cmd.SysProcAttr = &syscall.SysProcAttr{AdditionalInheritedHandles: []syscall.Handle{syscall.Handle(handle)}}
	return nil
}

// wasKilled cannot be told here.
func wasKilled(syscall.WaitStatus) bool { return false }
