package dataset_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/nquads"
)

func linesFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// subjects reads a file in parts of about so many bytes, and gives the subjects.
func subjects(t *testing.T, path string, size int64) (all []string, err error) {
	t.Helper()
	lines, err := dataset.OpenLines(path, size)
	if lines == nil || err != nil {
		t.Fatalf("%s is no file of lines: %v", path, err)
	}
	defer lines.Close()
	for part := range lines.Parts() {
		err := lines.ReadPart(t.Context(), part, func(statements [][4]nquads.Term) error {
			for _, terms := range statements {
				all = append(all, string(terms[0].Text))
				for _, term := range terms {
					if !term.Valid() {
						return dataset.ErrMistake
					}
				}
			}
			return nil
		})
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// TestPartsAreTheWholeFile cuts a file of chapters wherever it can be cut.
func TestPartsAreTheWholeFile(t *testing.T) {
	var text, want strings.Builder
	for i, end := range []string{"\n", "\r\n", "\n\n", "\r", "\n# a remark\n", "\r\r\n", "\n", ""} {
		fmt.Fprintf(&text, "<urn:%s:%d> <urn:p> \"o\" .%s", strings.Repeat("x", i*i), i, end)
		fmt.Fprintf(&want, "urn:%s:%d ", strings.Repeat("x", i*i), i)
	}
	path := linesFile(t, "chapters.nq", text.String())
	for size := int64(1); size < int64(text.Len())+2; size++ {
		got, err := subjects(t, path, size)
		if strings.Join(got, " ")+" " != want.String() || err != nil {
			t.Errorf("in parts of %d bytes, it gives %q: %v", size, got, err)
		}
	}
	if got, err := subjects(t, linesFile(t, "empty.nq", ""), 10); len(got) > 0 || err != nil {
		t.Errorf("an empty file gives %q: %v", got, err)
	}
}

func TestMistakesInParts(t *testing.T) {
	good := "<urn:s> <urn:p> <urn:o> .\n"
	for _, bad := range []string{
		"<urn:s> <urn:p> <urn:o>", "<urn:s> <urn:p> <urn:o o> .", "<urn:s> <urn:p> \"\xFF\" .", "<urn:s> <urn:p> \"o\"^^<t> .", "<s> <urn:p> <urn:o> .",
	} {
		if _, err := subjects(t, linesFile(t, "bad.nq", good+good+bad+"\n"+good), 30); !errors.Is(err, dataset.ErrMistake) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := subjects(t, linesFile(t, "quads.nt", "<urn:s> <urn:p> <urn:o> <urn:g> .\n"), 30); !errors.Is(err, dataset.ErrMistake) {
		t.Errorf("four terms in N-Triples: %v", err)
	}
}

// TestAFileCutShort wants to hear of a file that loses its end while it is read.
func TestAFileCutShort(t *testing.T) {
	path := linesFile(t, "short.nq", strings.Repeat("<urn:s> <urn:p> <urn:o> .\n", 100))
	lines, err := dataset.OpenLines(path, 1000)
	if err != nil {
		t.Fatal(err)
	}
	defer lines.Close()
	if err := os.Truncate(path, 30); err != nil {
		t.Fatal(err)
	}
	err = lines.ReadPart(t.Context(), 1, func([][4]nquads.Term) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "became shorter") {
		t.Errorf("it is read as if it were whole: %v", err)
	}
}

func TestWhatIsNoFileOfLines(t *testing.T) {
	for _, path := range []string{t.TempDir(), linesFile(t, "x.nq.gz", ""), linesFile(t, "x.yamlld", ""), linesFile(t, "x", "")} {
		if lines, err := dataset.OpenLines(path, 10); lines != nil || err != nil {
			t.Errorf("%s: %v, %v", path, lines, err)
		}
	}
	if _, err := dataset.OpenLines(filepath.Join(t.TempDir(), "none.nq"), 10); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
