// Package queries holds the named questions: one Gizmo program a file, whose
// head comment says what it asks, what it takes and what it gives. This package
// reads the comments; package graph runs the programs.
//
// A head comment is a sentence, which is the question's title, paragraphs that
// describe it, and lines "key: text":
//
//	topic     the group under which it is listed
//	param     NAME TYPE TEXT; a type is date, days (a number of them), or the class of an
//	          entity (Agreement, Person|State, Entity for any); a name that ends in ! is required
//	columns   NAME KIND, NAME KIND …; kinds are those of Column
//	example   a command line; there may be several
//
// and, in the order in which they are taken, the steps that Go does on the rows,
// because Gizmo does joins, pivots and sorting wrong (see Step).
package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed *.js
var files embed.FS

// preludeFile defines what the programs share; it is no question.
const preludeFile = "prelude.js"

// A Question is a named question.
type Question struct {
	Name        string
	Title       string
	Description string // paragraphs, parted by blank lines
	Topic       string
	Params      []Param
	Columns     []Column
	Steps       []Step
	Examples    []string
	Program     string
}

// A Param is what a question can be told.
type Param struct {
	Name     string
	Types    []string // classes of the vocabulary, "Entity" for any; or "date", or "days"
	Text     string
	Required bool
}

// IsDate tells a date from an entity.
func (p Param) IsDate() bool { return p.Types[0] == "date" }

// IsDays tells a number of days from an entity.
func (p Param) IsDays() bool { return p.Types[0] == "days" }

// A Column is what an answer gives. Its kind is entity, entities (several in one
// cell), text, date, term (a word of the vocabulary), number, source, or any. Where
// the comment adds "or reading", a cell may hold the editors' reading.
type Column struct {
	Name, Kind string
	Reading    bool
}

// A Step is something that is done to the rows in Go, with the names it works on.
//
//	said    KEY             what those believed say of the key, as rows with property, value and passage; only before all others
//	pivot   KEY…            statements (property, value) become one record for each key and passage
//	fill    COLUMN… from KEY  what a record lacks is taken from KEY's own record in the same passage, then source
//	editors COLUMN…         what a record lacks is taken from the catalogue, marked as the editors'
//	alone   COLUMN OTHER…   records without the column stay only with one of the others, and where none that has it stands in their passage
//	need    COLUMN…         records stay only with one of the columns
//	beside  COLUMN PARAM    records stay only beside one of the same passage whose column is the parameter
//	either  COLUMN OTHER…   what a record lacks in the column is taken from the first of the others that it has
//	dated   KEY             one record for each dated property
//	within  COLUMN          the parameters from and to bound the date
//	where   COLUMN…         the parameter of the same name, if given, must be the column's value
//	on      KEY             with the parameter on, only of what lasted on that day, as some record of the key says
//	near    PARAM PARAM     only what may have happened within so many days of a thing
//	single                  only what a single independent witness says
//	tongue  COLUMN          the language of the column's text, as a column of its own
//	count   COLUMN          how many statements, for each source
//	disagree                statements that contradict each other (MODEL: disagreements)
//	sort    COLUMN…
type Step struct {
	Name string
	Args []string
}

// All gives the questions in the order of their names.
func All() ([]Question, error) {
	names, err := fs.Glob(files, "*.js")
	if err != nil {
		return nil, err
	}
	var all []Question
	for _, name := range names {
		if name == preludeFile {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		q, err := parse(strings.TrimSuffix(name, ".js"), string(text))
		if err != nil {
			return nil, fmt.Errorf("question %s: %w", name, err)
		}
		all = append(all, q)
	}
	return all, nil
}

// Prelude is the program that runs before every question: the words that they
// share.
func Prelude() string {
	text, err := files.ReadFile(preludeFile)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}
