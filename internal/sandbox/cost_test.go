// The race detector takes several times the memory and time: under it, limits and
// costs say nothing.

//go:build !race

package sandbox

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"

	"annals.example/graph"
)

// TestWaitingWorkerIsSmall: a worker that has answered, and waits, costs less than
// 25 MB. Most of what it has resident is the program itself, which is in memory
// once for all that run it; so what counts is its share.
func TestWaitingWorkerIsSmall(t *testing.T) {
	o := patient()
	o.Workers = 1
	p := newPool(t, o)
	for range 100 {
		answersRight(t, p)
	}
	p.mu.Lock()
	pid := p.idle[0].cmd.Process.Pid
	p.mu.Unlock()
	var resident, share int
	until(t, "a waiting worker costs less than 25 MB", func() bool {
		resident, share = residentOf(t, pid)
		return share*1024 < 25_000_000
	})
	t.Logf("resident %d KiB, its share %d KiB", resident, share)
}

var (
	residentLine = regexp.MustCompile(`(?m)^Rss: +(\d+) kB$`)
	shareLine    = regexp.MustCompile(`(?m)^Pss: +(\d+) kB$`)
)

// residentOf is the memory of a process, in KiB: all of it, and with what it shares
// with others counted in parts.
func residentOf(t *testing.T, pid int) (resident, share int) {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		t.Skip("the memory of a process not found: run this test on Linux")
	}
	var err1, err2 error
	if r, s := residentLine.FindSubmatch(b), shareLine.FindSubmatch(b); r != nil && s != nil {
		resident, err1 = strconv.Atoi(string(r[1]))
		share, err2 = strconv.Atoi(string(s[1]))
	}
	if err1 != nil || err2 != nil || resident == 0 {
		t.Fatalf("%v, %v: %s", err1, err2, b)
	}
	return resident, share
}

// BenchmarkQuery is what a query costs in a worker, beside the same query in this
// process.
func BenchmarkQuery(b *testing.B) {
	d, err := graph.Open(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	p := newPool(b, patient())
	for _, query := range []struct{ name, text string }{
		{"one row", innocent},
		{"3 x 100 rows", `g.V().getLimit(100); g.V().out().getLimit(100); g.V().in().getLimit(100)`},
	} {
		b.Run(query.name+"/in process", func(b *testing.B) {
			for b.Loop() {
				w := &reply{settings: &settings{Rows: NoLimit, Bytes: NoLimit}}
				if failed := w.run(b.Context(), d, gizmo(query.text)); failed != nil {
					b.Fatal(failed)
				}
			}
		})
		b.Run(query.name+"/worker", func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Query(b.Context(), gizmo(query.text)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(query.name+"/workers", func(b *testing.B) {
			b.RunParallel(func(each *testing.PB) {
				for each.Next() {
					if _, err := p.Query(b.Context(), gizmo(query.text)); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
	b.Run("replacement", func(b *testing.B) {
		one := newPool(b, Options{Workers: 1, Requests: 1})
		for b.Loop() {
			if _, err := one.Query(b.Context(), gizmo("null")); err != nil {
				b.Fatal(err)
			}
		}
	})
}
