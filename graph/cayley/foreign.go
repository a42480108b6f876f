package cayley

import (
	"context"
	"math"

	"github.com/cayleygraph/cayley/graph/iterator"
)

// foreign is what Cayley alone knows how to answer: followRecursive, which it
// keeps from its optimizer, and so does all that stands under it.
type foreign struct {
	s     *quadStore
	it    iterator.Shape
	takes cost
}

func newForeign(ctx context.Context, s *quadStore, it iterator.Shape) foreign {
	it, _ = it.Optimize(ctx)
	f := foreign{s: s, it: it, takes: cost{rows: math.MaxInt32, next: probeCost, look: math.MaxInt32, tags: true}}
	c, err := it.Stats(ctx)
	if err != nil {
		return f // whoever goes through it meets the error again
	}
	bounded := func(n int64) float64 { // Cayley's products overflow
		if n < 0 || n > math.MaxInt32 {
			return math.MaxInt32
		}
		return float64(n)
	}
	f.takes = cost{
		rows: bounded(c.Size.Value),
		next: bounded(c.NextCost) * rowCost,
		look: bounded(c.ContainsCost) * rowCost,
		tags: true,
	}
	return f
}

func (f foreign) cost() cost { return f.takes }

func (f foreign) scan() scanner {
	it := f.it.Iterate()
	return &foreignScan{foreignRows{s: f.s, it: it}, it}
}

func (f foreign) lookup() index {
	it := f.it.Lookup()
	return &foreignIndex{foreignRows{s: f.s, it: it}, it}
}

type foreignRows struct {
	s  *quadStore
	it iterator.Base
	at node
}

func (f *foreignRows) node() node                    { return f.at }
func (f *foreignRows) tag(dst tags)                  { f.it.TagResults(dst) }
func (f *foreignRows) path(ctx context.Context) bool { return f.it.NextPath(ctx) }
func (f *foreignRows) err() error                    { return f.it.Err() }
func (f *foreignRows) close()                        { _ = f.it.Close() } // none of Cayley's own can fail

type foreignScan struct {
	foreignRows
	scanner iterator.Scanner
}

func (f *foreignScan) next(ctx context.Context) bool {
	for f.scanner.Next(ctx) {
		var known bool
		if f.at, known = f.s.nodeOf(f.scanner.Result()); known {
			return true
		}
	}
	return false
}

type foreignIndex struct {
	foreignRows
	index iterator.Index
}

// path begins again where Cayley's would stay at the last.
func (f *foreignIndex) path(ctx context.Context) bool {
	if f.index.NextPath(ctx) {
		return true
	}
	if f.err() == nil {
		f.contains(ctx, f.at)
	}
	return false
}

func (f *foreignIndex) contains(ctx context.Context, n node) bool {
	f.at = n
	return n != node{} && f.index.Contains(ctx, n.ref())
}
