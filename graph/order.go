package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"annals.example/queries"
)

// A row is a row of an answer in the making.
type row struct {
	cells []Cell
	text  string // of all cells, once it was needed
}

// all tells any two rows apart, in an order that lasts. %v of cells is no text for
// people.
func (r *row) all() string {
	if r.text == "" {
		r.text = fmt.Sprintf("%v", r.cells)
	}
	return r.text
}

// An order is by what the rows of an answer are sorted.
type order struct {
	*vocabulary

	keys []key
}

// A key is a column.
type key struct {
	at     int
	isTerm bool // stands where the vocabulary has it
}

func (d *Dataset) orderOf(columns []queries.Column, names []string) order {
	o := order{vocabulary: d.words()}
	for _, name := range names {
		i := slices.IndexFunc(columns, func(c queries.Column) bool { return c.Name == name })
		o.keys = append(o.keys, key{i, columns[i].Kind == "term"})
	}
	return o
}

func (o order) compare(a, b *row) int {
	for _, k := range o.keys {
		x, y := a.cells[k.at], b.cells[k.at]
		c := 0
		if k.isTerm {
			c = cmp.Compare(o.place(x), o.place(y))
		}
		if c = cmp.Or(c, compareCells(x, y)); c != 0 {
			return c
		}
	}
	return strings.Compare(a.all(), b.all())
}

// place is where the vocabulary has the word in a cell; what is no word stands first.
func (o order) place(c Cell) int {
	e, ok := c.(Entity)
	if !ok {
		return 0
	}
	if t := o.terms[e.ID]; t != nil {
		return t.Order
	}
	return last
}
