package render

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"annals.example/graph"
)

// Rows writes the rows of a free query as they are, as an array in JSON.
func Rows(w io.Writer, rows []any) error {
	var out bytes.Buffer
	out.WriteByte('[')
	for i, row := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := appendJSON(&out, row); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if len(rows) > 0 {
		out.WriteByte('\n')
	}
	out.WriteString("]\n")
	_, err := out.WriteTo(w)
	return err
}

// Tabulate makes an answer of the rows of a free query: a column for each key,
// id first; for rows that have no keys one column, result. The value in which a program
// ended counts where there is one, as in g.V().count(); Cayley has null for it.
func Tabulate(rows []any) *graph.Answer {
	keys := map[string]bool{}
	var objects []map[string]any
	for _, row := range rows {
		if ended, ok := row.(graph.ScriptValue); ok {
			row = ended.Value
		}
		if row == nil || isObject(row) {
			continue
		}
		object, ok := row.(map[string]any)
		if !ok {
			object = map[string]any{"result": row}
		}
		objects = append(objects, object)
		for key := range object {
			keys[key] = true
		}
	}
	answer := &graph.Answer{}
	for _, key := range slices.SortedFunc(maps.Keys(keys), idFirst) {
		answer.Columns = append(answer.Columns, graph.Column{Name: key, Kind: word})
	}
	for _, object := range objects {
		cells := make([]graph.Cell, len(answer.Columns))
		for i, c := range answer.Columns {
			cells[i] = loose(object[c.Name])
		}
		answer.Rows = append(answer.Rows, cells)
	}
	return answer
}

func idFirst(a, b string) int {
	if a == b {
		return 0
	}
	if a == "id" || b != "id" && a < b {
		return -1
	}
	return 1
}

// loose makes a cell of what a query gives: a text as it is, anything else as JSON.
func loose(value any) graph.Cell {
	switch value := value.(type) {
	case nil:
		return nil
	case string:
		return graph.Text{Text: value}
	}
	var out bytes.Buffer
	if err := appendJSON(&out, value); err != nil {
		return graph.Text{Text: strings.TrimSpace(fmt.Sprint(value))}
	}
	return graph.Text{Text: out.String()}
}

// isObject tells a value that only a program can use (a path of Gizmo) from a row.
func isObject(value any) bool {
	kind := reflect.ValueOf(value).Kind()
	return kind == reflect.Pointer || kind == reflect.Func
}
