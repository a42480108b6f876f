package snapshot

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestDiffAgainstSets(t *testing.T) {
	base := distinct(randomQuads(1200, 41))
	for _, c := range []struct{ a, b []quad.Quad }{
		{base, base},
		{base, nil},
		{nil, base},
		{base[:900], base[300:]},
		{base, append(distinct(randomQuads(900, 42)), base[:500]...)},
	} {
		a, b := mustOpen(t, c.a), mustOpen(t, c.b)
		var got [2][]quad.Quad
		labels := []quad.Value{}
		for change, err := range Diff(t.Context(), a, b) {
			if err != nil {
				t.Fatal(err)
			}
			side := 0
			if change.Added {
				side = 1
			}
			got[side] = append(got[side], change.Quad)
			if n := len(labels); n == 0 || labels[n-1] != change.Quad.Label {
				labels = append(labels, change.Quad.Label)
			}
		}
		holdSame(t, "removed", got[0], without(c.a, c.b))
		holdSame(t, "added", got[1], without(c.b, c.a))
		for i, l := range labels {
			if slices.Contains(labels[:i], l) {
				t.Errorf("the changes of %v do not stand together", l)
			}
		}
	}
}

func without(quads, others []quad.Quad) []quad.Quad {
	in := map[quad.Quad]bool{}
	for _, q := range others {
		in[q] = true
	}
	return slices.DeleteFunc(distinct(quads), func(q quad.Quad) bool { return in[q] })
}

func holdSame(t *testing.T, about string, got, want []quad.Quad) {
	t.Helper()
	if len(got) != len(want) || len(without(got, want)) > 0 || len(without(want, got)) > 0 {
		t.Errorf("%s: %d quads, want %d", about, len(got), len(want))
	}
}

func TestDiffEnds(t *testing.T) {
	a, b := mustOpen(t, randomQuads(500, 43)), mustOpen(t, randomQuads(500, 44))
	for range Diff(t.Context(), a, b) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	last := func(ctx context.Context) (err error) {
		for _, err = range Diff(ctx, a, b) {
		}
		return err
	}
	if err := last(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := last(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Errorf("what could not be compared is still held: %v", err)
	}
	if a.Retain() {
		t.Error("what could not be compared is still held")
	}
}
