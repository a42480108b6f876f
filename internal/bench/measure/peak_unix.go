//go:build unix

package measure

import (
	"os"
	"runtime"
	"syscall"
)

// peak gives the most resident memory that a process had, in bytes.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin" || runtime.GOOS == "ios": // alone counts bytes
		return wide(usage.Maxrss)
	}
	return wide(usage.Maxrss) * 1024
}

// wide takes the numbers of all systems: some have 32 bits.
func wide[N int32 | int64](n N) int64 { return int64(n) }
