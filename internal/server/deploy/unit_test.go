package deploy

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program is where the unit wants it; the tests put another in its place, because
// systemd-analyze looks whether it is there.
const program = "/usr/local/bin/annals"

// unit writes the unit to where systemd-analyze can be asked about it.
func unit(t *testing.T) (analyze, file string) {
	t.Helper()
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze not found: install the package systemd")
	}
	text, err := os.ReadFile("annals.service")
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(text), "="+program+" ") != 1 {
		t.Fatalf("the unit does not start %s, once", program)
	}
	file = filepath.Join(t.TempDir(), "annals.service")
	if err := os.WriteFile(file, bytes.Replace(text, []byte("="+program+" "), []byte("="+self+" "), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	return analyze, file
}

func TestUnitIsWhatSystemdTakes(t *testing.T) {
	analyze, file := unit(t)
	out, err := exec.CommandContext(t.Context(), analyze, "verify", "--man=no", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// What it does not know, it says and passes over. Other units of this machine are
	// not ours to mend.
	if strings.Contains(string(out), "annals.service") {
		t.Errorf("%s", out)
	}
}

// systemd's own judgement, from 0 (nothing could go wrong) to 10.
func TestUnitLeavesLittleExposed(t *testing.T) {
	analyze, file := unit(t)
	out, err := exec.CommandContext(t.Context(), analyze, "security", "--no-pager", "--offline=yes", "--threshold=15", file).CombinedOutput()
	if strings.Contains(string(out), "unrecognized option") {
		t.Skip("systemd-analyze security --offline not found: install systemd 250 or newer")
	}
	if err != nil {
		t.Errorf("more than 1.5 is exposed: %v\n%s", err, out)
	}
}

// What the server and its workers were seen to ask of the kernel (strace), besides
// what any process does.
var needed = []string{
	// a server
	"socket", "bind", "listen", "accept4", "getsockname", "setsockopt", "sendfile", "splice", "openat", "newfstatat",
	"epoll_create1", "epoll_pwait", "epoll_ctl", "eventfd2", "memfd_create", "mmap", "madvise", "futex", "nanosleep",
	"sched_getaffinity", "sched_yield", "sigaltstack", "rt_sigaction", "tgkill", "tkill", "getrandom", "rseq",
	// that starts workers and ends them
	"pipe2", "dup3", "fcntl", "clone", "clone3", "execve", "setpgid", "prctl", "pidfd_open", "pidfd_send_signal", "waitid", "kill", "getrusage",
	// which confine themselves
	"setrlimit", "getrlimit", "prlimit64", "seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self",
}

func TestUnitLetsWorkersConfineThemselves(t *testing.T) {
	analyze, file := unit(t)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{}
	take := func(names string, allow bool) {
		for _, name := range strings.Fields(names) {
			for _, call := range calls(t, analyze, name) {
				allowed[call] = allow
			}
		}
	}
	take("@default", true) // always
	for line := range strings.Lines(string(text)) {
		names, ok := strings.CutPrefix(strings.TrimSpace(line), "SystemCallFilter=")
		if denied, not := strings.CutPrefix(names, "~"); ok {
			take(denied, !not)
		}
	}
	for _, call := range needed {
		if !allowed[call] {
			t.Errorf("the unit does not let %s pass", call)
		}
	}
	for _, call := range []string{"ptrace", "mount", "init_module", "bpf", "reboot", "chroot", "io_uring_setup", "keyctl"} {
		if allowed[call] {
			t.Errorf("the unit lets %s pass", call)
		}
	}
}

// calls are the system calls of a set, or the one that is named.
func calls(t *testing.T, analyze, name string) []string {
	t.Helper()
	if !strings.HasPrefix(name, "@") {
		return []string{name}
	}
	out, err := exec.CommandContext(t.Context(), analyze, "syscall-filter", "--no-pager", name).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var found []string
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if line != "" && line != name && !strings.HasPrefix(line, "#") {
			found = append(found, calls(t, analyze, line)...)
		}
	}
	return found
}
