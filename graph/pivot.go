package graph

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"annals.example/graph/cayley"
	"annals.example/queries"
)

// pivotKeys are the keys of a question's records.
func pivotKeys(steps []queries.Step) []string {
	for _, s := range steps {
		if s.Name == "pivot" {
			return s.Args
		}
	}
	return nil
}

// gather makes the records of a question from the rows that its program gives: the steps
// that come before all others, said and pivot, take them as they are.
func (a *asked) gather(ctx context.Context, rows iter.Seq2[cayley.Row, error]) ([]record, error) {
	if first := a.question.Steps[0]; first.Name == "said" {
		rows = a.said(ctx, rows, first.Args[0])
	}
	keys := pivotKeys(a.question.Steps)
	var records []record
	p := pivot{keys: keys, at: map[pivoted]int{}, columns: map[quad.Value]string{}}
	for row, err := range rows {
		switch {
		case err != nil:
			return nil, err
		case a.ended():
			return nil, ctx.Err()
		case len(keys) == 0:
			records = append(records, asRecord(row))
		default:
			p.take(row)
		}
	}
	for r := range while(a, p.made) {
		r.dated()
	}
	return append(records, p.made...), ctx.Err()
}

// A pivot makes one record of all that a passage says of one thing: what was one
// statement a row, with property and value, has a field for each property.
type pivot struct {
	keys    []string
	made    []record
	at      map[pivoted]int       // in made
	columns map[quad.Value]string // of properties
}

func (p *pivot) take(row cayley.Row) {
	id := pivotedBy(row, p.keys)
	i, ok := p.at[id]
	if !ok {
		i, p.at[id] = len(p.made), len(p.made)
		p.made = append(p.made, record{passage: id.passage, fields: &fields{}})
	}
	for _, t := range row {
		switch {
		case t.Value == nil || t.Tag == tagPassage || t.Tag == tagValue:
		case t.Tag == tagProperty:
			p.made[i].add(p.column(t.Value), value{Value: row.Get(tagValue)})
		default:
			p.made[i].add(t.Tag, value{Value: t.Value})
		}
	}
}

// column is what the column of a property is called.
func (p *pivot) column(property quad.Value) string {
	name, ok := p.columns[property]
	if !ok {
		name = columnName(word(property))
		p.columns[property] = name
	}
	return name
}

// pivoted is what the rows have in common that become one record. No question has
// more keys, and one that had would fail in its first story.
type pivoted struct {
	keys    [2]quad.Value
	passage quad.Value
}

func pivotedBy(row cayley.Row, keys []string) pivoted {
	p := pivoted{passage: row.Get(tagPassage)}
	for i, key := range keys {
		p.keys[i] = row.Get(key)
	}
	return p
}
