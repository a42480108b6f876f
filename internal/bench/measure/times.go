// Package measure takes times, and what a process needs.
package measure

import (
	"math"
	"slices"
	"time"
)

// Times are how long one thing took each time that it was done.
type Times []time.Duration

// Percentile gives the time that p of a hundred do not exceed (the nearest
// rank, so always a time that was taken), 0 where none was.
func (t Times) Percentile(p float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Median is the 50th percentile.
func (t Times) Median() time.Duration { return t.Percentile(50) }
