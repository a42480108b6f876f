package cli

import (
	"runtime"
	"runtime/debug"
)

// collectLate has the garbage collector begin when 32 MB are in use, and work from
// then on as always. Most answers take less, and then the program ends: to begin at
// 4 MB, as Go does by itself, costs a question about a whole dataset a fifth of its
// time. Whoever sets GOGC is obeyed.
func collectLate() {
	const usual, late = 100, 800 // percent of 4 MB
	if before := debug.SetGCPercent(late); before != usual {
		debug.SetGCPercent(before)
		return
	}
	// The first collection finds that nobody holds this.
	runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, usual)
}
