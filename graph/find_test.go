package graph

import (
	"errors"
	"strings"
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

// TestWhatIsSoughtMayBeLong: names come from outside. What takes time with the square
// of their length would not end here.
func TestWhatIsSoughtMayBeLong(t *testing.T) {
	d := named(t, map[string]string{"ohta": "Ohta (ambassador)", "conference": "Moscow conference (first)", "open": "Never (closed"})
	var unknown *UnknownError
	for _, long := range []string{"()", "(", ") (", "a ", "ohta "} {
		if _, err := d.Resolve("x" + strings.Repeat(long, 1<<20)); !errors.As(err, &unknown) || len(unknown.Near) > 0 {
			t.Errorf("%q, a million times: %.80v, near %q", long, err, unknown.Near)
		}
	}
	for words, want := range map[string]string{
		strings.Repeat("ohta ", 1<<18):      "u:ohta", // each word counts once
		"conference moscow":                 "u:conference",
		"Moscow (second) conference (third": "u:conference",
		"never":                             "u:open",
	} {
		if e, err := d.Resolve(words); err != nil || e.ID != quad.IRI(want) {
			t.Errorf("%.40q: got %v, %.80v, want %s", words, e.ID, err, want)
		}
	}
}
