package lint

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A tree is the source of a module, parsed.
type tree struct {
	root     fs.FS
	fset     *token.FileSet
	module   string
	requires []string // the modules that go.mod names
	packages []*pkg   // by path
}

// A pkg is the Go files of one folder.
type pkg struct {
	path  string // from the root, "graph/edtf"
	files []*file
}

// A file is read whatever its build constraints, so that a rule holds on every
// system.
type file struct {
	*ast.File
	name string // from the root
	test bool   // only tests see it
}

// read parses every package below root.
func read(t *testing.T, root fs.FS) *tree {
	t.Helper()
	tr := &tree{root: root, fset: token.NewFileSet()}
	mod, err := fs.ReadFile(root, "go.mod")
	if err != nil {
		t.Fatal(err)
	}
	tr.readModule(string(mod))
	found := map[string]*pkg{}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if !holdsPackages(name) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(tr.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if found[dir] == nil {
			found[dir] = &pkg{path: dir}
			tr.packages = append(tr.packages, found[dir])
		}
		found[dir].files = append(found[dir].files, &file{parsed, name, isTest(name)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(tr.packages, func(a, b *pkg) int { return cmp.Compare(a.path, b.path) })
	return tr
}

// isTest says whether only tests see a file: besides the go command's own, the
// files of packages that are named like net/http/httptest.
func isTest(name string) bool {
	return strings.HasSuffix(name, "_test.go") || strings.HasSuffix(path.Dir(name), "test")
}

// holdsPackages says whether the go command, too, looks for packages there.
func holdsPackages(dir string) bool {
	base := path.Base(dir)
	switch base {
	case ".":
		return true
	case "bin", "node_modules", "testdata":
		return false
	}
	return base[0] != '.' && base[0] != '_'
}

func (tr *tree) readModule(mod string) {
	inRequire := false
	for line := range strings.Lines(mod) {
		words := strings.Fields(line)
		switch {
		case len(words) < 2:
			inRequire = inRequire && len(words) == 0
		case words[0] == "module":
			tr.module = words[1]
		case words[0] == "require" && words[1] == "(":
			inRequire = true
		case words[0] == "require":
			tr.requires = append(tr.requires, words[1])
		case inRequire:
			tr.requires = append(tr.requires, words[0])
		}
	}
}

// finding says what is wrong, and where.
func (tr *tree) finding(at token.Pos, format string, args ...any) string {
	position := tr.fset.Position(at)
	return fmt.Sprintf("%s:%d: %s", position.Filename, position.Line, fmt.Sprintf(format, args...))
}

// own gives the package of this module that an import path names.
func (tr *tree) own(importPath string) (pkgPath string, ok bool) {
	if importPath == tr.module {
		return ".", true
	}
	return strings.CutPrefix(importPath, tr.module+"/")
}

func importPath(spec *ast.ImportSpec) string {
	text, _ := strconv.Unquote(spec.Path.Value) // the parser took it
	return text
}

// within says whether a package is the other or lies below it.
func within(pkgPath, other string) bool {
	return pkgPath == other || strings.HasPrefix(pkgPath, other+"/")
}
