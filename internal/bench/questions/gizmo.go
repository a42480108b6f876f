package questions

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
)

// Gizmo asks a store of Cayley by the text of programs, each in a session of its
// own: a session does not outlive its first answer.
type Gizmo struct {
	qs    graph.QuadStore
	ready *gizmo.Session
}

// OnGizmo prepares to ask a store.
func OnGizmo(qs graph.QuadStore) *Gizmo { return &Gizmo{qs: qs} }

// warming has Gizmo look at the types of its paths for the first time in a session. It
// asks about nothing that there is.
const warming = `g.V("urn:nothing").tag("a").out("urn:nothing").all(); null`

// Warm makes the session for the next question, as a server may while nobody waits:
// package cayley does the same after each question.
func (e *Gizmo) Warm(ctx context.Context) error {
	session := gizmo.NewSession(e.qs)
	it, err := session.Execute(ctx, warming, query.Options{Collation: query.Raw})
	if err != nil {
		return err
	}
	for it.Next(ctx) {
	}
	e.ready = session // Close would end it
	return it.Err()
}

// Program gives the text of a question and the tags that are the columns of its
// answer: none where it is a count.
func Program(id ID, p events.Parameters) (text string, columns []string) {
	entity := fmt.Sprintf("g.V(%q)", quad.StringOf(p.Entity))
	switch id {
	case Statements:
		return entity + `.labelContext(g.V(), "source").out(g.V(), "predicate").tag("object").all()`,
			[]string{"predicate", "object", "source"}
	case Signed:
		return fmt.Sprintf(`%s.out(%q).save(%q, "signer").save(%q, "state").save(%q, "date").all()`, entity,
			events.Signature.String(), events.Signer.String(), events.OnBehalfOf.String(), events.Date.String()), []string{"signer", "state", "date"}
	case Cosignatories:
		signer, instrument := events.Signer.String(), events.Instrument.String()
		return fmt.Sprintf("%s.in(%q).out(%q).in(%q).out(%q).unique().except(%s).all()",
			entity, signer, instrument, instrument, signer, entity), []string{"id"}
	case TookPart:
		return fmt.Sprintf("%s.in(%q).in(%q)%s.unique().all()",
			entity, events.Actor.String(), events.Participation.String(), begun(p)), []string{"id"}
	case InYear:
		return fmt.Sprintf("g.V()%s.unique().getLimit(%d)", begun(p), Limit), []string{"id"}
	case Claims:
		return fmt.Sprintf("g.V().labelContext(%q).out().count()", p.Entity.String()), nil
	case Neighbourhood:
		step := fmt.Sprintf(".both([%s]).unique()", quotedLinks())
		return entity + strings.Repeat(step, 3) + ".count()", nil
	}
	return "", nil
}

func begun(p events.Parameters) string {
	return fmt.Sprintf(".has(%q, gte(%s), lt(%s))", events.Begin.String(), literal(p.From), literal(p.To))
}

func literal(v quad.Value) string {
	t, _ := v.(quad.TypedString)
	return fmt.Sprintf("typed(%q, %q)", string(t.Value), string(t.Type))
}

func quotedLinks() string {
	var quoted []string
	for _, p := range events.Links() {
		quoted = append(quoted, fmt.Sprintf("%q", p.String()))
	}
	return strings.Join(quoted, ", ")
}

// Ask answers a question.
func (e *Gizmo) Ask(ctx context.Context, id ID, p events.Parameters) (a Answer, err error) {
	session := e.ready
	if e.ready = nil; session == nil {
		session = gizmo.NewSession(e.qs)
	}
	text, columns := Program(id, p)
	it, err := session.Execute(ctx, text, query.Options{Collation: query.Raw})
	if err != nil {
		return a, err
	}
	defer it.Close()
	for it.Next(ctx) {
		result, ok := it.Result().(*gizmo.Result)
		switch {
		case !ok:
			return a, fmt.Errorf("%v: %T is no result of Gizmo", id, it.Result())
		case result.Meta:
			// What the program ended in: the count, or null after rows.
			if n, ok := result.Val.(int64); ok && columns == nil {
				a.Count = int(n)
			}
		default:
			row, err := named(e.qs, result.Tags, columns)
			if err != nil {
				return a, err
			}
			a.Rows = append(a.Rows, row)
		}
	}
	return a, it.Err()
}
