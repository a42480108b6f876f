package sandbox

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/landlock-lsm/go-landlock/landlock"
	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// A confinement is what a worker may still take.
type confinement struct {
	memory int64 // above what it has, in bytes
	cpu    int   // seconds, from its start on
}

// Above the memory that is allowed, the system's limits leave room for what is no
// data of a query: the runtime reserves addresses in pieces of 64 MiB, and each
// thread has a stack of 8 MiB where C started it.
const (
	addressRoom = 512 << 20
	dataRoom    = 96 << 20
)

// openFiles are enough for the standard streams and the runtime's own; the
// dataset is open already.
const openFiles = 16

// confine gives up, for good, what a worker does not need, and names what holds
// from now on. What a kernel does not have is left out.
func confine(c confinement) (held []string) {
	if limitResources(c) {
		held = append(held, "rlimits")
	}
	if version, err := ll.LandlockGetABIVersion(); err == nil && version > 0 {
		// The newest that the library knows, as far as the kernel knows it.
		if err := landlock.V11.BestEffort().Restrict(); err == nil {
			held = append(held, fmt.Sprintf("landlock v%d", version))
		}
	}
	if err := filterCalls(); err == nil {
		held = append(held, "no_new_privs", "seccomp")
	}
	return held
}

// limitResources sets the limits that the system enforces, and reports whether
// all are set.
func limitResources(c confinement) bool {
	size, data, err := extent()
	ok := err == nil
	limits := map[int]uint64{
		unix.RLIMIT_CORE:   0,
		unix.RLIMIT_FSIZE:  0,
		unix.RLIMIT_NOFILE: openFiles,
		unix.RLIMIT_CPU:    uint64(c.cpu),
	}
	if ok {
		limits[unix.RLIMIT_AS] = size + uint64(c.memory) + addressRoom
		limits[unix.RLIMIT_DATA] = data + uint64(c.memory) + dataRoom
	}
	for resource, most := range limits {
		ok = limitResource(resource, most) == nil && ok
	}
	return ok
}

// extent is how much address space the process has, and how much of it is data,
// in bytes.
func extent() (size, data uint64, err error) {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	found := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		number := strings.TrimSuffix(strings.TrimSpace(value), " kB")
		switch name {
		case "VmSize":
			size, err = strconv.ParseUint(number, 10, 54)
		case "VmData":
			data, err = strconv.ParseUint(number, 10, 54)
		default:
			continue
		}
		if found++; err != nil {
			return 0, 0, err
		}
	}
	if found != 2 {
		return 0, 0, fmt.Errorf("the size of this process is not in %s", f.Name())
	}
	return size << 10, data << 10, nil
}
