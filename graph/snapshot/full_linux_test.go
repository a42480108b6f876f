package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// smallDisk tells a child of TestDiskOfTheSystemIsFull how its disk is made
// small: one of diskKinds.
const smallDisk = "ANNALS_TEST_DISK"

// A diskKind makes the disk of its process small.
type diskKind struct {
	name string
	attr *syscall.SysProcAttr                                          // what the process needs for it
	make func(t *testing.T, dir string, size, files int) (undo func()) // files: how many at most
	full syscall.Errno
}

// diskKinds are tried in turn. A mount is made in a namespace of the child, so
// that it goes with the child, and no other process sees it. Some containers
// allow that to nobody; a limit on the size of files they all allow.
var diskKinds = []diskKind{
	{"tmpfs", &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}, mountSmall, syscall.ENOSPC},
	{"tmpfs of a user", &syscall.SysProcAttr{
		Cloneflags:   syscall.CLONE_NEWUSER,
		Unshareflags: syscall.CLONE_NEWNS,
		UidMappings:  []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings:  []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}, mountSmall, syscall.ENOSPC},
	{"limit on the size of files", nil, limitSmall, syscall.EFBIG},
}

// TestDiskOfTheSystemIsFull builds on a file system that is full after each of
// many numbers of bytes: what TestFullDisk plays, the kernel does here.
func TestDiskOfTheSystemIsFull(t *testing.T) {
	if name := os.Getenv(smallDisk); name != "" {
		fillDisk(t, name)
		return
	}
	for _, d := range diskKinds {
		child := exec.Command(os.Args[0], "-test.run=^TestDiskOfTheSystemIsFull$", "-test.v")
		child.Env = append(os.Environ(), smallDisk+"="+d.name)
		child.SysProcAttr = d.attr
		out, err := child.CombinedOutput()
		// Marked, so that nobody takes its verdict for that of this test.
		said := "| " + strings.ReplaceAll(string(out), "\n", "\n| ")
		switch {
		case child.ProcessState == nil:
			t.Logf("%s: %v", d.name, err) // there are no such namespaces here
		case err != nil:
			t.Fatalf("%s: %v\n%s", d.name, err, said)
		default:
			t.Logf("%s:\n%s", d.name, said)
			if !strings.Contains(said, "--- SKIP") {
				return
			}
		}
	}
	t.Skip("a small disk not found: run as root, or where user namespaces or RLIMIT_FSIZE are allowed")
}

// mountSmall mounts a tmpfs that takes so many bytes and files.
func mountSmall(t *testing.T, dir string, size, files int) func() {
	// The root of the tmpfs counts as a file.
	err := syscall.Mount("annals", dir, "tmpfs", 0, fmt.Sprintf("size=%d,nr_inodes=%d", size, files+1))
	if err != nil {
		t.Skipf("a tmpfs not found: allow this process to mount one: %v", err)
	}
	return func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err) // something holds a file open
		}
	}
}

// limitSmall lets no file of this process have more bytes.
func limitSmall(t *testing.T, _ string, size, _ int) func() {
	signal.Ignore(syscall.SIGXFSZ)
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(size), Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
	}
}

// fillDisk is what the child does.
func fillDisk(t *testing.T, name string) {
	d := diskKinds[slices.IndexFunc(diskKinds, func(d diskKind) bool { return d.name == name })]
	dir := t.TempDir()
	quads := slices.Collect(events(3000, 6))
	before := mustBytes(t, quads[:10])
	const many = 1 << 10
	full := map[string]int{}
	// built reports whether the disk was large enough.
	built := func(size, files int, memory int64) bool {
		defer d.make(t, dir, size, files)()
		path := filepath.Join(dir, "x.annals")
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
		err := buildForChild(path, quads, memory, nil)
		if err == nil {
			return true
		}
		full[whatIsFull(t, dir, err, d.full)]++
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
			t.Errorf("full after %d bytes or %d files: the old file has other bytes, %v", size, files, err)
		}
		holdAnswers(t, path)
		if names := namesIn(dir); len(names) != 1 {
			t.Errorf("full after %d bytes or %d files: there is %q", size, files, names)
		}
		return false
	}
	for _, memory := range []int64{100 << 10, 1 << 30} { // sorted on disk, and not
		for size := 16 << 10; !built(size, many, memory); size += 12<<10 + size/16 {
			if size > 1<<30 {
				t.Fatal("no disk is large enough")
			}
		}
	}
	t.Logf("full were %v", full)
	if full[building] == 0 || full[sorting] == 0 {
		t.Errorf("the file and the sorting should both have met a full disk: %v", full)
	}
	for files := 1; d.full == syscall.ENOSPC && !built(16<<20, files, 100<<10); files++ {
		if files > many {
			t.Fatal("no disk takes files enough")
		}
	}
}

// whatIsFull gives what the file was for that could not be written.
func whatIsFull(t *testing.T, dir string, err error, want syscall.Errno) string {
	t.Helper()
	var at *os.PathError
	if !errors.Is(err, want) || !errors.As(err, &at) {
		t.Fatalf("the disk is full, and the error is: %v", err)
	}
	// What has no name is said to be its directory.
	if at.Path == dir || at.Path == filepath.Join(dir, ".x.annals."+sorting) {
		return sorting
	}
	if at.Path != filepath.Join(dir, ".x.annals."+building) {
		t.Errorf("the error is of another file: %v", err)
	}
	return building
}
