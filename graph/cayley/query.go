package cayley

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
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
