package events

import (
	"math/bits"
	"math/rand/v2"
	"sort"
)

// A dice draws numbers. It uses of math/rand/v2 only what is specified there to
// the bit, and no floating point: whatever the machine and the version of Go,
// equal seeds give equal graphs.
type dice struct{ pcg *rand.PCG }

func newDice(seed, stream uint64) dice { return dice{rand.NewPCG(seed, stream)} }

// below gives one of 0 to n-1.
func (d dice) below(n int) int {
	hi, _ := bits.Mul64(d.pcg.Uint64(), uint64(n))
	return int(hi)
}

// percent is true that often in a hundred times.
func (d dice) percent(n int) bool { return d.below(100) < n }

// A ranking draws from 0 to n-1 by Zipf's law: what comes at rank k comes about
// 1/(k+flat) as often. The first few do not outweigh all others, for which flat
// is there.
type ranking []uint64 // the sums of the weights up to each rank

const flat = 10

func newRanking(n int) ranking {
	r := make(ranking, n)
	sum := uint64(0)
	for k := range r {
		sum += 1 << 32 / uint64(k+flat)
		r[k] = sum
	}
	return r
}

func (r ranking) draw(d dice) int {
	x := uint64(d.below(int(r[len(r)-1])))
	return sort.Search(len(r), func(k int) bool { return r[k] > x })
}
