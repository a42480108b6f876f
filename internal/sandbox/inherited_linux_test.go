package sandbox

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestInheritsNothingElse: what this process has open for whatever it starts is closed in
// a worker.
func TestInheritsNothingElse(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	f, err := os.OpenFile(secret, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	left, err := unix.Dup(int(f.Fd())) // without FD_CLOEXEC, as a shell or a supervisor leaves it
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(left)
	p := newPool(t, patient())
	answersRight(t, p)
	p.mu.Lock()
	pid := p.idle[0].cmd.Process.Pid
	p.mu.Unlock()
	dir := fmt.Sprintf("/proc/%d/fd", pid)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 4 {
		t.Fatalf("%d descriptors, %v", len(entries), err)
	}
	for _, e := range entries {
		if to, err := os.Readlink(filepath.Join(dir, e.Name())); err == nil && to == secret {
			t.Errorf("a worker has %s open as %s", to, e.Name())
		}
	}
}
