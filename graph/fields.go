package graph

import "slices"

// fields are what a record has, by tag or column. There are few in each and hundreds of
// thousands of records, of which a map for each would take most of the memory.
type fields []field

type field struct {
	name   string
	values []value
}

// all gives the values of a field.
func (f *fields) all(name string) []value {
	for _, own := range *f {
		if own.name == name {
			return own.values
		}
	}
	return nil
}

// set gives a field other values, or none.
func (f *fields) set(name string, values ...value) {
	for i, own := range *f {
		if own.name == name {
			(*f)[i].values = values
			return
		}
	}
	*f = append(*f, field{name, values})
}

func (f *fields) clone() *fields {
	other := slices.Clone(*f)
	return &other
}
