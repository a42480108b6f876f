package graph

import (
	"cmp"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/rdfio/nquads"
)

// Export writes the dataset in a format, in the order of its compiled form, which
// depends on the set of statements alone, so that the same data give the same bytes.
// Where base is given, it takes the place of the dataset's own in every address. In
// ntriples and turtle, who says what is lost. It streams: a dataset may be larger than
// memory.
func (d *Dataset) Export(ctx context.Context, w io.Writer, format, base string) error {
	if format != NQuads && format != NTriples { // these two are written on all cores
		return d.exportAll(ctx, w, format, base)
	}
	ctx, cancel := context.WithCancel(ctx)
	parts := d.parts(ctx, base, format == NTriples)
	defer func() {
		cancel()
		for range parts { // until nobody reads the dataset any more: it may be closed next
		}
	}()
	for part := range parts {
		lines := <-part
		if lines.err != nil {
			return lines.err
		}
		if _, err := w.Write(lines.text); err != nil {
			return err
		}
		lines.done(lines.text[:0])
	}
	return errors.Join(d.snap.Err(), ctx.Err())
}

// partRows is how many rows are written as one part: about a megabyte of text.
const partRows = 1 << 13

// lines are the rows of one part as text, which is given back when it was written.
type lines struct {
	text []byte
	err  error
	done func([]byte)
}

// parts writes the rows of the dataset on all cores, and gives the parts in the order
// of the rows. It ends with its context.
func (d *Dataset) parts(ctx context.Context, base string, triples bool) <-chan chan lines {
	workers := runtime.GOMAXPROCS(0)
	parts := make(chan chan lines, workers) // no more than these are ahead of the reader
	idle := make(chan *exporter, workers)
	spare := make(chan []byte, 2*workers+2) // as many as can be on their way
	for range cap(spare) {
		spare <- nil
	}
	for range workers {
		idle <- &exporter{d: d, base: base, triples: triples, none: d.snap.ID(unlabelled), often: map[snapshot.ID][]byte{}}
	}
	go func() {
		var writers sync.WaitGroup
		defer close(parts)
		defer writers.Wait()
		for from := 0; from < d.snap.Len() && ctx.Err() == nil; from += partRows {
			e, text, part := <-idle, <-spare, make(chan lines, 1)
			writers.Go(func() {
				text, err := e.write(text, snapshot.Row(from), snapshot.Row(min(from+partRows, d.snap.Len())))
				idle <- e
				part <- lines{text, err, func(text []byte) { spare <- text }}
			})
			select {
			case parts <- part:
			case <-ctx.Done():
				return
			}
		}
	}()
	return parts
}

// An exporter writes the rows of a snapshot. It works on ids, and writes each term as
// N-Quads once for as long as it comes again: a subject stands in several rows one after
// the other, a property and a passage in thousands.
type exporter struct {
	d       *Dataset
	base    string
	triples bool
	none    snapshot.ID // of statements outside any graph

	subject snapshot.ID
	text    []byte                 // of the subject
	often   map[snapshot.ID][]byte // properties and labels
	err     error
}

// mostKept is how many properties and labels are kept as they are written.
const mostKept = 1 << 14

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
