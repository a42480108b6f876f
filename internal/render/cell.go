package render

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// editorsMark stands behind a value that is the editors' reading, and not said by
// the source of its row.
const editorsMark = " (editors)"

// editorsNote explains it, once, below a table.
const editorsNote = "(editors): what the editors read from it; the source itself does not say so"

// Text gives a cell as people read it in tables: labels, not addresses.
func Text(cell graph.Cell) string {
	switch cell := cell.(type) {
	case graph.Entity:
		if cell.Source != nil {
			return cell.Label + editorsMark
		}
		return cell.Label
	case []graph.Entity:
		return labels(cell, Text)
	case graph.Date:
		return cmp.Or(cell.EDTF, cell.Written)
	case graph.Citation:
		return cited(cell)
	}
	return plain(cell)
}

// cited names a source and the place in it.
func cited(c graph.Citation) string {
	if c.Passage == "" {
		return c.Label
	}
	return c.Label + ", " + c.Passage
}

// plain gives a cell as programs read it in CSV: without the editors' mark, and a
// source without its passage, which stands in its own column.
func plain(cell graph.Cell) string {
	switch cell := cell.(type) {
	case graph.Entity:
		return cell.Label
	case []graph.Entity:
		return labels(cell, plain)
	case graph.Date:
		return cell.EDTF
	case graph.Citation:
		return cell.Label
	case graph.Text:
		return cell.Text
	case graph.Number:
		return string(cell)
	}
	return ""
}

func labels(entities []graph.Entity, text func(graph.Cell) string) string {
	list := make([]string, len(entities))
	for i, e := range entities {
		list[i] = text(e)
	}
	return strings.Join(list, "; ")
}

// hasEditors tells whether a value is the editors' reading.
func hasEditors(answer *graph.Answer) bool {
	for _, row := range answer.Rows {
		for _, cell := range row {
			if entity, ok := cell.(graph.Entity); ok && entity.Source != nil {
				return true
			}
		}
	}
	return false
}

// address gives the IRI of an entity or source, _:name of a blank node.
func address(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.BNode:
		return "_:" + string(v)
	}
	return v.String()
}

// Clean makes a text safe for one line of a terminal: what would move the cursor,
// ring or change colours becomes a space or the replacement character. Data come
// from strangers.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
