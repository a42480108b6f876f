// Package rdfio names what every reader and writer of RDF in this program
// shares: a statement with the place that states it, and the error that a
// malformed file gives. The formats themselves are the packages below it.
package rdfio

import (
	"fmt"

	"github.com/cayleygraph/quad"
)

// A Position is a place in a file. Lines and columns count from 1, columns in
// characters; zero means that the place is not known that closely.
type Position struct {
	File   string
	Line   int
	Column int
}

// String gives the place as compilers write it, file:line:column, so that
// editors can jump to it.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// A Statement is a quad and the place in a file that states it.
//
// Its values are only IRI, BNode, String, LangString and TypedString: the
// native types of package quad rewrite what was written ("01" becomes 1).
type Statement struct {
	quad.Quad
	At Position
}

// A SyntaxError says what in a file cannot be read, and where.
type SyntaxError struct {
	At   Position
	Msg  string
	Hint string // what to write instead, where we can tell
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s: %s", e.At, e.Msg) }
