package graph

import (
	"bytes"
	"cmp"
	"fmt"

	"annals.example/graph/snapshot"
	"annals.example/internal/rdfio/nquads"
)

// An exporter writes the rows of a snapshot as lines of N-Quads, without making
// values of their terms: it works on ids, and on the bytes that the file holds.
type exporter struct {
	d       *Dataset
	base    []byte // in place of own; nil where that stays
	own     []byte
	triples bool
	none    snapshot.ID // of statements outside any graph

	subject snapshot.ID
	text    []byte // of the subject, which stands in several rows one after the other
	names   recent // properties and labels, most of which stand in thousands
	things  recent // objects that are IRIs, of which some are far more common than others

	subjects *snapshot.TermReader // goes up
	others   *snapshot.TermReader
	moved    []byte // an IRI with the other base
	err      error
}

func newExporter(d *Dataset, base string, triples bool) *exporter {
	e := &exporter{d: d, triples: triples, none: d.snap.ID(unlabelled),
		subjects: d.snap.TermReader(), others: d.snap.TermReader(), names: newRecent(), things: newRecent()}
	if base != "" && d.base != "" {
		e.base, e.own = []byte(base), []byte(d.base)
	}
	return e
}

// write writes the rows from one up to another.
func (e *exporter) write(text []byte, from, to snapshot.Row) ([]byte, error) {
	var last snapshot.Quad
	if from > 0 {
		last = e.shown(from - 1)
	}
	for row := from; row < to; row++ {
		q := e.shown(row)
		if q != last { // else the same by another source: they stand side by side
			text = e.line(text, q)
		}
		last = q
	}
	return text, e.err
}

// shown is a row as it is written: without label where it has none to show.
func (e *exporter) shown(row snapshot.Row) snapshot.Quad {
	q := e.d.snap.At(row)
	if e.triples || q.G == e.none || q.G == snapshot.NoLabel {
		q.G = 0
	}
	return q
}

// line writes a quad in canonical form.
func (e *exporter) line(dst []byte, q snapshot.Quad) []byte {
	if q.S != e.subject {
		e.subject, e.text = q.S, e.term(e.text[:0], e.subjects, q.S)
	}
	dst = append(dst, e.text...)
	dst = e.often(dst, &e.names, q.P)
	dst = e.object(dst, q.O)
	if q.G != 0 {
		dst = e.often(dst, &e.names, q.G)
	}
	return append(dst, '.', '\n')
}

// object writes an object. A literal rarely comes again, and would take the place
// of what does.
func (e *exporter) object(dst []byte, id snapshot.ID) []byte {
	if e.d.snap.Kind(id) == snapshot.KindIRI {
		return e.often(dst, &e.things, id)
	}
	return e.term(dst, e.others, id)
}

// often writes a term that may come again.
func (e *exporter) often(dst []byte, kept *recent, id snapshot.ID) []byte {
	if text := kept.text(id); text != nil {
		return append(dst, text...)
	}
	start := len(dst)
	dst = e.term(dst, e.others, id)
	kept.keep(id, dst[start:])
	return dst
}

// term writes a term and a space, or keeps the error.
func (e *exporter) term(dst []byte, from *snapshot.TermReader, id snapshot.ID) []byte {
	kind, text, tag := from.Read(id)
	var err error
	switch kind {
	case snapshot.KindIRI:
		dst, err = nquads.AppendIRI(dst, e.rebased(text))
	case snapshot.KindBlank:
		dst, err = nquads.AppendBlank(dst, text)
	case snapshot.KindString:
		dst, err = nquads.AppendText(dst, text)
	case snapshot.KindLang:
		dst, err = nquads.AppendLang(dst, text, tag)
	case snapshot.KindTyped:
		dst, err = nquads.AppendTyped(dst, text, tag)
	default:
		err = fmt.Errorf("%w: a term is missing", nquads.ErrValue)
	}
	if err != nil {
		e.err = cmp.Or(e.err, err)
		return dst
	}
	return append(dst, ' ')
}

// rebased is Dataset.rebased for the bytes of an IRI.
func (e *exporter) rebased(iri []byte) []byte {
	if e.base == nil {
		return iri
	}
	id, below := bytes.CutPrefix(iri, e.own)
	if !below {
		return iri
	}
	e.moved = append(append(e.moved[:0], e.base...), id...)
	return e.moved
}

// recent are terms as they were written, of which each has its place by its id,
// until another comes that has the same: to look one up is to look there, and the
// memory is bounded whatever there is. Such a place lies in two cache lines.
type recent []written

type written struct {
	id   snapshot.ID
	size uint8
	text [recentLen]byte
}

const (
	recentTerms = 1 << 11 // a quarter of a megabyte
	recentLen   = 123     // longer ones are written anew
)

func newRecent() recent { return make(recent, recentTerms) }

func (r recent) text(id snapshot.ID) []byte {
	if w := &r[id%recentTerms]; w.id == id {
		return w.text[:w.size]
	}
	return nil
}

func (r recent) keep(id snapshot.ID, text []byte) {
	if len(text) <= recentLen {
		w := &r[id%recentTerms]
		w.id, w.size = id, uint8(copy(w.text[:], text))
	}
}
