package graph

import "github.com/cayleygraph/quad"

// A Collection is what a dataset's editors say of it as a whole.
type Collection struct {
	Title   string     // the dataset's name where they say none
	Scope   string     // what it is about, in a sentence or two; "" where they do not say
	Licence quad.Value // nil where they do not say
}

// Collection gives what the dataset's editors say of it as a whole.
func (d *Dataset) Collection() Collection {
	c := Collection{Title: d.name, Licence: d.about(wordLicence)}
	if title := d.about(wordTitle); title != nil {
		c.Title = valueText(title)
	}
	if scope := d.about(wordScope); scope != nil {
		c.Scope = valueText(scope)
	}
	return c
}
