package lint

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"
)

// keepsVariables finds package variables that change: by assignment, by what is
// written into them, by a method that takes their address, or because their
// type is there to change. Variables that tests declare are the tests' own.
//
// What escapes it: a map or slice that is first copied into a local variable,
// and the methods of a value behind a pointer (a regexp has such, too).
func keepsVariables(tr *tree) (findings []string) {
	for _, p := range tr.packages {
		for _, files := range p.byName() {
			c := newChanges(tr, p, files)
			for _, f := range files {
				c.declared(f)
				ast.Inspect(f.File, c.look)
			}
			findings = append(findings, c.findings...)
		}
	}
	return findings
}

// byName parts the files of package x from those of x_test.
func (p *pkg) byName() [][]*file {
	var groups [][]*file
	for _, f := range p.files {
		i := slices.IndexFunc(groups, func(g []*file) bool { return g[0].Name.Name == f.Name.Name })
		if i < 0 {
			groups = append(groups, []*file{f})
		} else {
			groups[i] = append(groups[i], f)
		}
	}
	return groups
}

// changes looks through one package for what changes variables. Only names are
// resolved, and the types that the package itself declares: to load those of
// others would need their sources.
type changes struct {
	tr       *tree
	info     *types.Info
	scope    *types.Scope
	findings []string
}

func newChanges(tr *tree, p *pkg, files []*file) *changes {
	c := &changes{tr: tr, info: &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	syntax := make([]*ast.File, len(files))
	for i, f := range files {
		syntax[i] = f.File
	}
	config := types.Config{Importer: unread{tr}, Error: func(error) {}, FakeImportC: true}
	checked, _ := config.Check(p.path, tr.fset, syntax, c.info) // errors: all that is imported is empty
	c.scope = checked.Scope()
	return c
}

// unread imports packages as names only.
type unread struct{ tr *tree }

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

func (u unread) Import(importPath string) (*types.Package, error) {
	name := path.Base(importPath)
	if majorVersion.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	if own, ok := u.tr.own(importPath); ok {
		for _, p := range u.tr.packages {
			if p.path == own {
				name = p.name()
			}
		}
	}
	empty := types.NewPackage(importPath, strings.TrimPrefix(name, "go-"))
	empty.MarkComplete()
	return empty, nil
}

func (c *changes) report(at token.Pos, format string, args ...any) {
	c.findings = append(c.findings, c.tr.finding(at, format, args...))
}

// look is called for every node of a file.
func (c *changes) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			for _, left := range n.Lhs {
				c.changed(left, "is assigned to")
			}
		}
	case *ast.IncDecStmt:
		c.changed(n.X, "is counted up or down")
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			c.changed(n.Key, "is assigned to")
			c.changed(n.Value, "is assigned to")
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			c.changed(n.X, "has its address taken")
		}
	case *ast.CallExpr:
		c.call(n)
	}
	return true
}

// writers are the functions that write into their first argument.
var writers = []string{
	"clear", "copy", "delete",
	"maps.Copy", "maps.DeleteFunc", "maps.Insert",
	"slices.Reverse", "slices.Sort", "slices.SortFunc", "slices.SortStableFunc",
	"sort.Float64s", "sort.Ints", "sort.Slice", "sort.SliceStable", "sort.Strings",
}

func (c *changes) call(n *ast.CallExpr) {
	if len(n.Args) > 0 && slices.Contains(writers, types.ExprString(n.Fun)) {
		c.changed(n.Args[0], "is written into by "+types.ExprString(n.Fun))
	}
	selector, ok := n.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	method := c.info.Selections[selector]
	if method == nil || method.Kind() != types.MethodVal || isPointer(method.Recv()) {
		return
	}
	receiver := method.Obj().(*types.Func).Signature().Recv()
	if isPointer(receiver.Type()) {
		c.changed(selector.X, "is given by its address to "+selector.Sel.Name)
	}
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// changed reports a change of what an expression reaches into, where that is a
// package variable.
func (c *changes) changed(e ast.Expr, how string) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		c.changed(e.X, how)
	case *ast.IndexExpr:
		c.changed(e.X, how)
	case *ast.SliceExpr:
		c.changed(e.X, how)
	case *ast.StarExpr:
		c.changed(e.X, how)
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			if _, of := c.info.Uses[x].(*types.PkgName); of {
				c.report(e.Pos(), "%s of another package %s", types.ExprString(e), how)
				return
			}
		}
		c.changed(e.X, how)
	case *ast.Ident:
		v, ok := c.info.Uses[e].(*types.Var)
		if ok && v.Parent() == c.scope && !isTest(c.tr.fset.Position(v.Pos()).Filename) {
			c.report(e.Pos(), "package variable %s %s: give it to what needs it", e.Name, how)
		}
	}
}

// changing are the types of variables that are there to change. What
// sync.OnceValue gives is not: it is the same whenever it is asked for.
var changing = regexp.MustCompile(`^(sync\.(Cond|Map|Mutex|Once|OnceFunc|Pool|RWMutex|WaitGroup)|sync/atomic\..*)$`)

// declared reports the package variables of a file whose type is changing.
func (c *changes) declared(f *file) {
	if f.test {
		return
	}
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			ast.Inspect(g, c.lookAtType)
		}
	}
}

func (c *changes) lookAtType(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit, *ast.FuncType, *ast.InterfaceType:
		return false
	case *ast.ChanType:
		c.report(n.Pos(), "a channel as package variable: give it to what needs it")
	case *ast.SelectorExpr:
		x, _ := n.X.(*ast.Ident)
		if of, ok := c.info.Uses[x].(*types.PkgName); ok && changing.MatchString(of.Imported().Path()+"."+n.Sel.Name) {
			c.report(n.Pos(), "%s as package variable: give it to what needs it", types.ExprString(n))
		}
	}
	return true
}
