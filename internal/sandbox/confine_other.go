//go:build !(darwin || linux)

package sandbox

import "time"

// A confinement is what a worker may still take.
type confinement struct {
	memory int64 // above what it has, in bytes; nothing here enforces it but watch
	cpu    int   // seconds, from its start on; nothing here enforces it
}

// confine does nothing: what this system would enforce was not tried. The deadline and the watch over its memory
// hold.
func confine(confinement) []string { return nil }

// cpuTime is not known here.
func cpuTime() time.Duration { return 0 }
