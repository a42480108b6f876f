package sandbox

import (
	"fmt"
	"os"
	"runtime"
	"slices"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/sys/unix"
)

// allowed are the system calls that a Go program makes which computes, reads what
// it has open and writes to it: memory, threads, signals to itself, clocks, the
// poller, the end. None opens anything, none reaches another process. The newer
// names are what kernels and C libraries call today what they called the older
// before; an architecture need not have all.
var allowed = []string{
	"brk", "madvise", "mincore", "mremap", "munmap",
	"futex", "get_robust_list", "getpid", "gettid", "rseq", "sched_getaffinity", "sched_yield", "set_robust_list",
	"set_tid_address", "restart_syscall",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
	"clock_getres", "clock_gettime", "clock_nanosleep", "getrandom", "getrusage", "gettimeofday", "nanosleep",
	"epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd2",
	"close", "fstat", "read", "write",
	"exit", "exit_group",
}

// notThere answers like a kernel that does not have a call. C libraries start
// threads with clone3, whose arguments no filter can see, and fall back to clone.
const notThere = seccomp.ActionErrno | seccomp.Action(unix.ENOSYS)

// filterCalls leaves this process only the system calls that it needs, on all its
// threads. What else is called fails; it does not end the process, because the
// runtime of another version of Go may try what it can do without.
func filterCalls() error {
	if !slices.Contains([]string{"amd64", "arm64"}, runtime.GOARCH) {
		return fmt.Errorf("which system calls Go makes on %s is not written down", runtime.GOARCH)
	}
	machine, err := arch.GetInfo("")
	if err != nil {
		return err
	}
	self := uint64(os.Getpid())
	where := func(name string, argument uint32, is seccomp.Operation, value uint64) seccomp.NameWithConditions {
		return seccomp.NameWithConditions{Name: name, Conditions: seccomp.ArgumentConditions{
			{Argument: argument, Operation: is, Value: value},
		}}
	}
	filter := seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionErrno,
			Syscalls: []seccomp.SyscallGroup{
				{Action: seccomp.ActionAllow, Names: known(machine, allowed), NamesWithCondtions: []seccomp.NameWithConditions{
					where("clone", 0, seccomp.BitsSet, unix.CLONE_THREAD), // no processes
					where("tgkill", 0, seccomp.Equal, self),
					where("mmap", 2, seccomp.BitsNotSet, unix.PROT_EXEC),
					where("mprotect", 2, seccomp.BitsNotSet, unix.PROT_EXEC),
					where("fcntl", 1, seccomp.Equal, unix.F_GETFL),
				}},
				{Action: notThere, Names: known(machine, []string{"clone3"})},
			},
		},
	}
	// The library sets no_new_privs for one thread, and the kernel for the others
	// with the filter that it sets.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	return seccomp.LoadFilter(filter)
}

func known(machine *arch.Info, names []string) (there []string) {
	for _, name := range names {
		if _, ok := machine.SyscallNames[name]; ok {
			there = append(there, name)
		}
	}
	return there
}
