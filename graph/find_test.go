package graph

import (
	"errors"
	"slices"
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

// TestTheEndOfAnIDIsEnough: nobody types agreement/ who sees 1936-protocol.
func TestTheEndOfAnIDIsEnough(t *testing.T) {
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for written, want := range map[string][]string{
		"1936-protocol":         {"agreement/1936-protocol"}, // its articles have 1936 and protocol in their names
		" 1936-protocol ":       {"agreement/1936-protocol"},
		"bold-limited-war":      {"source/bold-limited-war"},
		"frus-1936-4-83":        {"source/frus-1936-4-83"},
		"japan":                 {"state/japan"},              // before the office of foreign minister of Japan
		"khalkhin-gol":          {"place/khalkhin-gol-river"}, // the whole name of a thing comes before
		"mongolian-note-1925":   {"event/mongolian-note-1925", "source/mongolian-note-1925"},
		"1936-protocol-article": {"agreement/1936-protocol-article-1", "agreement/1936-protocol-article-2", "agreement/1936-protocol-article-3"},
	} {
		if got := meant(t, d, written); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", written, got, want)
		}
	}
	if e, err := d.Resolve(t.Context(), "mongolian-note-1925", "Event"); err != nil || d.ID(e.ID) != "event/mongolian-note-1925" {
		t.Errorf("the only event: got %v, %v", e, err)
	}
	if found, err := d.Find(t.Context(), "1936-protocol"); err != nil || len(found) < 2 || d.ID(found[0].ID) != "agreement/1936-protocol" {
		t.Errorf("find: got %v", found)
	}
}

// meant gives the ids of what is meant, several where it could be each of them.
func meant(t *testing.T, d *Dataset, written string) []string {
	t.Helper()
	e, err := d.Resolve(t.Context(), written)
	var several *AmbiguousError
	if errors.As(err, &several) {
		return several.IDs
	}
	return []string{d.ID(e.ID)}
}

// TestTheEndOfAnAddress: of others, what follows the last slash or # is as good.
func TestTheEndOfAnAddress(t *testing.T) {
	d := named(t, map[string]string{"//w.example/Q42": "Douglas Adams", "//w.example/onto#Q5": "human", "//w.example/q42": "another", "//w.example/": "home"})
	for written, want := range map[string]string{"Q42": "u://w.example/Q42", "q42": "u://w.example/q42", "Q5": "u://w.example/onto#Q5", "home": "u://w.example/"} {
		if got := meant(t, d, written); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q, want %s", written, got, want)
		}
	}
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
		e, err := d.Resolve(t.Context(), words)
		if err != nil || e.ID != quad.IRI(want) {
			t.Errorf("%q: got %v, %v, want %s", words, e.ID, err, want)
		}
	}
	var several *AmbiguousError
	if _, err := d.Resolve(t.Context(), "Peace"); !errors.As(err, &several) || len(several.IDs) != 2 {
		t.Errorf("Peace: got %v, want two", err)
	}
	var unknown *UnknownError
	if _, err := d.Resolve(t.Context(), "Moskow"); !errors.As(err, &unknown) || !cmp.Equal(unknown.Near, []string{"u:moscow"}) {
		t.Errorf("Moskow: got %v, near %v", err, unknown.Near)
	}
	if _, err := d.Resolve(t.Context(), "?!"); !errors.As(err, &unknown) {
		t.Errorf("signs alone: got %v", err)
	}
}

// TestWhatIsSoughtMayBeLong: names come from outside. What takes time with the square
// of their length would not end here.
func TestWhatIsSoughtMayBeLong(t *testing.T) {
	d := named(t, map[string]string{"ohta": "Ohta (ambassador)", "conference": "Moscow conference (first)", "open": "Never (closed"})
	var unknown *UnknownError
	for _, long := range []string{"()", "(", ") (", "a ", "ohta "} {
		if _, err := d.Resolve(t.Context(), "x"+strings.Repeat(long, 1<<20)); !errors.As(err, &unknown) || len(unknown.Near) > 0 {
			t.Errorf("%q, a million times: %.80v, near %q", long, err, unknown.Near)
		}
	}
	for words, want := range map[string]string{
		strings.Repeat("ohta ", 1<<18):      "u:ohta", // each word counts once
		"conference moscow":                 "u:conference",
		"Moscow (second) conference (third": "u:conference",
		"never":                             "u:open",
	} {
		if e, err := d.Resolve(t.Context(), words); err != nil || e.ID != quad.IRI(want) {
			t.Errorf("%.40q: got %v, %.80v, want %s", words, e.ID, err, want)
		}
	}
}
