package graph

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/cayley"
)

// The tags that the programs of the questions share.
const (
	tagPassage  = "passage"
	tagProperty = "property"
	tagValue    = "value"
)

// A record is a row on its way to the answer: what one passage says of one thing.
type record struct {
	passage quad.Value
	*fields
}

// A value is a value in a record, with what makes it more than its text.
type value struct {
	quad.Value
	by   quad.Value // who says so, where that is not the record's passage
	date *Date      // what the passage says of a date besides its EDTF
}

// asRecord makes a record of a row that a program gave.
func asRecord(row cayley.Row) record {
	own := make(fields, 0, len(row))
	values := make([]value, len(row)) // one for all: there are many records
	for i, t := range row {
		if t.Tag != tagPassage && t.Value != nil {
			values[i].Value = t.Value
			own = append(own, field{t.Tag, values[i : i+1 : i+1]})
		}
	}
	return record{row.Get(tagPassage), &own}
}

// get gives the first value of a field, or nil.
func (r record) get(field string) quad.Value {
	if vs := r.all(field); len(vs) > 0 {
		return vs[0].Value
	}
	return nil
}

func (r record) has(fields ...string) bool {
	return slices.ContainsFunc(fields, func(f string) bool { return len(r.all(f)) > 0 })
}

func (r record) holds(field string, v quad.Value) bool {
	return slices.ContainsFunc(r.all(field), func(own value) bool { return own.Value == v })
}

// add puts a value into a field unless it is there.
func (r record) add(field string, v value) {
	if !r.holds(field, v.Value) {
		r.set(field, append(r.all(field), v)...)
	}
}

// identity joins the values of some fields to one text, for maps.
func (r record) identity(fields []string) string {
	var b strings.Builder
	for _, f := range fields {
		if v := r.get(f); v != nil {
			b.WriteString(v.String())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// dated says what a passage says of its dates besides: the words of the source,
// the date in its calendar. Where a passage gives a thing several, it cannot be
// told which belong together, and nothing is said.
func (r record) dated() {
	for _, f := range *r.fields {
		for i, v := range f.values {
			if t, ok := v.Value.(quad.TypedString); !ok || t.Type != edtfType {
				continue
			}
			date, _ := dateOf(v.Value)
			if len(f.values) == 1 {
				date.Written = r.text(f.name + "_written")
				date.Original = r.text(f.name + "_original")
				if date.Original != "" {
					date.Calendar = r.text(calendarField(f.name))
				}
			}
			f.values[i].date = &date
		}
	}
}

// calendarField is `calendar` for the date itself, begin_calendar for the begin.
func calendarField(field string) string {
	if field == "date" {
		return "calendar"
	}
	return field + "_calendar"
}

// text gives the text of a field that has one value, else "".
func (r record) text(field string) string {
	if vs := r.all(field); len(vs) == 1 {
		return valueText(vs[0].Value)
	}
	return ""
}
