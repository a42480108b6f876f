package graph

import (
	"context"
	"errors"
	"testing"
)

// TestAnAnswerEndsWithItsTime: making the table of a long answer takes as long as
// finding it.
func TestAnAnswerEndsWithItsTime(t *testing.T) {
	d := named(t, map[string]string{"ohta": "Ohta"})
	q, err := QuestionNamed("who-signed")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	records := []record{{fields: map[string][]value{}}}
	if answer, err := d.table(ctx, q, records, sortKeys(q)); err != nil || len(answer.Rows) != 1 {
		t.Errorf("in time: %v, %v", answer, err)
	}
	cancel()
	if _, err := d.table(ctx, q, records, sortKeys(q)); !errors.Is(err, context.Canceled) {
		t.Errorf("too late: %v", err)
	}
}
