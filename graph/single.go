package graph

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// single keeps the statements that one independent witness alone makes: nobody
// else says the same, or gives a date that agrees with it.
func single(a *asked, records []record, _ []string) []record {
	s := a.believable()
	type about struct{ subject, property quad.Value }
	said := map[about][]statement{}
	records = slices.DeleteFunc(records, func(r record) bool { return s.editors[SourceOf(r.passage)] })
	for _, r := range records {
		key := about{r.get("subject"), r.get(tagProperty)}
		said[key] = append(said[key], statement{key.property, r.get(tagValue), r.passage})
	}
	var made []record
	for _, r := range records {
		own := s.witnessOf(SourceOf(r.passage))
		supported := slices.ContainsFunc(said[about{r.get("subject"), r.get(tagProperty)}], func(o statement) bool {
			return s.witnessOf(SourceOf(o.passage)) != own && a.compatible(o.value, r.get(tagValue))
		})
		if !supported {
			made = append(made, a.row(r.get("subject"), statement{r.get(tagProperty), r.get(tagValue), r.passage}))
		}
	}
	return made
}

// tongue makes a record of each text of a column, with its language.
func tongue(_ *asked, records []record, columns []string) []record {
	var made []record
	for _, r := range records {
		for _, v := range r.fields[columns[0]] {
			one := record{passage: r.passage, fields: map[string][]value{columns[0]: {v}}}
			if l, ok := v.Value.(quad.LangString); ok {
				one.fields["language"] = []value{{Value: quad.String(l.Lang)}}
			}
			made = append(made, one)
		}
	}
	return made
}
