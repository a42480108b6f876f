package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"
)

// Languages are the query languages that Query knows.
func Languages() []string { return []string{"gizmo", "graphql", "mql"} }

// A QueryError says that the text of a query is wrong, and where in it; Line
// and Column count from 1 and are 0 where Cayley does not tell.
type QueryError struct {
	Line, Column int
	Msg          string
}

func (e *QueryError) Error() string {
	if e.Line == 0 {
		return e.Msg
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
}

// A Row is what a Gizmo program tags, by tag.
type Row map[string]quad.Value

// endTag is the tag that Gizmo gives, by itself, to where a path ends.
const endTag = "id"

// Run runs programs of ours one after the other in one Gizmo session, so that
// the later see what the earlier define, and gives the rows of all of them. The
// first sees vars as the global `args`: data, never spliced into a text.
//
// The programs must be trusted: Gizmo runs them in a goroutine without recover.
func (s *Store) Run(ctx context.Context, vars map[string]any, programs ...string) ([]Row, error) {
	args, err := json.Marshal(vars)
	if err != nil {
		return nil, fmt.Errorf("arguments of a question: %w", err)
	}
	release, err := s.retain()
	if err != nil {
		return nil, err
	}
	session := s.sessions.take()
	defer s.sessions.renew()
	var open []*program // a session ends with its first Close
	defer func() { finish(open, release) }()
	var rows []Row
	known := map[graph.Ref]quad.Value{} // a property and a passage stand in many rows
	for _, text := range append([]string{"var args = " + string(args)}, programs...) {
		it, err := session.Execute(ctx, text, query.Options{Collation: query.Raw})
		if err != nil {
			return nil, queryError(err)
		}
		p := &program{Iterator: it, aside: true}
		open = append(open, p)
		for p.Next(ctx) {
			if r, ok := p.Result().(*gizmo.Result); ok && r.Tags != nil {
				row, err := s.row(r, known)
				if err != nil {
					return nil, err
				}
				rows = append(rows, row)
			}
		}
		if err := p.Err(); err != nil {
			return nil, queryError(err)
		}
	}
	return rows, errors.Join(ctx.Err(), s.qs.snap.Err())
}

func (s *Store) row(r *gizmo.Result, known map[graph.Ref]quad.Value) (Row, error) {
	row := make(Row, len(r.Tags))
	for tag, ref := range r.Tags {
		if tag == endTag {
			continue
		}
		v, ok := known[ref]
		if !ok {
			name, err := s.qs.NameOf(ref)
			if err != nil {
				return nil, err
			}
			v = exact(name) // as it was written
			known[ref] = v
		}
		row[tag] = v
	}
	return row, nil
}

func (s *Store) session(lang string) (query.Session, error) {
	sessions := map[string]func() query.Session{
		"gizmo":   func() query.Session { return s.sessions.take() },
		"graphql": func() query.Session { return graphql.NewSession(s.qs) },
		"mql":     func() query.Session { return mql.NewSession(s.qs) },
	}
	if f := sessions[lang]; f != nil {
		return f(), nil
	}
	return nil, &QueryError{Msg: fmt.Sprintf("no query language %q: it is one of %s",
		lang, strings.Join(slices.Sorted(maps.Keys(sessions)), ", "))}
}

// inLine finds the place that the JavaScript parser writes into its message.
var inLine = regexp.MustCompile(`^(?:SyntaxError: )?(?:SyntaxError: )?\(anonymous\): Line (\d+):(\d+) (.*)`)

func queryError(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	msg := err.Error()
	if m := inLine.FindStringSubmatch(msg); m != nil {
		line, _ := strconv.Atoi(m[1])
		column, _ := strconv.Atoi(m[2])
		return &QueryError{Line: line, Column: column, Msg: m[3]}
	}
	return &QueryError{Msg: msg}
}
