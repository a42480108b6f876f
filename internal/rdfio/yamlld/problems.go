package yamlld

import (
	"cmp"
	"fmt"
	"slices"

	"annals.example/internal/rdfio"
)

// A place is a line and a column of the file being read, from 1.
type place struct{ line, col int }

// problems collects what is wrong with one file.
type problems struct {
	file string
	list []*rdfio.SyntaxError
	seen map[place]bool
}

// add reports a problem. Only the first at a place is kept: the others are what
// follows from it.
func (p *problems) add(at place, hint, format string, args ...any) {
	if p.seen[at] || len(p.list) > maxProblems {
		return
	}
	if p.seen == nil {
		p.seen = make(map[place]bool)
	}
	p.seen[at] = true
	msg := fmt.Sprintf(format, args...)
	if len(p.list) == maxProblems {
		msg, hint = "there are more problems than are shown", ""
	}
	p.list = append(p.list, &rdfio.SyntaxError{At: p.position(at), Msg: msg, Hint: hint})
}

func (p *problems) position(at place) rdfio.Position {
	return rdfio.Position{File: p.file, Line: at.line, Column: at.col}
}

// sorted gives the problems in the order of the file.
func (p *problems) sorted() []*rdfio.SyntaxError {
	slices.SortStableFunc(p.list, func(a, b *rdfio.SyntaxError) int {
		return cmp.Or(cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column))
	})
	return p.list
}

// brief shortens a text for a message.
func brief(s string) string { return shorten(s, 60) }

func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
