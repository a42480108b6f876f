package sandbox

import "golang.org/x/sys/unix"

// A confinement is what a worker may still take.
type confinement struct {
	memory int64 // above what it has, in bytes; nothing here enforces it but watch
	cpu    int   // seconds, from its start on
}

// openFiles are enough for the standard streams and the runtime's own; the
// dataset is open already.
const openFiles = 16

// confine sets the limits that the system enforces, and names them.
func confine(c confinement) (held []string) {
	limits := map[int]uint64{
		unix.RLIMIT_CORE:   0,
		unix.RLIMIT_FSIZE:  0,
		unix.RLIMIT_NOFILE: openFiles,
		unix.RLIMIT_CPU:    uint64(c.cpu),
	}
	for resource, most := range limits {
		if limitResource(resource, most) != nil {
			return nil
		}
	}
	return []string{"rlimits"}
}
