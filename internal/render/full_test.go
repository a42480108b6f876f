package render

import (
	"errors"
	"fmt"
	"testing"

	"annals.example/graph"
)

// full is a writer that has had enough.
type full struct{ after, got int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.got += len(p); f.got > f.after {
		return 0, errFull
	}
	return len(p), nil
}

// TestALongAnswerEndsWhereNobodyTakesIt: what a server writes for others comes in parts,
// so that it can say enough.
func TestALongAnswerEndsWhereNobodyTakesIt(t *testing.T) {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "thing", Kind: "entity"}}}
	for i := range 50_000 {
		answer.Rows = append(answer.Rows, []graph.Cell{entity(fmt.Sprint(i), "A thing with a label")})
	}
	for _, format := range []Format{JSON, CSV} {
		const most = 200 << 10
		w := &full{after: most}
		if err := Answer(w, answer, Options{Format: format}); !errors.Is(err, errFull) || w.got > 2*most {
			t.Errorf("%s: %v after %d bytes", format, err, w.got)
		}
	}
}
