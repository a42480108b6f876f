package graph

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/data"
)

// The register is a file of the catalogue, as the editors write it.
const register = `"@context": context.yaml
id: source/catalogue
says:
  - id: agreement/1936-pact
    withdrawn: 2026-03-01
    replacedBy: agreement/1936-protocol
    reason: The same agreement under two ids.
  - id: person/genden-and-amar
    withdrawn: 2026-02
    replacedBy: [person/genden, person/amar]
  - {id: figure/khalkhin-gol-rumour, withdrawn: 2026-03-02}
`

func TestWithdrawnIDs(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, data.SovietMongolian()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "catalogue", "withdrawn.yaml"), []byte(register), 0o600); err != nil {
		t.Fatal(err)
	}
	source := "\"@context\": context.yaml\nid: source/amateur\ntype: Source\nkind: tertiary\nsays:\n  - {id: person/genden, withdrawn: 2026}\n"
	if err := os.WriteFile(filepath.Join(dir, "sources", "amateur.yaml"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	iri := func(id string) quad.Value { return quad.IRI(d.Base() + id) }
	for id, want := range map[string]Withdrawal{
		"agreement/1936-pact":        {"2026-03-01", []quad.Value{iri("agreement/1936-protocol")}, "The same agreement under two ids."},
		"person/genden-and-amar":     {"2026-02", []quad.Value{iri("person/amar"), iri("person/genden")}, ""},
		"figure/khalkhin-gol-rumour": {"2026-03-02", nil, ""},
	} {
		got, withdrawn := d.Withdrawn(iri(id))
		if diff := cmp.Diff(want, got); diff != "" || !withdrawn {
			t.Errorf("%s: withdrawn %v (-want +got):\n%s", id, withdrawn, diff)
		}
	}
	for _, id := range []string{"agreement/1936-protocol", "person/genden", "person/nobody"} { // a source cannot withdraw
		if _, withdrawn := d.Withdrawn(iri(id)); withdrawn {
			t.Errorf("%s is withdrawn", id)
		}
	}
	if _, withdrawn := embedded(t).Withdrawn(iri("person/genden")); withdrawn {
		t.Error("Genden is withdrawn")
	}
	things, err := d.List(t.Context(), "figure")
	if err != nil {
		t.Fatal(err)
	}
	for _, thing := range things {
		if thing.ID == "figure/khalkhin-gol-rumour" {
			t.Error("what is withdrawn is listed")
		}
	}
}
