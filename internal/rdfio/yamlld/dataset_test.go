package yamlld_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"annals.example/internal/rdfio/yamlld"
	"annals.example/internal/rdfio/yamlld/yamlldtest"
)

// options are those that the dataset of this project is read with.
func options() yamlld.Options {
	return yamlld.Options{
		Catalogue: "source/catalogue",
		Classes: []yamlld.Class{
			{Prefix: "signature/", Class: "Signature"}, {Prefix: "participation/", Class: "Participation"},
			{Prefix: "tenure/", Class: "Tenure"}, {Prefix: "figure/", Class: "Figure"}, {Prefix: "remark/", Class: "Remark"},
		},
	}
}

// suites finds the folder of test suites, or skips the test aloud.
func suites(t testing.TB, name string) string {
	t.Helper()
	for _, dir := range []string{os.Getenv("ANNALS_SUITES"), "../../../../shared"} {
		if _, err := os.Stat(filepath.Join(dir, name)); dir != "" && err == nil {
			return filepath.Join(dir, name)
		}
	}
	t.Skipf("%s not found: set ANNALS_SUITES", name)
	return ""
}

// design gives the files of the format's design: a dataset of 11 files.
func design(t testing.TB) (fs.FS, []string) {
	t.Helper()
	fsys := os.DirFS(suites(t, "design/format"))
	top, _ := fs.Glob(fsys, "*.yaml")
	sources, _ := fs.Glob(fsys, "sources/*.yaml")
	return fsys, append(top, sources...)
}

func TestSameQuadsAsJSONLDProcessor(t *testing.T) {
	fsys, names := design(t)
	n := yamlldtest.Compare(t, fsys, names, options())
	t.Logf("%d quads are the same in json-gold's ToRDF", n)
	if n < 940 {
		t.Errorf("only %d quads; the format's design counted 940 before classes were minted", n)
	}
}

func TestEveryStatementHasItsPlace(t *testing.T) {
	fsys, names := design(t)
	n := yamlldtest.Places(t, fsys, names, options())
	t.Logf("%d places are right", n)
	if n == 0 {
		t.Error("no statements")
	}
}
