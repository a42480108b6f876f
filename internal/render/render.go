// Package render shows an answer: as a table that people read, or as JSON, CSV,
// TSV or Markdown, with the same cells in each.
//
// It knows nothing of terminals: how wide one is and whether it can show bold
// text is told by whoever calls. How an entity is looked up, and which format is
// wanted, is left to internal/cli.
package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"annals.example/graph"
)

// A Format is a way of writing answers.
type Format string

// The formats.
const (
	Table    Format = "table"
	JSON     Format = "json"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	Markdown Format = "markdown"
)

// Formats are all of them, the one for people first.
func Formats() []Format { return []Format{Table, JSON, CSV, TSV, Markdown} }

// ParseFormat gives the format of a name.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); slices.Contains(Formats(), f) {
		return f, nil
	}
	var names []string
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	return "", fmt.Errorf("no format %q: it is one of %s", name, strings.Join(names, ", "))
}

// DefaultWidth is how many columns a terminal has that does not tell.
const DefaultWidth = 80

// Options say how to show an answer.
type Options struct {
	Format Format
	Width  int  // columns of the terminal, for tables; DefaultWidth where it is 0
	Bold   bool // headings of tables in bold, for terminals that can
}

// Answer writes an answer. An answer without rows is an empty array in JSON, a
// header in CSV, TSV and Markdown, and nothing as a table.
func Answer(w io.Writer, answer *graph.Answer, options Options) error {
	switch options.Format {
	case JSON:
		return writeJSON(w, answer)
	case CSV:
		return writeCSV(w, answer)
	case TSV:
		return writeTSV(w, answer)
	case Markdown:
		return writeMarkdown(w, answer)
	}
	return writeTable(w, answer, options)
}
