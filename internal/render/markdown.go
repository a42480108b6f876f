package render

import (
	"bufio"
	"io"
	"strings"

	"annals.example/graph"
)

// writeMarkdown writes a table of GitHub Flavored Markdown (its section 4.10).
func writeMarkdown(w io.Writer, answer *graph.Answer) error {
	out := bufio.NewWriter(w)
	names, rule := make([]string, len(answer.Columns)), make([]string, len(answer.Columns))
	for i, c := range answer.Columns {
		names[i], rule[i] = c.Name, "---"
		if c.Kind == "number" {
			rule[i] = "--:"
		}
	}
	writePiped(out, names)
	writePiped(out, rule)
	for _, row := range answer.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = escapeMarkdown(Text(cell))
		}
		writePiped(out, cells)
	}
	if hasEditors(answer) {
		out.WriteString("\n" + editorsNote + "\n")
	}
	return out.Flush()
}

func writePiped(out *bufio.Writer, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// escapeMarkdown takes their meaning from the signs that Markdown or HTML would
// act on, so that a title cannot end a cell or start a link.
func escapeMarkdown(text string) string {
	var b strings.Builder
	for _, r := range Clean(text) {
		if strings.ContainsRune("\\|*_`[]<>~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
