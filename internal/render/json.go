package render

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"

	"annals.example/graph"
	"annals.example/graph/edtf"
)

type entityJSON struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Source string `json:"source,omitempty"` // of the editors' reading
}

type dateJSON struct {
	EDTF     string  `json:"edtf"`
	Earliest *string `json:"earliest"`
	Latest   *string `json:"latest"`
	Written  string  `json:"written,omitempty"`
	Original string  `json:"original,omitempty"`
	Calendar string  `json:"calendar,omitempty"`
}

type sourceJSON struct {
	ID      string  `json:"id"`
	Label   string  `json:"label"`
	Passage *string `json:"passage"`
}

// Value gives a cell as it stands in JSON, for encoding/json.
func Value(cell graph.Cell) any {
	switch cell := cell.(type) {
	case graph.Entity:
		return entityJSON{address(cell.ID), cell.Label, address(cell.Source)}
	case []graph.Entity:
		list := make([]any, len(cell))
		for i, e := range cell {
			list[i] = Value(e)
		}
		return list
	case graph.Date:
		return dateJSON{cell.EDTF, Day(cell.Earliest), Day(cell.Latest), cell.Written, cell.Original, cell.Calendar}
	case graph.Citation:
		source := sourceJSON{ID: address(cell.Source), Label: cell.Label}
		if cell.Passage != "" {
			source.Passage = &cell.Passage
		}
		return source
	case graph.Text:
		return cell.Text
	case graph.Number:
		return number(cell)
	}
	return nil
}

// Day gives a day as it stands in JSON: nil where there is no bound.
func Day(day edtf.Day) *string {
	if day.Open() {
		return nil
	}
	text := day.String()
	return &text
}

// number keeps every digit: a float64 would not. "+5" and "007", which are
// integers in data and none in JSON, are written without the sign and the zeros.
func number(n graph.Number) any {
	if whole, ok := new(big.Int).SetString(string(n), 10); ok {
		return json.RawMessage(whole.String())
	}
	if text := []byte(n); json.Valid(text) && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') {
		return json.RawMessage(text)
	}
	return string(n)
}

// writeJSON writes one row a line, so that two answers can be compared by diff.
func writeJSON(w io.Writer, answer *graph.Answer) error {
	var out bytes.Buffer
	if err := appendRows(&out, answer, w); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := out.WriteTo(w)
	return err
}

// appendRows writes the rows, and hands on what there is as it grows: an answer may be
// long, and whoever takes it may have had enough.
func appendRows(out *bytes.Buffer, answer *graph.Answer, w io.Writer) error {
	out.WriteByte('[')
	for i, row := range answer.Rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := appendRow(out, answer.Columns, row); err != nil {
			return err
		}
		if out.Len() > 64<<10 {
			if _, err := out.WriteTo(w); err != nil {
				return err
			}
		}
	}
	if len(answer.Rows) > 0 {
		out.WriteByte('\n')
	}
	out.WriteByte(']')
	return nil
}

// appendRow writes an object by hand: a map would lose the order of the columns.
func appendRow(out *bytes.Buffer, columns []graph.Column, row []graph.Cell) error {
	out.WriteByte('{')
	for i, column := range columns {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := appendJSON(out, column.Name); err != nil {
			return err
		}
		out.WriteByte(':')
		if err := appendJSON(out, Value(row[i])); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

// appendJSON writes a value without escaping <, > and &: this is no HTML.
func appendJSON(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	out.Truncate(out.Len() - 1) // the encoder ends with a newline
	return nil
}
