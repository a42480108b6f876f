package graph

import (
	"bytes"
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
)

// Another base is the same as an export with that base, read again.
func TestRebased(t *testing.T) {
	const base = "https://museum.example/mongolia/"
	d := embedded(t)
	moved, err := d.Rebased(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	defer moved.Close()
	if moved.Base() != base {
		t.Errorf("its base is %s", moved.Base())
	}
	var want, got bytes.Buffer
	if err := d.Export(t.Context(), &want, "nquads", base); err != nil {
		t.Fatal(err)
	}
	if err := moved.Export(t.Context(), &got, "nquads", ""); err != nil {
		t.Fatal(err)
	}
	if again, err := OpenReader(t.Context(), &want, "export"); err != nil || again.Edition() != moved.Edition() {
		t.Errorf("rebased it is %s, exported with that base %s (%v)", moved.Edition(), again.Edition(), err)
	}
	if bytes.Contains(got.Bytes(), []byte("<"+d.Base())) {
		t.Error("the old base is still there")
	}
	if e, err := moved.Resolve(t.Context(), "agreement/1936-protocol"); err != nil || e.ID != quad.IRI(base+"agreement/1936-protocol") {
		t.Errorf("the protocol is %v, %v", e, err)
	}
}

func TestRebasedRefuses(t *testing.T) {
	for _, base := range []string{"", "museum", "https://museum.example/mongolia", "ftp://museum.example/", "https://museum.example/?a=/", "https:///"} {
		var wrong *BaseError
		if _, err := embedded(t).Rebased(t.Context(), base); !errors.As(err, &wrong) {
			t.Errorf("%q: %v, want a BaseError", base, err)
		}
	}
}
