package data_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// The dataset is held against the material that it was made from: 120 entities and
// 439 claims with their sources, as text. What no source makes (class U) is left out,
// and class E are the editors' own statements.
type material struct {
	Entities []struct {
		ID     string
		Label  string
		Claims []struct {
			ID      string   `json:"cid"`
			Class   string   `json:"conf"`
			Sources []string `json:"src"`
			Note    string   `json:"note"`
		}
	}
}

func read(t *testing.T) material {
	t.Helper()
	suites := os.Getenv("ANNALS_SUITES")
	if suites == "" {
		suites = filepath.Join("..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(suites, "dataset", "claims.json"))
	if err != nil {
		t.Skip("the material of the dataset not found: set ANNALS_SUITES to where it lies")
	}
	var m material
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("soviet-mongolian", "material", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if i > 0 { // the first names the columns
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

func open(t *testing.T) *graph.Dataset {
	t.Helper()
	d, err := graph.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestEveryEntityOfTheMaterialIsHere(t *testing.T) {
	m, d := read(t), open(t)
	ours := map[string][]string{}
	for _, row := range rows(t, "entities.tsv") {
		ours[row[0]] = strings.Fields(row[1])
	}
	for _, e := range m.Entities {
		if len(ours[e.ID]) == 0 {
			t.Errorf("%s (%s) is not in entities.tsv", e.ID, e.Label)
		}
		for _, id := range ours[e.ID] {
			if _, err := d.Resolve(t.Context(), id); err != nil {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
	}
}

func TestEveryClaimOfTheMaterialIsCarried(t *testing.T) {
	m, d := read(t), open(t)
	carried := map[[2]string]int{} // by claim and key: quads, and reasons why there is none
	byClaim := map[string]int{}
	class := map[string]string{}
	for _, row := range rows(t, "claims.tsv") {
		claim, key := row[0], row[2]
		class[claim] = row[1]
		carried[[2]string{claim, key}]++
		if row[3] != "" {
			byClaim[claim]++
			if !stated(d, row[3], row[4], row[5]) {
				t.Errorf("claims.tsv: %s, %s: %s says nothing of %s, %s", claim, key, row[3], row[4], row[5])
			}
		}
	}
	for _, e := range m.Entities {
		for _, c := range e.Claims {
			switch {
			case c.Class == "U" && byClaim[c.ID] > 0:
				t.Errorf("%s has no citable source and must be left out", c.ID)
			case c.Class == "U" || c.Class == "E":
			case class[c.ID] != c.Class:
				t.Errorf("%s is of class %s, and claims.tsv says %q", c.ID, c.Class, class[c.ID])
			case byClaim[c.ID] == 0:
				t.Errorf("no quad carries %s", c.ID)
			default:
				for _, key := range c.Sources {
					if carried[[2]string{c.ID, key}] == 0 {
						t.Errorf("%s: nothing of it by %s, and no reason", c.ID, key)
					}
				}
			}
		}
	}
}

// stated tells whether a passage says anything of a subject by a property.
func stated(d *graph.Dataset, passage, subject, property string) bool {
	for range d.Claims(context.Background(), graph.Claim{Subject: quad.IRI(d.Base() + subject),
		Property: quad.IRI(graph.VocabularyIRI + property), Source: quad.IRI(d.Base() + passage)}) {
		return true
	}
	return false
}

// TestEveryQuadHasAReason goes the other way: what a source says in the dataset is a
// claim of the material, the seed's own text, or was read in the source itself
// ("extra" in claims.tsv, with what led there).
func TestEveryQuadHasAReason(t *testing.T) {
	d := open(t)
	known := map[string]bool{}
	for _, row := range rows(t, "claims.tsv") {
		known[strings.Join(row[3:6], " ")] = true
	}
	for c, err := range d.Claims(t.Context(), graph.Claim{}) {
		if err != nil {
			t.Fatal(err)
		}
		passage := d.ID(c.Source)
		if passage == "source/catalogue" {
			continue
		}
		property := strings.TrimPrefix(d.ID(c.Property), graph.VocabularyIRI)
		if !known[passage+" "+d.ID(c.Subject)+" "+property] {
			t.Errorf("nothing tells why %s says of %s: %s", passage, d.ID(c.Subject), property)
		}
	}
}

func TestEverySourceOfTheMaterialSpeaks(t *testing.T) {
	m, d := read(t), open(t)
	ours := map[string][]string{}
	for _, row := range rows(t, "keys.tsv") {
		ours[row[0]] = strings.Fields(row[1])
	}
	sources, err := d.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	speaks := map[string]bool{}
	for _, s := range sources {
		speaks[d.ID(s.ID)] = s.Claims > 0
	}
	for _, e := range m.Entities {
		for _, c := range e.Claims {
			if c.Class == "U" || c.Class == "E" {
				continue
			}
			for _, key := range c.Sources {
				if !slices.ContainsFunc(ours[key], func(id string) bool { return speaks[id] }) {
					t.Errorf("%s: its source %s says nothing here (%v)", c.ID, key, ours[key])
				}
			}
		}
	}
}
