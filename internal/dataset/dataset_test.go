package dataset

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const line = "<http://e.org/a> <http://e.org/b> \"c\"@en <http://e.org/s> .\n"

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileIsReadByItsEnding(t *testing.T) {
	triple := strings.Replace(line, " <http://e.org/s>", "", 1)
	for name, content := range map[string][]byte{
		"a.nq": []byte(line), "a.nq.gz": zipped(t, line), "A.NQ": []byte(line),
		"a.nt": []byte(triple), "a.nt.gz": zipped(t, triple),
		"a.yamlld": []byte("\"@id\": http://e.org/a\nhttp://e.org/b: {\"@value\": c, \"@language\": en}\n"),
	} {
		d, err := ReadPath(t.Context(), write(t, name, content))
		if err != nil || len(d.Mistakes) > 0 || len(d.Statements) != 1 {
			t.Errorf("%s: got %+v, %v, want one statement", name, d, err)
		}
	}
}

func TestWhatIsNotReadIsSaid(t *testing.T) {
	var format *FormatError
	if _, err := ReadPath(t.Context(), write(t, "a.doc", []byte(line))); !errors.As(err, &format) {
		t.Errorf("a .doc: got %v", err)
	}
	if _, err := ReadPath(t.Context(), write(t, "a.nq.gz", []byte(line))); !errors.Is(err, gzip.ErrHeader) {
		t.Errorf("not gzip: got %v", err)
	}
	if _, err := ReadPath(t.Context(), "absent.nq"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent: got %v", err)
	}
	if _, err := ReadDir(t.Context(), fstest.MapFS{"notes.txt": {}}, "empty"); err == nil {
		t.Error("a directory without YAML-LD was read")
	}
}

func TestEveryBadLineIsGathered(t *testing.T) {
	d, err := ReadNQuads(t.Context(), strings.NewReader("bad\n"+line+"worse\n"), "standard input")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Statements) != 1 || len(d.Mistakes) != 2 || d.Mistakes[1].At.Line != 3 {
		t.Errorf("got %d statements and %v", len(d.Statements), d.Mistakes)
	}
	d, err = ReadNQuads(t.Context(), strings.NewReader(strings.Repeat("bad\n", 5000)), "x")
	if err != nil || len(d.Mistakes) != mostMistakes {
		t.Errorf("got %d mistakes, %v; want %d, then the end", len(d.Mistakes), err, mostMistakes)
	}
}
