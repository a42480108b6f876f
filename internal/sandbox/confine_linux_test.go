package sandbox

import (
	"os"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

func signalParent() error { return syscall.Kill(os.Getppid(), 0) }

func missingHere(held []string) string {
	if slices.Contains(held, "seccomp") {
		return ""
	}
	return strings.Join(held, ", ")
}

func denied(err string) bool {
	return strings.Contains(err, unix.EPERM.Error()) || strings.Contains(err, unix.EACCES.Error())
}

// systemAttempts are what only Linux knows.
func systemAttempts() map[string]func() error {
	call := func(number uintptr, args ...uintptr) func() error {
		var a [6]uintptr
		copy(a[:], args)
		return func() error {
			if _, _, e := unix.Syscall6(number, a[0], a[1], a[2], a[3], a[4], a[5]); e != 0 {
				return e
			}
			return nil
		}
	}
	fork := uintptr(unix.SIGCHLD)
	return map[string]func() error{
		"fork":                      call(unix.SYS_CLONE, fork),
		"trace":                     call(unix.SYS_PTRACE, unix.PTRACE_ATTACH, uintptr(os.Getppid())),
		"make memory executable":    call(unix.SYS_MMAP, 0, 4096, unix.PROT_READ|unix.PROT_EXEC, unix.MAP_PRIVATE|unix.MAP_ANON, ^uintptr(0)),
		"raise its limits":          call(unix.SYS_PRLIMIT64, 0, unix.RLIMIT_AS),
		"make a file in memory":     call(unix.SYS_MEMFD_CREATE),
		"open a ring of calls":      call(unix.SYS_IO_URING_SETUP, 1),
		"load a program for BPF":    call(unix.SYS_BPF),
		"read another's memory":     call(unix.SYS_PROCESS_VM_READV, uintptr(os.Getppid())),
		"duplicate a descriptor":    call(unix.SYS_DUP, 0),
		"change its root":           call(unix.SYS_CHROOT),
		"open a socket":             call(unix.SYS_SOCKET, unix.AF_UNIX, unix.SOCK_STREAM),
		"signal a thread elsewhere": call(unix.SYS_TGKILL, uintptr(os.Getppid()), uintptr(os.Getppid())),
	}
}
