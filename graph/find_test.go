package graph

import (
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func named(t *testing.T, names map[string]string) *Dataset {
	t.Helper()
	var quads []quad.Quad
	for id, name := range names {
		quads = append(quads, quad.Quad{Subject: quad.IRI("u:" + id), Predicate: wordName, Object: quad.String(name), Label: quad.IRI("u:s")})
	}
	d, err := OpenQuads(quads, "names")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestANameFitsAtTheBestLevel(t *testing.T) {
	d := named(t, map[string]string{
		"ohta":    "Ohta (Japanese ambassador in Moscow)",
		"togo":    "Tōgō Shigenori",
		"genden":  "Пэлжидийн Гэндэн",
		"moscow":  "Moscow",
		"moscow2": "Moscow conference",
		"stay":    "Гэндэний айлчлал",
		"peace1":  "Peace of Nicias",
		"peace2":  "Peace of Antalcidas",
	})
	for words, want := range map[string]string{
		"Ohta":             "u:ohta",
		"TOGO SHIGENORI":   "u:togo",
		"shigenori togo":   "u:togo",
		"пэлжидиин гэндэн": "u:genden", // й and и differ by a diacritic alone
		"moscow":           "u:moscow", // exact before prefix
		"moscow conf":      "u:moscow2",
		"гэндэн":           "u:genden", // the last word of a name, before what begins with it
	} {
		e, err := d.Resolve(words)
		if err != nil || e.ID != quad.IRI(want) {
			t.Errorf("%q: got %v, %v, want %s", words, e.ID, err, want)
		}
	}
	var several *AmbiguousError
	if _, err := d.Resolve("Peace"); !errors.As(err, &several) || len(several.IDs) != 2 {
		t.Errorf("Peace: got %v, want two", err)
	}
	var unknown *UnknownError
	if _, err := d.Resolve("Moskow"); !errors.As(err, &unknown) || !cmp.Equal(unknown.Near, []string{"u:moscow"}) {
		t.Errorf("Moskow: got %v, near %v", err, unknown.Near)
	}
	if _, err := d.Resolve("?!"); !errors.As(err, &unknown) {
		t.Errorf("signs alone: got %v", err)
	}
}
