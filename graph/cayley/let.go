package cayley

import (
	"context"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// let are the nodes of a plan that Cayley's filters let through, each of which
// is asked for every node: regular expressions, and comparisons of texts.
type let struct {
	of      plan
	filters []shape.ValueFilter
	s       *quadStore
}

func (l let) cost() cost {
	c := l.of.cost()
	time := termCost * float64(len(l.filters))
	c.rows, c.exact, c.next, c.look = c.rows/2, false, c.next+time, c.look+time
	return c
}

func (l let) scan() scanner { return &testedScan{l.of.scan(), l.gate()} }
func (l let) lookup() index { return &testedIndex{l.of.lookup(), l.gate()} }

// A gate is filters as Cayley builds them, before everything there is.
type gate struct {
	filters []iterator.Index
	failure error
}

func (l let) gate() *gate {
	g := &gate{}
	for _, f := range l.filters {
		g.filters = append(g.filters, f.BuildIterator(l.s, anything{}).Lookup())
	}
	return g
}

func (g *gate) passes(ctx context.Context, n node) bool {
	for _, f := range g.filters {
		if !f.Contains(ctx, n.ref()) {
			g.failure = f.Err()
			return false
		}
	}
	return true
}

func (g *gate) err() error { return g.failure }

func (g *gate) close() {
	for _, f := range g.filters {
		_ = f.Close() // it stands before nothing that could fail
	}
}

// anything has whatever it is asked for.
type anything struct{}

func (anything) Iterate() iterator.Scanner                         { return iterator.NewNull() }
func (anything) Lookup() iterator.Index                            { return &has{} }
func (a anything) Optimize(context.Context) (iterator.Shape, bool) { return a, false }
func (anything) SubIterators() []iterator.Shape                    { return nil }
func (anything) String() string                                    { return "anything" }
func (anything) Stats(context.Context) (iterator.Costs, error)     { return iterator.Costs{}, nil }

type has struct{ iterator.Null }

// Contains says yes.
func (*has) Contains(context.Context, refs.Ref) bool { return true }
