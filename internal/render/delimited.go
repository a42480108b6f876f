package render

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"annals.example/graph"
)

// writeCSV writes RFC 4180, with the line ends of Unix. Values are never
// changed: one that a spreadsheet would take for a formula is the data's.
func writeCSV(w io.Writer, answer *graph.Answer) error {
	out := csv.NewWriter(w)
	err := out.Write(header(answer.Columns))
	for _, row := range answer.Rows {
		if err != nil {
			return err
		}
		err = out.Write(fields(answer.Columns, row))
	}
	out.Flush()
	return out.Error()
}

// writeTSV writes values between tabs. The format has no quotes, so tabs and line
// ends within a value become spaces.
func writeTSV(w io.Writer, answer *graph.Answer) error {
	out := bufio.NewWriter(w)
	writeTabbed(out, header(answer.Columns))
	for _, row := range answer.Rows {
		writeTabbed(out, fields(answer.Columns, row))
	}
	return out.Flush()
}

func writeTabbed(out *bufio.Writer, values []string) {
	spaced := strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")
	for i, v := range values {
		if i > 0 {
			out.WriteByte('\t')
		}
		spaced.WriteString(out, v)
	}
	out.WriteByte('\n')
}

// header names the fields: beside a column of things their addresses, beside a
// date the words of the source, and beside what may be the editors' reading who
// reads it so.
func header(columns []graph.Column) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
		if suffix := besides(c); suffix != "" {
			names = append(names, c.Name+suffix)
		}
		if c.Reading {
			names = append(names, c.Name+"_source")
		}
	}
	return names
}

// besides is the suffix of the second field of a column, "" where there is none.
func besides(c graph.Column) string {
	switch c.Kind {
	case "entity", "entities", "term", "source", "any":
		return "_id"
	case "date":
		return "_written"
	}
	return ""
}

func fields(columns []graph.Column, row []graph.Cell) []string {
	var values []string
	for i, c := range columns {
		values = append(values, plain(row[i]))
		switch besides(c) {
		case "_id":
			values = append(values, addresses(row[i]))
		case "_written":
			date, _ := row[i].(graph.Date)
			values = append(values, date.Written)
		}
		if c.Reading {
			values = append(values, readBy(row[i]))
		}
	}
	return values
}

// addresses gives the address of a thing, or those of several between spaces,
// which no address contains; of a source the address of its passage.
func addresses(cell graph.Cell) string {
	switch cell := cell.(type) {
	case graph.Entity:
		return address(cell.ID)
	case []graph.Entity:
		list := make([]string, len(cell))
		for i, e := range cell {
			list[i] = address(e.ID)
		}
		return strings.Join(list, " ")
	case graph.Citation:
		return address(cell.ID)
	}
	return ""
}

// readBy is the address of who gives a value, where that is not the row's source.
func readBy(cell graph.Cell) string {
	if e, ok := cell.(graph.Entity); ok && e.Source != nil {
		return address(e.Source)
	}
	return ""
}
