package snapshot

import (
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

var largeQuads = flag.Int("quads", 0, "how many quads BenchmarkLarge builds, verifies and compares")

// BenchmarkLarge gives the figures of FIGURES.md: a build from more N-Quads
// than the build may have memory, the verification of what it built, and the
// difference of two files of half that size.
func BenchmarkLarge(b *testing.B) {
	n := *largeQuads
	if n == 0 {
		b.Skip("a size not found: give -quads=20000000, which takes 8 GB of disk and a few minutes")
	}
	from := text(b, n)
	path := filepath.Join(b.TempDir(), "x.annals")
	b.Run("build", func(b *testing.B) {
		measured(b, n, func() {
			if err := Build(b.Context(), path, fromText(b, from), Options{}); err != nil {
				b.Fatal(err)
			}
		})
		b.ReportMetric(float64(sizeOf(b, path))/float64(n), "bytes/quad")
		b.ReportMetric(float64(sizeOf(b, from))/1e6, "MB-of-N-Quads")
	})
	b.Run("verify", func(b *testing.B) {
		s := openFile(b, path)
		measured(b, n, func() {
			if err := s.Verify(b.Context(), nil); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("diff", func(b *testing.B) {
		// Each edition lacks one quad in a thousand, and not the same.
		var editions [2]*Snapshot
		for i := range editions {
			path := filepath.Join(b.TempDir(), fmt.Sprint(i))
			if err := Build(b.Context(), path, allBut(n/2, i), Options{}); err != nil {
				b.Fatal(err)
			}
			editions[i] = openFile(b, path)
		}
		measured(b, editions[0].Len()+editions[1].Len(), func() {
			var changes [2]int
			for change, err := range Diff(b.Context(), editions[0], editions[1]) {
				switch {
				case err != nil:
					b.Fatal(err)
				case change.Added:
					changes[1]++
				default:
					changes[0]++
				}
			}
			if changes != [2]int{n / 2000, n / 2000} {
				b.Errorf("%d quads removed and added, of %d", changes, n/2)
			}
		})
	})
}

// none is what allBut leaves out to give all.
const none = -1

// allBut gives the generated graph without quad number i of each thousand.
func allBut(n, i int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		at := 0
		for q := range events(n, 1) {
			if at%1000 != i && !yield(q, nil) {
				return
			}
			at++
		}
	}
}

func openFile(b *testing.B, path string) *Snapshot {
	s, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func sizeOf(b *testing.B, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// measured reports how long f takes for so many quads, and how much memory at
// most: all that is resident, with the pages of mapped files, which the system
// takes back as it likes; and the part of it that is the program's own.
func measured(b *testing.B, quads int, f func()) {
	debug.FreeOSMemory()
	// The peak so far is forgotten; where that is not allowed, it is that of
	// the whole process.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	stop, own := make(chan struct{}), make(chan float64)
	go func() {
		most := 0.0
		for {
			most = max(most, status("RssAnon:"))
			select {
			case <-stop:
				own <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	for b.Loop() {
		f()
	}
	close(stop)
	b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(status("VmHWM:"), "MB-peak")
	b.ReportMetric(<-own, "MB-peak-own")
}

// status gives a size of the process in MB, as Linux counts it.
func status(name string) (mb float64) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(b), name)
	kb := 0.0
	for _, c := range strings.TrimSpace(strings.SplitN(after, "k", 2)[0]) {
		kb = kb*10 + float64(c-'0')
	}
	return kb * 1024 / 1e6
}
