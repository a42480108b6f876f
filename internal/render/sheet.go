package render

import (
	"slices"
	"strings"

	"annals.example/graph"
)

// word is the kind of a column of single words, as ids are, in answers that no
// question gives.
const word = "word"

// A sheet is an answer as texts, for a table.
type sheet struct {
	columns []graph.Column
	rows    [][]string
}

func sheetOf(answer *graph.Answer) *sheet {
	s := &sheet{columns: answer.Columns}
	for _, row := range answer.Rows {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = strings.Join(strings.Fields(Clean(Text(cell))), " ")
		}
		s.rows = append(s.rows, texts)
	}
	return s
}

func (s *sheet) names() []string {
	names := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i] = c.Name
	}
	return names
}

// column gives the texts of a column.
func (s *sheet) column(i int) []string {
	texts := make([]string, len(s.rows))
	for n, row := range s.rows {
		texts[n] = row[i]
	}
	return texts
}

// any tells whether a column is as wanted.
func (s *sheet) any(wanted func(i int) bool) bool {
	for i := range s.columns {
		if wanted(i) {
			return true
		}
	}
	return false
}

// only gives the sheet with the columns that are wanted.
func (s *sheet) only(wanted func(i int) bool) *sheet {
	part := &sheet{}
	var which []int
	for i, c := range s.columns {
		if wanted(i) { // asked once: it may look at all rows
			part.columns = append(part.columns, c)
			which = append(which, i)
		}
	}
	for _, row := range s.rows {
		texts := make([]string, len(which))
		for n, i := range which {
			texts[n] = row[i]
		}
		part.rows = append(part.rows, texts)
	}
	return part
}

// withoutEcho leaves out columns that say nothing: where all cells are empty, or
// each is either empty or what an earlier column of things says in the same row,
// as the instrument does where an agreement is one text.
func (s *sheet) withoutEcho() *sheet {
	return s.only(func(i int) bool {
		if !slices.ContainsFunc(s.column(i), func(text string) bool { return text != "" }) {
			return false
		}
		for earlier := range i {
			if s.columns[i].Kind == "entity" && s.columns[earlier].Kind == "entity" && s.echoes(i, earlier) {
				return false
			}
		}
		return true
	})
}

func (s *sheet) echoes(i, earlier int) bool {
	for _, row := range s.rows {
		if row[i] != "" && row[i] != row[earlier] {
			return false
		}
	}
	return true
}

// split parts what is the same in all rows from what differs.
func (s *sheet) split() (same, rest *sheet) {
	constant := func(i int) bool { return s.sameWithin(i, []run{{0, len(s.rows)}}) }
	return s.only(constant), s.only(func(i int) bool { return !constant(i) })
}

// A run is some rows that follow each other: from is the first, to the one after
// the last.
type run struct{ from, to int }

// runs gives the rows that follow each other with the same texts in some columns.
func (s *sheet) runs(columns []int) []run {
	var runs []run
	for n, row := range s.rows {
		changes := func(c int) bool { return n == 0 || row[c] != s.rows[n-1][c] }
		if slices.ContainsFunc(columns, changes) {
			runs = append(runs, run{n, n})
		}
		runs[len(runs)-1].to++
	}
	return runs
}

// sameWithin tells whether a column does not change within any of the runs.
func (s *sheet) sameWithin(column int, runs []run) bool {
	for _, r := range runs {
		for n := r.from + 1; n < r.to; n++ {
			if s.rows[n][column] != s.rows[r.from][column] {
				return false
			}
		}
	}
	return true
}
