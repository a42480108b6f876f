package questions

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
)

// Paths asks a store of Cayley by paths built in Go.
type Paths struct{ qs graph.QuadStore }

// OnPaths prepares to ask a store.
func OnPaths(qs graph.QuadStore) Paths { return Paths{qs} }

// Ask answers a question.
func (e Paths) Ask(ctx context.Context, id ID, p events.Parameters) (Answer, error) {
	from := path.StartPath(e.qs, p.Entity)
	switch id {
	case Statements:
		anything := path.StartPath(e.qs)
		return e.rows(ctx, from.LabelContextWithTags([]string{"source"}, anything).
			OutWithTags([]string{"predicate"}, anything).Tag("object"), "predicate", "object", "source")
	case Signed:
		return e.rows(ctx, from.Out(events.Signature).Save(events.Signer, "signer").
			Save(events.OnBehalfOf, "state").Save(events.Date, "date"), "signer", "state", "date")
	case Cosignatories:
		return e.values(ctx, from.In(events.Signer).Out(events.Instrument).In(events.Instrument).
			Out(events.Signer).Unique().Except(from))
	case TookPart:
		return e.values(ctx, from.In(events.Actor).In(events.Participation).
			HasFilter(events.Begin, false, during(p)...).Unique())
	case InYear:
		return e.values(ctx, path.StartPath(e.qs).HasFilter(events.Begin, false, during(p)...).Unique().Limit(Limit))
	case Claims:
		return e.count(ctx, path.StartPath(e.qs).LabelContext(p.Entity).Out())
	case Neighbourhood:
		links := anyLink()
		return e.count(ctx, from.Both(links...).Unique().Both(links...).Unique().Both(links...).Unique())
	}
	return Answer{}, fmt.Errorf("no question %v", id)
}

func anyLink() (links []any) {
	for _, p := range events.Links() {
		links = append(links, p)
	}
	return links
}

func during(p events.Parameters) []shape.ValueFilter {
	return []shape.ValueFilter{
		shape.Comparison{Op: iterator.CompareGTE, Val: p.From},
		shape.Comparison{Op: iterator.CompareLT, Val: p.To},
	}
}

func (e Paths) rows(ctx context.Context, p *path.Path, columns ...string) (a Answer, err error) {
	err = p.Iterate(ctx).Paths(true).TagEach(func(tags map[string]graph.Ref) error {
		row, err := named(e.qs, tags, columns)
		a.Rows = append(a.Rows, row)
		return err
	})
	return a, err
}

// named gives the values of the tags that are the columns of a row.
func named(qs graph.QuadStore, tags map[string]graph.Ref, columns []string) (row Row, err error) {
	for i, column := range columns {
		if row[i], err = qs.NameOf(tags[column]); err != nil {
			return row, err
		}
	}
	return row, nil
}

func (e Paths) values(ctx context.Context, p *path.Path) (a Answer, err error) {
	err = p.Iterate(ctx).Paths(false).EachValue(e.qs, func(v quad.Value) error {
		a.Rows = append(a.Rows, Row{v})
		return nil
	})
	return a, err
}

func (e Paths) count(ctx context.Context, p *path.Path) (Answer, error) {
	n, err := p.Iterate(ctx).Paths(true).Count()
	return Answer{Count: int(n)}, err
}
