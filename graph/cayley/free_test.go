package cayley

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// literals are values of every kind that JSON may lose something of.
func literals(t *testing.T) *Store {
	t.Helper()
	typed := func(text, datatype string) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(xsd + datatype)}
	}
	var quads []quad.Quad
	for property, v := range map[string]quad.Value{
		"iri": quad.IRI("u:x"), "blank": quad.BNode("b"), "text": quad.String("<u:x>"),
		"lang": quad.LangString{Value: "été", Lang: "fr"}, "five": typed("5", "integer"),
		"padded": typed("01", "integer"), "huge": typed("9223372036854775807", "integer"),
		"true": typed("true", "boolean"), "ratio": typed("1.50", "double"),
		"day": typed("1936-03-12", "date"), "moment": typed("1936-03-12T10:00:00+08:00", "dateTime"),
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("u:s"), Predicate: quad.IRI("u:" + property), Object: v, Label: quad.IRI("u:g")})
	}
	return storeOf(t, quads)
}

// In JSON-LD, what Cayley writes stays as it writes it, and what it would change stays
// as it is in the data.
func TestJSONLDKeepsLiterals(t *testing.T) {
	s := literals(t)
	for property, want := range map[string]string{
		"iri":    `{"id":{"@id":"u:x"}}`,
		"blank":  `{"id":{"@id":"_:b"}}`,
		"text":   `{"id":"\u003cu:x\u003e"}`,
		"lang":   `{"id":{"@language":"fr","@value":"été"}}`,
		"five":   `{"id":5}`,
		"true":   `{"id":true}`,
		"day":    `{"id":{"@type":"http://www.w3.org/2001/XMLSchema#date","@value":"1936-03-12"}}`,
		"moment": `{"id":{"@type":"http://www.w3.org/2001/XMLSchema#dateTime","@value":"1936-03-12T10:00:00+08:00"}}`,
		"padded": `{"id":{"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"01"}}`,
		"huge":   `{"id":{"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"9223372036854775807"}}`,
		"ratio":  `{"id":{"@type":"http://www.w3.org/2001/XMLSchema#double","@value":"1.50"}}`,
	} {
		text := `g.V("<u:s>").out("<u:` + property + `>").all()`
		if got := answers(t, s, FreeQuery{Language: "gizmo", Text: text, Collation: JSONLD}); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %s, want %s", property, got, want)
		}
		theirs := inSession(t, gizmo.NewSession(s.qs), text, query.JSONLD)
		changed := slices.Contains([]string{"padded", "huge", "ratio", "moment"}, property)
		if changed == slices.Equal(theirs, []string{want}) {
			t.Errorf("%s: Cayley itself gives %s", property, theirs)
		}
	}
}

// A script sees what Cayley's JSON-LD collation shows it, and gives it on.
func TestScriptsSeeJSONLD(t *testing.T) {
	s := literals(t)
	for _, text := range []string{
		`g.V("<u:s>").out("<u:lang>").toArray().forEach(function (v) { g.emit(v) })`,
		`g.emit(g.V("<u:s>").out("<u:iri>").toValue())`,
		`g.emit(g.V("<u:s>").tag("a").out("<u:day>").tagArray())`,
		`g.V("<u:s>").tag("a").out("<u:blank>").forEach(function (d) { g.emit(d) }); g.V("<u:s>").all(); 1`,
	} {
		got := answers(t, s, FreeQuery{Language: "gizmo", Text: text, Collation: JSONLD})
		want := inSession(t, gizmo.NewSession(s.qs), text, query.JSONLD)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: got %s, Cayley %s", text, got, want)
		}
		if !strings.Contains(strings.Join(got, ""), `"@`) {
			t.Errorf("%s: no JSON-LD in %s", text, got)
		}
	}
}

func TestOnlyGizmoHasJSONLD(t *testing.T) {
	for _, q := range []FreeQuery{
		{Language: "mql", Text: "[{}]", Collation: JSONLD}, {Language: "graphql", Text: "{a{id}}", Collation: JSONLD},
		{Language: "gizmo", Text: "g.V().all()", Collation: "xml"},
	} {
		for _, err := range literals(t).Query(t.Context(), q) {
			if err == nil {
				t.Errorf("%v was answered", q)
			}
		}
	}
}

// The default limit is Cayley's: of one path, and not of a text that says a number.
func TestDefaultLimitIsPassedOver(t *testing.T) {
	s := literals(t)
	for text, want := range map[string]int{
		`g.V("<u:s>").out().all()`:                             3,
		`g.V("<u:s>").out().all(); g.V("<u:s>").out().all()`:   6,
		`g.V("<u:s>").out().getLimit(7)`:                       7,
		`g.V("<u:s>").out().getLimit(-1)`:                      11,
		`for (var i = 0; i < 9; i++) g.emit(i)`:                3,
		`g.V("<u:s>").out().toArray().forEach(g.emit); "done"`: 3,
	} {
		if got := len(answers(t, s, FreeQuery{Language: "gizmo", Text: text, Default: 3})); got != want {
			t.Errorf("%s: %d rows, want %d", text, got, want)
		}
		if got := len(answers(t, s, FreeQuery{Language: "gizmo", Text: text, Default: 3, Limit: 2})); got != 2 {
			t.Errorf("%s with a limit: %d rows, want 2", text, got)
		}
	}
}
