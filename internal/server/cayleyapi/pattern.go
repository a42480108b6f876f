package cayleyapi

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/rdfio/nquads"
)

// A pattern is which quads are asked for: in each direction one of some values, or
// anything where there are none.
type pattern struct{ sub, pred, obj, label []quad.Value }

// mostValues bounds what one direction costs.
const mostValues = 1000

func patternOf(form url.Values) (p pattern, err error) {
	for _, direction := range []struct {
		name string
		to   *[]quad.Value
	}{{"sub", &p.sub}, {"pred", &p.pred}, {"obj", &p.obj}, {"label", &p.label}} {
		text := form.Get(direction.name)
		if text == "" {
			continue
		}
		all := split(text)
		if len(all) > mostValues {
			return p, refused(http.StatusBadRequest, "%s has %d values: ask for %d at a time", direction.name, len(all), mostValues)
		}
		for _, one := range all {
			v := quad.StringToValue(one)
			if v == nil {
				return p, refused(http.StatusBadRequest, "%s has an empty value between commas", direction.name)
			}
			if literal, ok := literal(one); ok {
				v = literal
			}
			if !slices.Contains(*direction.to, v) {
				*direction.to = append(*direction.to, v)
			}
		}
	}
	return p, nil
}

// split cuts a list at its commas, but not within <an address> and "a text", where
// Cayley cuts too.
func split(list string) []string {
	var all []string
	from := 0
	var within byte // what ends what it stands in
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case within == '"' && c == '\\':
			i++
		case within != 0:
			if c == within {
				within = 0
			}
		case c == '<':
			within = '>'
		case c == '"' && i == from:
			within = '"'
		case c == ',':
			all = append(all, list[from:i])
			from = i + 1
		}
	}
	return append(all, list[from:])
}

// literal reads a literal as N-Quads has it, which Cayley does not: it takes escapes as
// they are, and a text in quotes with them.
func literal(text string) (quad.Value, bool) {
	if !strings.HasPrefix(text, `"`) || strings.ContainsAny(text, "\r\n") {
		return nil, false
	}
	s, err := nquads.NewReader(strings.NewReader("_:s <p:p> "+text+" .\n"), "", nquads.Options{Triples: true}).Read()
	return s.Quad.Object, err == nil
}

// quads gives what agrees with the pattern: each quad once. It goes through the
// values of one direction and looks at the others where they are several.
func (p pattern) quads(ctx context.Context, d *graph.Dataset) iter.Seq2[quad.Quad, error] {
	only := func(values []quad.Value) quad.Value {
		if len(values) == 1 {
			return values[0]
		}
		return nil
	}
	bound := quad.Quad{Subject: only(p.sub), Predicate: only(p.pred), Object: only(p.obj), Label: only(p.label)}
	step, through := &bound.Subject, []quad.Value{bound.Subject}
	for _, several := range []struct {
		values []quad.Value
		at     *quad.Value
	}{{p.sub, &bound.Subject}, {p.obj, &bound.Object}, {p.label, &bound.Label}, {p.pred, &bound.Predicate}} {
		if len(several.values) > 1 {
			step, through = several.at, several.values
			break
		}
	}
	agrees := p.agrees()
	return func(yield func(quad.Quad, error) bool) {
		for _, *step = range through {
			for q, err := range d.Quads(ctx, bound) {
				if (err != nil || agrees(q)) && !yield(q, err) || err != nil {
					return
				}
			}
		}
	}
}

// agrees tells of a quad whether it has one of several values wherever they are several.
func (p pattern) agrees() func(quad.Quad) bool {
	type several struct {
		of   quad.Direction
		some map[quad.Value]bool
	}
	var all []several
	for of, values := range map[quad.Direction][]quad.Value{quad.Subject: p.sub, quad.Predicate: p.pred, quad.Object: p.obj, quad.Label: p.label} {
		if len(values) > 1 {
			some := make(map[quad.Value]bool, len(values))
			for _, v := range values {
				some[v] = true
			}
			all = append(all, several{of, some})
		}
	}
	return func(q quad.Quad) bool {
		for _, s := range all {
			if !s.some[q.Get(s.of)] {
				return false
			}
		}
		return true
	}
}
