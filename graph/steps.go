package graph

import (
	"slices"
)

// stepFuncs are the steps that the head comment of a question may name; what
// each does is told at queries.Step.
var stepFuncs = map[string]func(a *asked, records []record, args []string) []record{
	"said":     gathered,
	"pivot":    gathered,
	"fill":     fill,
	"editors":  editors,
	"alone":    alone,
	"need":     need,
	"beside":   beside,
	"either":   either,
	"dated":    datedProperties,
	"within":   within,
	"where":    where,
	"on":       onDay,
	"near":     nearDays,
	"single":   single,
	"tongue":   tongue,
	"count":    count,
	"disagree": disagree,
	"sort":     gathered, // the finished rows
}

// gathered stands for what is done before records are made, and after.
func gathered(_ *asked, records []record, _ []string) []record { return records }

func passageID(r record) string {
	if r.passage == nil {
		return ""
	}
	return r.passage.String()
}

// fill takes what a record lacks from the own record of a key: of the same
// passage, else of the same source.
func fill(a *asked, records []record, args []string) []record {
	from := slices.Index(args, "from")
	columns, key := args[:from], args[from+1:]
	own := map[string][]record{} // the key's own records, by passage and by source
	for r := range while(a, records) {
		if !a.isOwn(r, key[0]) {
			continue
		}
		for _, place := range places(r) {
			own[r.identity(key)+place] = append(own[r.identity(key)+place], r)
		}
	}
	for r := range while(a, records) {
		if a.isOwn(r, key[0]) {
			continue
		}
		for _, column := range columns {
			for _, place := range places(r) {
				if r.has(column) {
					break
				}
				for o := range while(a, own[r.identity(key)+place]) {
					for _, v := range o.all(column) {
						r.add(column, v)
					}
				}
			}
		}
	}
	return records
}

// places are the passage of a record and, where that is a part of one, its source.
func places(r record) []string {
	places := []string{passageID(r)}
	if source := SourceOf(r.passage); source != r.passage {
		places = append(places, source.String())
	}
	return places
}

// isOwn tells the record of an agreement from that of a signature under it: it has
// no other key of the pivot.
func (a *asked) isOwn(r record, key string) bool {
	return r.has(key) && !slices.ContainsFunc(pivotKeys(a.question.Steps), func(k string) bool { return k != key && r.has(k) })
}

// editors takes what a record lacks from what the catalogue says of the same
// thing, and marks it as the editors' reading.
func editors(a *asked, records []record, columns []string) []record {
	s := a.believable()
	keys := pivotKeys(a.question.Steps)
	readings := map[string]record{}
	for r := range while(a, records) {
		if s.editors[SourceOf(r.passage)] {
			readings[r.identity(keys)] = r
		}
	}
	for r := range while(a, records) {
		reading, ok := readings[r.identity(keys)]
		if !ok || s.editors[SourceOf(r.passage)] {
			continue
		}
		for _, column := range columns {
			if !r.has(column) {
				for _, v := range reading.all(column) {
					v.by = reading.passage
					r.add(column, v)
				}
			}
		}
	}
	return records
}

// alone keeps records without a column only where they are an agreement's own, have
// one of the other columns, and no record that has the column stands beside them.
func alone(a *asked, records []record, args []string) []record {
	column, others := args[0], args[1:]
	key := pivotKeys(a.question.Steps)[:1]
	beside := map[string]bool{}
	for r := range while(a, records) {
		if r.has(column) {
			beside[passageID(r)+r.identity(key)] = true
		}
	}
	return without(a, records, func(r record) bool {
		if r.has(column) {
			return false
		}
		return !a.isOwn(r, key[0]) || !r.has(others...) || beside[passageID(r)+r.identity(key)]
	})
}

func need(a *asked, records []record, columns []string) []record {
	return without(a, records, func(r record) bool { return !r.has(columns...) })
}

// beside keeps the records that stand in one passage, under one agreement, with a
// record whose column is the parameter; not that record itself.
func beside(a *asked, records []record, args []string) []record {
	column, param := args[0], a.things[args[1]]
	id := func(r record) string { return passageID(r) + r.identity(pivotKeys(a.question.Steps)[:1]) }
	with := map[string]bool{}
	for r := range while(a, records) {
		if r.holds(column, param) {
			with[id(r)] = true
		}
	}
	return without(a, records, func(r record) bool { return !with[id(r)] || r.holds(column, param) })
}

// either takes what a record lacks in the first column from the first other column
// that it has.
func either(a *asked, records []record, columns []string) []record {
	for r := range while(a, records) {
		for _, other := range columns[1:] {
			if !r.has(columns[0]) && r.has(other) {
				r.set(columns[0], r.all(other)...)
			}
		}
	}
	return records
}

// datedProperties makes a record of each dated property of a thing; begin and
// end are one.
func datedProperties(a *asked, records []record, args []string) []record {
	var made []record
	for r := range while(a, records) {
		for _, field := range datedFields(r) {
			if field == "end" && r.has("begin") {
				continue
			}
			for _, v := range r.all(field) {
				if v.date == nil {
					continue
				}
				one := record{passage: r.passage, fields: r.clone()}
				one.set("date", v)
				one.set("what", value{Value: a.wordOf(field)})
				if field != "begin" {
					one.set("end")
				}
				made = append(made, one)
			}
		}
	}
	return made
}

// datedFields are the fields that have a date, in the order of their names.
func datedFields(r record) []string {
	var names []string
	for _, f := range *r.fields {
		if slices.ContainsFunc(f.values, func(v value) bool { return v.date != nil }) {
			names = append(names, f.name)
		}
	}
	slices.Sort(names)
	return names
}

// where keeps the records whose column is the parameter of the same name, if that
// is given.
func where(a *asked, records []record, columns []string) []record {
	for _, column := range columns {
		wanted := a.things[paramName(column)]
		if wanted == nil {
			continue
		}
		records = without(a, records, func(r record) bool {
			if column == "source" {
				return r.passage != wanted && SourceOf(r.passage) != wanted
			}
			return !r.holds(column, wanted)
		})
	}
	return records
}
