package nquads

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A fault is what is wrong with a line, and at which of its bytes.
type fault struct {
	at        int
	msg, hint string
}

// unexpected is the fault of a line with something else at i than the part of
// a statement that belongs there.
func unexpected(line []byte, i int, part, want string) *fault {
	return &fault{
		at:   i,
		msg:  fmt.Sprintf("expected the %s, %s, found %s", part, want, found(line, i)),
		hint: otherwise(line[i:], part),
	}
}

// noGraph is the fault of a line in which the object is followed by something
// that is neither a graph nor the end.
func noGraph(line []byte, i int) *fault {
	return &fault{
		at:   i,
		msg:  "expected '.' or a graph, an IRI or a blank node, found " + found(line, i),
		hint: otherwise(line[i:], "graph"),
	}
}

// otherwise guesses from what stands there what the author was thinking of.
func otherwise(rest []byte, part string) string {
	if len(rest) == 0 {
		return "write subject, predicate and object on one line, then '.'"
	}
	switch c := rest[0]; {
	case part == "subject" && (c == '@' || hasWord(rest, "PREFIX") || hasWord(rest, "BASE")):
		return "this looks like Turtle or TriG: name the file .ttl or .trig"
	case c == '@', c == '^':
		return "write language tag or datatype directly after the text"
	case c == '"':
		return "only the object can be a literal"
	case c == '_':
		return "a predicate is always an IRI"
	case c == '\'':
		return `write literals in double quotation marks: "text"`
	case isDigit(c), c == '+', c == '-':
		return `write numbers as "12"^^<http://www.w3.org/2001/XMLSchema#integer>`
	case hasWord(rest, "true"), hasWord(rest, "false"):
		return `write "true"^^<http://www.w3.org/2001/XMLSchema#boolean>`
	case isLetter(c), c == ':':
		return "there are no prefixes here: write the whole IRI in <>"
	case strings.IndexByte("[](){};,", c) >= 0:
		return "there are no abbreviations here: write every statement in full, or name the file .ttl or .trig"
	case c == '.':
		return "a statement has a subject, a predicate and an object before its '.'"
	}
	return ""
}

func hasWord(s []byte, word string) bool {
	return len(s) > len(word) && strings.EqualFold(string(s[:len(word)]), word) && !isAlphanumeric(s[len(word)])
}

// found names what stands at i.
func found(line []byte, i int) string {
	if i == len(line) {
		return "the end of the line"
	}
	c, _ := utf8.DecodeRune(line[i:])
	return fmt.Sprintf("%q", c)
}

func noDot(line []byte, i int, hasGraph bool) *fault {
	f := &fault{at: i, msg: "expected '.' at the end of the statement, found " + found(line, i)}
	switch {
	case i < len(line) && hasGraph && strings.IndexByte(`<_"`, line[i]) >= 0:
		f.hint = "a statement has four terms at most"
	case i < len(line):
		f.hint = otherwise(line[i:], "end")
	}
	return f
}

func openIRI(line []byte, i int) *fault {
	if _, f := decodeIRI(nil, line, i+1, len(line)); f != nil {
		return f
	}
	return &fault{at: i, msg: "the IRI that begins here has no closing '>'"}
}

// notInIRI is the fault of a character in an IRI, written as it is or as an
// escape.
func notInIRI(at int, c rune, hint string) *fault {
	if c == ' ' {
		hint = "write %20, or close the IRI with '>'"
	}
	return &fault{at: at, msg: fmt.Sprintf("an IRI cannot contain %q", c), hint: hint}
}

func relativeIRI(line []byte, i, end int) *fault {
	if end == i+2 {
		return &fault{at: i, msg: "the IRI is empty"}
	}
	return &fault{
		at:   i,
		msg:  fmt.Sprintf("the IRI %.80q is relative", line[i+1:end-1]),
		hint: "write the whole IRI, such as <http://example.org/x>",
	}
}

// endsTerm tells whether a language tag or a label may end before i: it does
// in every statement that the grammar allows. Elsewhere it is the tag or the
// label that is wrong, and the message should say so.
func endsTerm(line []byte, i int) bool {
	return i == len(line) || strings.IndexByte(" \t.<#", line[i]) >= 0 || bytes.HasPrefix(line[i:], []byte("_:"))
}

func badLabel(line []byte, i, end int) *fault {
	if end == i+2 {
		return &fault{at: end, msg: "a blank node label cannot begin with " + found(line, end), hint: "begin it with a letter, a digit or '_'"}
	}
	return &fault{at: end, msg: "a blank node label cannot contain " + found(line, end), hint: "use letters, digits, '_', '-' and '.'"}
}

func openLiteral(i int) *fault {
	return &fault{at: i, msg: "the literal that begins here has no closing quotation mark", hint: `write a line break in a text as \n`}
}

// checkLanguage judges a language tag from the "@" at i to end.
func checkLanguage(line []byte, i, end int) *fault {
	switch {
	case end > i+1 && endsTerm(line, end):
		return nil
	case end == i+1:
		return &fault{at: end, msg: "expected a language tag, found " + found(line, end), hint: `write "text"@en`}
	case bytes.HasPrefix(line[end:], []byte("--")):
		return &fault{at: end, msg: "a base direction is RDF 1.2; this reads RDF 1.1", hint: "leave the direction out"}
	case line[end] == '_':
		return &fault{at: end, msg: "a language tag cannot contain '_'", hint: "write a hyphen"}
	}
	return &fault{at: end, msg: "a language tag cannot contain " + found(line, end), hint: "write it as in en, mn-Cyrl, ru-Latn"}
}

func badDatatype(i int) *fault {
	return &fault{at: i, msg: "expected the datatype as '^^' and an IRI", hint: `write "text"^^<http://www.w3.org/2001/XMLSchema#date>`}
}
