package cayley

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// A walker makes random queries, each as a path in Go and as text of Gizmo.
type walker struct {
	r     *rand.Rand
	quads []quad.Quad
	tags  int
	with  traits // of the query that is being made
}

// traits are what a query has that makes a part of its answer a choice.
type traits struct {
	unique    bool // which row of a node
	optional  bool // it saves what is optional
	irregular bool // it cannot be gone backward
	compares  bool // numbers or dates
}

type asked struct {
	path *path.Path
	text string
}

// then goes on from a, with the text of the step that made p of its path.
func (a asked) then(p *path.Path, step string, args ...any) asked {
	return asked{p, a.text + fmt.Sprintf(step, args...)}
}

// node is a value of the graph, or rarely one that nobody speaks of.
func (w *walker) node() quad.Value {
	if w.r.IntN(12) == 0 {
		return quad.IRI("u:nobody")
	}
	v := w.quads[w.r.IntN(len(w.quads))].Get(quad.Directions[w.r.IntN(4)])
	if v == nil {
		return quad.IRI("u:n0")
	}
	return v
}

func (w *walker) nodes() []quad.Value {
	vs := make([]quad.Value, 1+w.r.IntN(3))
	for i := range vs {
		vs[i] = w.node()
	}
	return vs
}

func (w *walker) tag() string {
	w.tags++
	return fmt.Sprintf("t%d", w.tags)
}

func (w *walker) start() asked {
	if w.r.IntN(3) == 0 {
		return asked{path.StartMorphism(), "g.V()"}
	}
	vs := w.nodes()
	return asked{path.StartMorphism(vs...), "g.V(" + list(vs) + ")"}
}

// query makes a whole query of some steps.
func (w *walker) query(steps, depth int) asked {
	a := w.start()
	for range steps {
		a = w.step(a, depth)
	}
	return a
}

func (w *walker) sub(depth int) asked {
	before := w.with.irregular
	a := w.query(w.r.IntN(3), depth-1)
	w.with.irregular = before
	return a
}

// via is what out, in and both go by.
func (w *walker) via(depth int) ([]any, string) {
	switch n := w.r.IntN(6); {
	case n == 0:
		return nil, "null"
	case n == 1 && depth > 0:
		a := w.sub(depth)
		return []any{a.path}, a.text
	case n == 2:
		ps := []quad.Value{randomPredicate(w.r), randomPredicate(w.r)}
		return []any{ps[0], ps[1]}, "[" + list(ps) + "]"
	}
	p := randomPredicate(w.r)
	return []any{p}, literal(p)
}

func (w *walker) step(a asked, depth int) asked {
	p := a.path.Clone()
	switch n := w.r.IntN(24); n {
	case 0, 1, 2, 3, 4:
		return w.along(a, n, depth)
	case 5, 6:
		t := w.tag()
		return a.then(p.Tag(t), ".tag(%q)", t)
	case 7, 8, 9:
		return w.has(a)
	case 10, 11:
		return w.save(a)
	case 12, 13:
		return w.labelContext(a, depth)
	case 14:
		w.with.unique = true
		return a.then(p.Unique(), ".unique()")
	case 15:
		vs := w.nodes()
		return a.then(p.Is(vs...), ".is(%s)", list(vs))
	case 16, 17, 18:
		return w.beside(a, n-16, depth)
	case 19:
		fs, text := w.filter()
		return a.then(p.Filters(fs), ".filter(%s)", text)
	case 20:
		return w.back(a)
	case 21:
		return w.quadsOwn(a)
	case 22:
		in, t := w.r.IntN(2) == 0, w.tag()
		return a.then(p.SavePredicates(in, t), ".%s(%q)", map[bool]string{true: "saveInPredicates", false: "saveOutPredicates"}[in], t)
	}
	m := randomPredicate(w.r)
	return a.then(p.Follow(path.StartMorphism().Out(m).In(m)), ".follow(g.M().out(%s).in(%[1]s))", literal(m))
}

// along goes out, in or both.
func (w *walker) along(a asked, how, depth int) asked {
	p := a.path.Clone()
	via, text := w.via(depth)
	var tags []string
	if w.r.IntN(3) == 0 {
		tags = []string{w.tag()}
		text += fmt.Sprintf(", %q", tags[0])
	}
	switch how {
	case 0, 1:
		return a.then(p.OutWithTags(tags, via...), ".out(%s)", text)
	case 2, 3:
		return a.then(p.InWithTags(tags, via...), ".in(%s)", text)
	}
	return a.then(p.BothWithTags(tags, via...), ".both(%s)", text)
}

// beside puts another query beside this one.
func (w *walker) beside(a asked, how, depth int) asked {
	if depth == 0 {
		return a
	}
	p, sub := a.path.Clone(), w.sub(depth)
	switch how {
	case 0:
		if sub.text == "g.V()" {
			return a // Cayley makes nothing of everything and everything
		}
		return a.then(p.And(sub.path), ".and(%s)", sub.text)
	case 1:
		return a.then(p.Or(sub.path), ".or(%s)", sub.text)
	}
	return a.then(p.Except(sub.path), ".except(%s)", sub.text)
}

// quadsOwn goes to what stands in the quads of a node.
func (w *walker) quadsOwn(a asked) asked {
	w.with.irregular, w.with.unique = true, true
	p := a.path.Clone()
	switch w.r.IntN(3) {
	case 0:
		return a.then(p.Labels(), ".labels()")
	case 1:
		return a.then(p.InPredicates(), ".inPredicates()")
	}
	return a.then(p.OutPredicates(), ".outPredicates()")
}

func (w *walker) has(a asked) asked {
	p, via := a.path.Clone(), randomPredicate(w.r)
	if w.r.IntN(3) == 0 {
		f, text := w.filter()
		return a.then(p.HasFilter(via, false, f), ".has(%s, %s)", literal(via), text)
	}
	var vs []quad.Value
	text := literal(via)
	if w.r.IntN(3) > 0 {
		vs = w.nodes()
		text += ", " + list(vs)
	}
	if w.r.IntN(2) == 0 {
		return a.then(p.Has(via, vs...), ".has(%s)", text)
	}
	return a.then(p.HasReverse(via, vs...), ".hasR(%s)", text)
}

func (w *walker) save(a asked) asked {
	p, via, t := a.path.Clone(), randomPredicate(w.r), w.tag()
	how := w.r.IntN(4)
	if how > 1 && w.with.optional {
		how -= 2 // Cayley may lose the other
	}
	w.with.optional = w.with.optional || how > 1
	np := [](func(any, string) *path.Path){p.Save, p.SaveReverse, p.SaveOptional, p.SaveOptionalReverse}[how](via, t)
	return a.then(np, ".%s(%s, %q)", []string{"save", "saveR", "saveOpt", "saveOptR"}[how], literal(via), t)
}

// labelContext is about the next steps; where it tags, about one step only: who
// says two things at once is a question of order.
func (w *walker) labelContext(a asked, depth int) asked {
	labels := []any{randomLabel(w.r, true), randomLabel(w.r, true)}
	text := "[" + list([]quad.Value{labels[0].(quad.Value), labels[1].(quad.Value)}) + "]"
	if depth > 0 && w.r.IntN(3) == 0 {
		sub := w.sub(depth)
		labels, text = []any{sub.path}, sub.text
	}
	p := a.path.Clone()
	if w.r.IntN(2) == 0 {
		return a.then(p.LabelContext(labels...), ".labelContext(%s)", text)
	}
	t, via := w.tag(), randomPredicate(w.r)
	return a.then(p.LabelContextWithTags([]string{t}, labels...).Out(via).LabelContext(),
		".labelContext(%s, %q).out(%s).labelContext(null)", text, t, literal(via))
}

func (w *walker) back(a asked) asked {
	if w.with.irregular {
		return a // Cayley cannot go back there, and ends the process
	}
	for t := w.tags; t > 0; t-- {
		if tag := fmt.Sprintf("t%d", t); slices.Contains(regexp.MustCompile(`\.tag\("(t\d+)"\)`).FindAllString(a.text, -1), fmt.Sprintf(".tag(%q)", tag)) {
			return a.then(a.path.Clone().Back(tag), ".back(%q)", tag)
		}
	}
	return a
}

func (w *walker) filter() (shape.ValueFilter, string) {
	switch w.r.IntN(5) {
	case 0:
		re := []string{"^a?$", "9", "u:n[1-4]", "[а-я]"}[w.r.IntN(4)]
		if w.r.IntN(2) == 0 {
			return shape.Regexp{Re: regexp.MustCompile(re), Refs: true}, fmt.Sprintf("regex(%q, true)", re)
		}
		return shape.Regexp{Re: regexp.MustCompile(re)}, fmt.Sprintf("regex(%q)", re)
	case 1:
		like := []string{"%", "19%", "u:?1", "%1%"}[w.r.IntN(4)]
		return shape.Wildcard{Pattern: like}, fmt.Sprintf("like(%q)", like)
	}
	op := iterator.Operator(w.r.IntN(4))
	v := []quad.Value{
		quad.Int(1), quad.Int(2), quad.Float(1.5), quad.String("a"), quad.IRI("u:n4"), quad.BNode("b1"),
		quad.TypedString{Value: "1936-03", Type: edtfType}, quad.TypedString{Value: "1936-01-01", Type: xsd + "date"},
		quad.TypedString{Value: "1.0", Type: xsd + "decimal"}, quad.LangString{Value: "a", Lang: "en"},
		quad.TypedString{Value: "a", Type: "u:type"},
	}[w.r.IntN(11)]
	if _, ok := numberOf(v); ok {
		w.with.compares = true
	}
	if _, ok := dayOf(v); ok {
		w.with.compares = true
	}
	name := map[iterator.Operator]string{iterator.CompareLT: "lt", iterator.CompareLTE: "lte", iterator.CompareGT: "gt", iterator.CompareGTE: "gte"}[op]
	return shape.Comparison{Op: op, Val: v}, fmt.Sprintf("%s(%s)", name, literal(v))
}
