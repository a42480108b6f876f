package nquads

import (
	"bytes"

	"github.com/cayleygraph/quad"
)

// iri reads the IRI that begins with the "<" at i and gives the place after
// its end.
func (r *Reader) iri(line []byte, i int) (quad.Value, int, *fault) {
	n := bytes.IndexByte(line[i:], '>')
	if n < 0 {
		return nil, i, openIRI(line, i)
	}
	end := i + n + 1
	s := r.iris.slot(line[i:end])
	if s != nil && s.token == string(line[i:end]) {
		return s.value, end, nil
	}
	all := classes(line[i+1 : end-1])
	if all&notIRI != 0 {
		return r.escapedIRI(line, i, end)
	}
	if all&wide != 0 {
		if bad := invalidUTF8(line[i:end]); bad >= 0 {
			return nil, i, badEncoding(line, i+bad)
		}
	}
	if !isAbsolute(line[i+1 : end-1]) {
		return nil, i, relativeIRI(line, i, end)
	}
	token := string(line[i:end])
	iri := quad.Value(quad.IRI(token[1 : len(token)-1]))
	s.put(token, iri)
	return iri, end, nil
}

// escapedIRI is iri for those with a backslash, or with something forbidden.
func (r *Reader) escapedIRI(line []byte, i, end int) (quad.Value, int, *fault) {
	var f *fault
	if r.scratch, f = decodeIRI(r.scratch[:0], line, i+1, end-1); f != nil {
		return nil, i, f
	}
	if !isAbsolute(r.scratch) {
		return nil, i, relativeIRI(line, i, end)
	}
	return quad.IRI(r.scratch), end, nil
}

// blank reads the blank node that begins with the "_" at i.
func (r *Reader) blank(line []byte, i int) (quad.Value, int, *fault) {
	if i+1 == len(line) || line[i+1] != ':' {
		return nil, i, &fault{at: i, msg: "expected a blank node, '_:' and a label", hint: "write _:x"}
	}
	n := blankLabel(line[i+2:])
	end := i + 2 + n
	if n == 0 || !endsTerm(line, end) {
		return nil, i, badLabel(line, i, end)
	}
	s := r.iris.slot(line[i:end])
	if s != nil && s.token == string(line[i:end]) {
		return s.value, end, nil
	}
	token := string(line[i:end])
	node := quad.Value(quad.BNode(token[2:]))
	s.put(token, node)
	return node, end, nil
}

// literal reads the literal that begins with the quotation mark at i.
//
// Text without escapes cannot contain anything that is forbidden, except
// bytes that are not UTF-8: quotation marks and line ends have ended it.
func (r *Reader) literal(line []byte, i int) (quad.Value, int, *fault) {
	n := bytes.IndexByte(line[i+1:], '"')
	if n < 0 {
		return nil, i, openLiteral(i)
	}
	closing := i + 1 + n
	if bytes.IndexByte(line[i+1:closing], '\\') >= 0 {
		return r.escapedLiteral(line, i)
	}
	suffix, end, f := r.suffix(line, closing+1)
	if f != nil {
		return nil, i, f
	}
	s := r.literals.slot(line[i:end])
	if s != nil && s.token == string(line[i:end]) {
		return s.value, end, nil
	}
	if bad := invalidUTF8(line[i : closing+1]); bad >= 0 {
		return nil, i, badEncoding(line, i+bad)
	}
	token := string(line[i:end])
	text := quad.String(token[1 : closing-i])
	v := suffix.literal(text, token[closing+1-i:])
	s.put(token, v)
	return v, end, nil
}

// escapedLiteral is literal for texts with a backslash.
func (r *Reader) escapedLiteral(line []byte, i int) (quad.Value, int, *fault) {
	var closing int
	var f *fault
	if r.scratch, closing, f = decodeText(r.scratch[:0], line, i); f != nil {
		return nil, i, f
	}
	text := quad.String(r.scratch)
	suffix, end, f := r.suffix(line, closing+1)
	if f != nil {
		return nil, i, f
	}
	return suffix.literal(text, string(line[closing+1:end])), end, nil
}

// A suffix is what follows a literal's text: its type, or a language tag, or
// nothing.
type suffix struct {
	datatype quad.IRI
	language bool
}

// suffix reads the suffix at i, after the closing quotation mark.
func (r *Reader) suffix(line []byte, i int) (s suffix, end int, f *fault) {
	if i == len(line) || line[i] != '@' && line[i] != '^' {
		return suffix{}, i, nil
	}
	if line[i] == '@' {
		end = i + 1 + languageTag(line[i+1:])
		return suffix{language: true}, end, checkLanguage(line, i, end)
	}
	if !bytes.HasPrefix(line[i:], []byte("^^<")) {
		return suffix{}, i, badDatatype(i)
	}
	v, end, f := r.iri(line, i+2)
	if f != nil {
		return suffix{}, i, f
	}
	return suffix{datatype: v.(quad.IRI)}, end, nil
}

// literal makes the value; written is the suffix as it stands in the file.
func (s suffix) literal(text quad.String, written string) quad.Value {
	switch {
	case s.language:
		return quad.LangString{Value: text, Lang: written[1:]}
	case s.datatype == "" || s.datatype == xsdString:
		return text
	}
	return quad.TypedString{Value: text, Type: s.datatype}
}
