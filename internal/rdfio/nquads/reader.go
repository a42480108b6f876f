package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio"
)

// Options say how a file is to be read. The zero value reads N-Quads.
type Options struct {
	// Triples reads N-Triples: a fourth term is an error.
	Triples bool
}

// A Reader reads the statements of one file in their order.
//
// It is not safe for concurrent use. Values that it has given stay valid.
type Reader struct {
	lines    lines
	file     string
	triples  bool
	iris     cache
	literals cache
	scratch  []byte // for decoding escapes
}

// NewReader reads from r; file names it in places and errors. A byte order
// mark is an error of line 1: the format is always UTF-8, for which RFC 3629
// (section 6) forbids the mark, and the grammar has no room for it.
func NewReader(r io.Reader, file string, o Options) *Reader {
	seed := maphash.MakeSeed()
	return &Reader{
		lines:    lines{src: r, limit: MaxLine},
		file:     file,
		triples:  o.Triples,
		iris:     newCache(seed),
		literals: newCache(seed),
	}
}

// Read gives the next statement and the place of its first term, or io.EOF
// after the last one. A statement without a graph has a nil Label.
//
// A line that cannot be read gives a *rdfio.SyntaxError with line and column
// (of characters) of what is wrong. The Reader then stands at the next line:
// whoever wants every mistake of a file reads on. Any other error is one of
// the stream, and final.
func (r *Reader) Read() (rdfio.Statement, error) {
	for {
		line, err := r.lines.next()
		if err != nil {
			return rdfio.Statement{}, r.streamError(err)
		}
		if s, found, err := r.parse(line); found || err != nil {
			return s, err
		}
	}
}

// parse reads a line, in which there may be no statement.
func (r *Reader) parse(line []byte) (s rdfio.Statement, found bool, err error) {
	start := skipSpace(line, 0)
	if start == len(line) {
		return s, false, nil
	}
	if line[start] == '#' {
		if f := checkComment(line, start); f != nil {
			return s, false, r.syntaxError(line, f)
		}
		return s, false, nil
	}
	s.At = rdfio.Position{File: r.file, Line: r.lines.count, Column: start + 1}
	if f := r.statement(line, start, &s.Quad); f != nil {
		return rdfio.Statement{}, false, r.syntaxError(line, f)
	}
	return s, true, nil
}

// statement reads one statement, whose first term begins at i, to the end of
// the line.
func (r *Reader) statement(line []byte, i int, q *quad.Quad) (f *fault) {
	if q.Subject, i, f = r.subject(line, i); f != nil {
		return f
	}
	if q.Predicate, i, f = r.predicate(line, skipSpace(line, i)); f != nil {
		return f
	}
	if q.Object, i, f = r.object(line, skipSpace(line, i)); f != nil {
		return f
	}
	i = skipSpace(line, i)
	if i < len(line) && line[i] != '.' {
		if q.Label, i, f = r.graph(line, i); f != nil {
			return f
		}
		i = skipSpace(line, i)
	}
	if i == len(line) || line[i] != '.' {
		return noDot(line, i, q.Label != nil)
	}
	i = skipSpace(line, i+1)
	if i == len(line) {
		return nil
	}
	return checkComment(line, i)
}

func (r *Reader) subject(line []byte, i int) (quad.Value, int, *fault) {
	if i < len(line) {
		switch line[i] {
		case '<':
			return r.iri(line, i)
		case '_':
			return r.blank(line, i)
		}
	}
	return nil, i, unexpected(line, i, "subject", "an IRI or a blank node")
}

func (r *Reader) predicate(line []byte, i int) (quad.Value, int, *fault) {
	if i < len(line) && line[i] == '<' {
		return r.iri(line, i)
	}
	return nil, i, unexpected(line, i, "predicate", "an IRI")
}

func (r *Reader) object(line []byte, i int) (quad.Value, int, *fault) {
	if i < len(line) {
		switch line[i] {
		case '<':
			return r.iri(line, i)
		case '"':
			return r.literal(line, i)
		case '_':
			return r.blank(line, i)
		}
	}
	return nil, i, unexpected(line, i, "object", "an IRI, a blank node or a literal")
}

func (r *Reader) graph(line []byte, i int) (quad.Value, int, *fault) {
	switch {
	case r.triples && (line[i] == '<' || line[i] == '_' || line[i] == '"'):
		return nil, i, &fault{at: i, msg: "a fourth term: N-Triples has three",
			hint: "name the file .nq to read it as N-Quads"}
	case line[i] == '<':
		return r.iri(line, i)
	case line[i] == '_':
		return r.blank(line, i)
	case r.triples:
		return nil, i, noDot(line, i, true)
	}
	return nil, i, noGraph(line, i)
}

// checkComment wants a comment, or nothing, at i. Comments too are UTF-8:
// where one is not, the file is probably in another encoding.
func checkComment(line []byte, i int) *fault {
	if line[i] != '#' {
		return &fault{at: i, msg: fmt.Sprintf("expected the end of the line after '.', found %s", found(line, i)),
			hint: "write one statement on a line"}
	}
	if bad := invalidUTF8(line[i:]); bad >= 0 {
		return badEncoding(line, i+bad)
	}
	return nil
}

func skipSpace(line []byte, i int) int {
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return i
}

func (r *Reader) syntaxError(line []byte, f *fault) error {
	f = encodingFault(line, f)
	at := rdfio.Position{File: r.file, Line: r.lines.count, Column: utf8.RuneCount(line[:f.at]) + 1}
	if r.lines.count == 1 && bytes.HasPrefix(line, []byte("\uFEFF")) {
		at.Column = 1
		f = &fault{msg: "the file begins with a byte order mark (U+FEFF)", hint: "save it as UTF-8 without byte order mark"}
	}
	return &rdfio.SyntaxError{At: at, Msg: f.msg, Hint: f.hint}
}

// streamError says where reading stopped, unless it is the end.
func (r *Reader) streamError(err error) error {
	switch {
	case err == io.EOF:
		return err
	case errors.Is(err, errLongLine):
		return &rdfio.SyntaxError{
			At:   rdfio.Position{File: r.file, Line: r.lines.count, Column: 1},
			Msg:  fmt.Sprintf("the line is longer than %d bytes, the most that is read", r.lines.limit),
			Hint: "write one statement on a line, and keep very long texts outside",
		}
	}
	return fmt.Errorf("read %s after line %d: %w", r.file, r.lines.count, err)
}
