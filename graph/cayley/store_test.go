package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"
)

func small(t *testing.T) *Store {
	t.Helper()
	number := func(text string) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: xsdInteger}
	}
	return storeOf(t, []quad.Quad{
		{Subject: quad.IRI("u:hastings"), Predicate: quad.IRI("u:year"), Object: number("1066"), Label: quad.IRI("u:chronicle")},
		{Subject: quad.IRI("u:hastings"), Predicate: quad.IRI("u:dead"), Object: number("06000"), Label: quad.IRI("u:chronicle")},
		{Subject: quad.IRI("u:bouvines"), Predicate: quad.IRI("u:year"), Object: number("1214"), Label: quad.IRI("u:annals")},
	})
}

func TestPatternGivesQuadsAsWritten(t *testing.T) {
	s := small(t)
	var got []string
	for q, err := range s.Quads(t.Context(), quad.Quad{Subject: quad.IRI("u:hastings")}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(q.Object.(quad.TypedString).Value))
	}
	slices.Sort(got)
	if want := []string{"06000", "1066"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for q := range s.Quads(t.Context(), quad.Quad{Label: quad.IRI("u:nobody")}) {
		t.Errorf("a source that says nothing says %v", q)
	}
}

func TestArgumentsAreDataAndNumbersCompare(t *testing.T) {
	var events []quad.Value
	for row, err := range small(t).Run(t.Context(), map[string]any{"after": 1100, "evil": `"); g.emit(1); ("`},
		`function year() { return g.IRI("u:year") }`,
		`g.V().tag("event").out(year()).filter(gt(args.after)).tag("year").all()`) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, row.Get("event"))
	}
	if len(events) != 1 || events[0] != quad.IRI("u:bouvines") {
		t.Errorf("got %v, want Bouvines alone", events)
	}
}

func TestEndlessQueryEndsAtItsDeadline(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for _, err := range small(t).Query(ctx, FreeQuery{Language: "gizmo", Text: "while(true){}"}) {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the deadline", err)
		}
		return
	}
	t.Error("it ended without an error")
}

func TestMistakesInAQueryHaveAPlace(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		line       int
	}{
		{"gizmo", "g.V(\n  ).all(", 2},
		{"gizmo", "g.V().nothing()", 0},
		{"graphql", "{ nodes(", 0},
		{"mql", "[{", 0},
		{"sparql", "select", 0},
	} {
		var got error
		for _, err := range small(t).Query(t.Context(), FreeQuery{Language: c.lang, Text: c.text}) {
			got = err
		}
		var wrong *QueryError
		if !errors.As(got, &wrong) || wrong.Line != c.line {
			t.Errorf("%s %q: got %v (%T), want a mistake in line %d", c.lang, c.text, got, got, c.line)
		}
	}
}

func TestLimitHoldsWhateverTheProgramDoes(t *testing.T) {
	for _, text := range []string{
		`g.V().all()`, `g.V().getLimit(-1); g.V().all()`, `for (var i = 0; i < 9; i++) g.emit(i)`,
	} {
		n := 0
		for range small(t).Query(t.Context(), FreeQuery{Language: "gizmo", Text: text, Limit: 2}) {
			n++
		}
		if n != 2 {
			t.Errorf("%s: %d rows, want 2", text, n)
		}
	}
}

// TestRowsAreAsCayleyGivesThem wants the same JSON as Cayley's own session gives.
func TestRowsAreAsCayleyGivesThem(t *testing.T) {
	s := small(t)
	for _, text := range []string{
		`g.V().all()`, `g.V("<u:hastings>").tag("a").out(["<u:year>", "<u:dead>"], "p").tag("b").all()`,
		`g.V().count()`, `g.emit({a: [1, "x"]}); "end"`, `g.emit(g.V("<u:nobody>").toArray())`,
	} {
		ours := answers(t, s, FreeQuery{Language: "gizmo", Text: text})
		theirs := inSession(t, gizmo.NewSession(s.qs), text, query.JSON)
		if len(theirs) == 0 || !slices.Equal(theirs, ours) {
			t.Errorf("%s\ngot  %q\nwant %q", text, ours, theirs)
		}
	}
}

// TestGraphQLAndMQL wants what memstore answers.
func TestGraphQLAndMQL(t *testing.T) {
	s, oracle := storeOf(t, statements(battles)), memstoreOf(statements(battles))
	for _, c := range []struct {
		text         string
		ours, theirs query.Session
	}{
		{`{ nodes(id: <bouvines>) { id, year: <year>, place: <place> } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`{ nodes(<year>: 1214) { id, <place> { id } } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`{ nodes(id: <bouvines>) { * } }`, graphql.NewSession(s.qs), graphql.NewSession(oracle)},
		{`[{"id": "<bouvines>", "<year>": null, "<place>": null}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
		{`[{"id": null, "<year>": 1066}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
		{`[{"id": "<flanders>", "!<place>": [{"id": null, "<year>": null}]}]`, mql.NewSession(s.qs), mql.NewSession(oracle)},
	} {
		ours, theirs := inSession(t, c.ours, c.text, query.JSON), inSession(t, c.theirs, c.text, query.JSON)
		if len(theirs) == 0 || !slices.Equal(ours, theirs) {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, ours, theirs)
		}
	}
}

// answers are the rows of a query as JSON, in any order.
func answers(t *testing.T, s *Store, q FreeQuery) []string {
	t.Helper()
	var rows []string
	for row, err := range s.Query(t.Context(), q) {
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		rows = append(rows, inJSON(t, row))
	}
	slices.Sort(rows)
	return rows
}

// inSession are the rows that a session of Cayley's gives, as its own server does.
func inSession(t *testing.T, session query.Session, text string, c query.Collation) []string {
	t.Helper()
	it, err := session.Execute(t.Context(), text, query.Options{Collation: c})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer it.Close()
	var rows []string
	for it.Next(t.Context()) {
		rows = append(rows, inJSON(t, it.Result()))
	}
	if err := it.Err(); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	slices.Sort(rows)
	return rows
}

func inJSON(t *testing.T, row any) string {
	t.Helper()
	b, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
