package data_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/data"
	"annals.example/graph/snapshot"
	"annals.example/internal/dataset"
)

var update = flag.Bool("update", false, "compile the dataset anew")

// TestSnapshotIsCurrent compiles the files and wants the bytes that are embedded.
func TestSnapshotIsCurrent(t *testing.T) {
	read, err := dataset.ReadDir(t.Context(), data.SovietMongolian(), "soviet-mongolian")
	if err != nil {
		t.Fatal(err)
	}
	now, err := snapshot.Bytes(t.Context(), func(yield func(quad.Quad) bool) {
		for _, s := range read.Statements {
			if !yield(s.Quad) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("soviet-mongolian.annals", now, 0o600); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(now, data.SovietMongolianSnapshot()) {
		t.Error("soviet-mongolian.annals is not what the files say: annals build data/soviet-mongolian")
	}
}
