package graph

import (
	"github.com/cayleygraph/quad"
)

// single keeps the statements that one independent witness alone makes: nobody
// else says the same, or gives a date that agrees with it.
func single(a *asked, records []record, _ []string) []record {
	s := a.believable()
	type about struct{ subject, property quad.Value }
	of := func(r record) about { return about{r.get("subject"), r.get(tagProperty)} }
	records = without(a, records, func(r record) bool { return s.editors[SourceOf(r.passage)] })
	said := map[about][]int{} // places in records
	for i := range records {
		if a.ended() {
			return nil
		}
		said[of(records[i])] = append(said[of(records[i])], i)
	}
	var made []record
	for r := range while(a, records) {
		own, alone := s.witnessOf(SourceOf(r.passage)), true
		for i := range while(a, said[of(r)]) {
			o := records[i]
			if s.witnessOf(SourceOf(o.passage)) != own && a.compatible(o.get(tagValue), r.get(tagValue)) {
				alone = false
				break
			}
		}
		if alone {
			a.addKind(r)
			made = append(made, r)
		}
	}
	return made
}

// tongue makes a record of each text of a column, with its language.
func tongue(a *asked, records []record, columns []string) []record {
	var made []record
	for r := range while(a, records) {
		for _, v := range r.all(columns[0]) {
			one := record{passage: r.passage, fields: &fields{}}
			one.set(columns[0], v)
			if l, ok := v.Value.(quad.LangString); ok {
				one.set("language", value{Value: quad.String(l.Lang)})
			}
			made = append(made, one)
		}
	}
	return made
}
