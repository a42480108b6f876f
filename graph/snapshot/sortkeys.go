package snapshot

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// A keySorter sorts keys that are all different. It is a multikey quicksort
// that keeps the eight bytes that it looks at beside the place of the key, so
// that it seldom looks at the keys themselves: they lie far apart, and begin
// alike for dozens of bytes.
type keySorter struct {
	key     func(place) []byte
	workers chan struct{} // one for each goroutine that may still be started
	wait    sync.WaitGroup
}

const (
	wordSize    = 8
	ownWorker   = 1 << 14 // as many keys are worth a goroutine
	fewToInsert = 16
)

// sortKeys sorts records of which the second word is the place of a key, and
// the first its first eight bytes.
func sortKeys(key func(place) []byte, records []record) {
	s := keySorter{key: key, workers: make(chan struct{}, runtime.GOMAXPROCS(0)-1)}
	s.sort(records, 0, 2*bits.Len(uint(len(records))))
	s.wait.Wait()
}

// wordAt gives eight bytes of a key as a number that orders as they do; beyond
// its end, zeros.
func wordAt(key []byte, depth int) uint64 {
	if depth+wordSize <= len(key) {
		return binary.BigEndian.Uint64(key[depth:])
	}
	var w uint64
	for i, b := range key[min(depth, len(key)):] {
		w |= uint64(b) << (56 - 8*i)
	}
	return w
}

// sort sorts keys that are alike before depth, where their words are from.
// After so many bad pivots in a row it leaves them to another way of sorting,
// which nobody can slow down.
func (s *keySorter) sort(records []record, depth, patience int) {
	for len(records) > fewToInsert {
		if patience == 0 {
			s.sortWhole(records)
			return
		}
		patience--
		lo, hi := partition(records, pivot(records))
		s.fork(records[:lo], depth, patience)
		s.fork(records[hi:], depth, patience)
		same := records[lo:hi]
		if len(same) < 2 {
			return
		}
		// The keys that end here come before those that go on.
		ended := s.moveEnded(same, depth+wordSize)
		s.sortWhole(same[:ended]) // nine at most
		records = same[ended:]
		depth += wordSize
		for i := range records {
			records[i][0] = wordAt(s.key(place(records[i][1])), depth)
		}
		patience = 2 * bits.Len(uint(len(records)))
	}
	s.insert(records)
}

// fork sorts in another goroutine if that is worth it, else here.
func (s *keySorter) fork(records []record, depth, patience int) {
	if len(records) >= ownWorker {
		select {
		case s.workers <- struct{}{}:
			s.wait.Go(func() {
				s.sort(records, depth, patience)
				<-s.workers
			})
			return
		default:
		}
	}
	s.sort(records, depth, patience)
}

func (s *keySorter) compare(a, b record) int {
	if a[0] != b[0] {
		return cmp.Compare(a[0], b[0])
	}
	return bytes.Compare(s.key(place(a[1])), s.key(place(b[1])))
}

func (s *keySorter) sortWhole(records []record) { slices.SortFunc(records, s.compare) }

func (s *keySorter) insert(records []record) {
	for i := 1; i < len(records); i++ {
		r := records[i]
		j := i
		for ; j > 0 && s.compare(r, records[j-1]) < 0; j-- {
			records[j] = records[j-1]
		}
		records[j] = r
	}
}

// moveEnded moves the keys of no more than size bytes to the front and counts
// them.
func (s *keySorter) moveEnded(records []record, size int) (ended int) {
	for i, r := range records {
		if len(s.key(place(r[1]))) <= size {
			records[i], records[ended] = records[ended], r
			ended++
		}
	}
	return ended
}

// pivot gives the middle of nine words.
func pivot(records []record) uint64 {
	step := len(records) / 9
	at := func(i int) uint64 { return records[i*step][0] }
	return median(
		median(at(0), at(1), at(2)),
		median(at(3), at(4), at(5)),
		median(at(6), at(7), at(8)),
	)
}

func median(a, b, c uint64) uint64 {
	return max(min(a, b), min(max(a, b), c))
}

// partition moves records so that those from lo to hi have the word p, with
// those of lesser words before and those of greater words behind them.
func partition(records []record, p uint64) (lo, hi int) {
	hi = len(records)
	for i := 0; i < hi; {
		switch w := records[i][0]; {
		case w < p:
			records[i], records[lo] = records[lo], records[i]
			lo++
			i++
		case w > p:
			hi--
			records[i], records[hi] = records[hi], records[i]
		default:
			i++
		}
	}
	return lo, hi
}
