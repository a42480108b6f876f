package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/rdfio/nquads"
)

// Formats are the formats of Export.
func Formats() []string { return []string{"nquads", "ntriples"} }

// A FormatError says that there is no such format of export.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("no format %q: it is one of %s", e.Format, strings.Join(Formats(), ", "))
}

// Export writes the dataset in a format, in the order of its compiled form, which
// depends on the set of statements alone, so that the same data give the same bytes.
// Where base is given, it takes the place of the dataset's own in every address. In
// ntriples, who says what is lost.
func (d *Dataset) Export(ctx context.Context, w io.Writer, format, base string) error {
	if !slices.Contains(Formats(), format) {
		return &FormatError{Format: format}
	}
	e := &exporter{d: d, base: base, triples: format == "ntriples", often: map[snapshot.ID][]byte{}}
	return e.write(ctx, w)
}

// An exporter writes the rows of a snapshot. It works on ids, and writes each term as
// N-Quads once for as long as it comes again: a subject stands in several rows one after
// the other, a property and a passage in thousands.
type exporter struct {
	d       *Dataset
	base    string
	triples bool

	subject snapshot.ID
	text    []byte                 // of the subject
	often   map[snapshot.ID][]byte // properties and labels
	err     error
}

// mostKept is how many properties and labels are kept as they are written.
const mostKept = 1 << 14

// someLines is how much is written at once, in bytes.
const someLines = 1 << 18

func (e *exporter) write(ctx context.Context, w io.Writer) error {
	none := e.d.snap.ID(unlabelled)
	var last snapshot.Quad
	lines := make([]byte, 0, someLines+1<<12)
	for c := e.d.snap.Range(snapshot.Quad{}).Cursor(); c.Next() && e.err == nil; {
		q := c.Quad()
		if e.triples || q.G == none || q.G == snapshot.NoLabel {
			q.G = 0
		}
		if q == last { // the same by another source: they stand side by side
			continue
		}
		last = q
		if lines = e.line(lines, q); len(lines) < someLines {
			continue
		}
		if _, err := w.Write(lines); err != nil || ctx.Err() != nil {
			return cmp.Or(err, ctx.Err())
		}
		lines = lines[:0]
	}
	if err := errors.Join(e.err, e.d.snap.Err(), ctx.Err()); err != nil {
		return err
	}
	_, err := w.Write(lines)
	return err
}

// line writes a quad in canonical form.
func (e *exporter) line(dst []byte, q snapshot.Quad) []byte {
	if q.S != e.subject {
		e.subject, e.text = q.S, append(e.term(e.text[:0], q.S), ' ')
	}
	dst = append(dst, e.text...)
	dst = append(append(dst, e.kept(q.P)...), ' ')
	dst = append(e.term(dst, q.O), ' ')
	if q.G != 0 {
		dst = append(append(dst, e.kept(q.G)...), ' ')
	}
	return append(dst, '.', '\n')
}

func (e *exporter) kept(id snapshot.ID) []byte {
	text, ok := e.often[id]
	if !ok {
		text = e.term(nil, id)
		if len(e.often) < mostKept {
			e.often[id] = text
		}
	}
	return text
}

// term writes a term, or keeps the error.
func (e *exporter) term(dst []byte, id snapshot.ID) []byte {
	text, err := nquads.AppendValue(dst, e.d.rebased(e.d.snap.Term(id), e.base))
	if err != nil {
		e.err = cmp.Or(e.err, err)
		return dst
	}
	return text
}

// rebased puts another base in the place of the dataset's.
func (d *Dataset) rebased(v quad.Value, base string) quad.Value {
	if iri, ok := v.(quad.IRI); ok && base != "" && d.base != "" {
		if id, below := strings.CutPrefix(string(iri), d.base); below {
			return quad.IRI(base + id)
		}
	}
	return v
}
