package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// many is more than one part of claims, with the same triple by two sources where two
// parts meet.
func many() string {
	var b strings.Builder
	for i := range 16*partRows + 100 {
		fmt.Fprintf(&b, "<http://e.org/%06d> <http://e.org/p> \"v\" <http://e.org/a> .\n", i/2)
		fmt.Fprintf(&b, "<http://e.org/%06d> <http://e.org/p> \"v\" <http://e.org/b> .\n", i/2)
	}
	return b.String()
}

func TestExportGivesEveryClaimOnceAndInOrder(t *testing.T) {
	text := many()
	d := open(t, text)
	var quads, triples bytes.Buffer
	if err := errors.Join(d.Export(t.Context(), &quads, "nquads", ""), d.Export(t.Context(), &triples, "ntriples", "")); err != nil {
		t.Fatal(err)
	}
	var want []string
	for i, line := range strings.SplitAfter(text, "\n") {
		if i%4 < 2 { // each stands twice in the text
			want = append(want, line)
		}
	}
	if quads.String() != strings.Join(want, "") {
		t.Error("the claims are others, or in another order")
	}
	if got, want := strings.Count(triples.String(), "\n"), 8*partRows+50; got != want {
		t.Errorf("%d triples, want %d: each once, whoever says so", got, want)
	}
	if diff := cmp.Diff("<http://e.org/000000> <http://e.org/p> \"v\" .", strings.SplitN(triples.String(), "\n", 2)[0]); diff != "" {
		t.Error(diff)
	}
}

// full takes a few bytes and no more.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestExportEndsWhereItsWriterDoes(t *testing.T) {
	d := open(t, many())
	if err := d.Export(t.Context(), &full{1 << 18}, "nquads", ""); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Export(ctx, &bytes.Buffer{}, "nquads", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
