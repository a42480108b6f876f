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
			return cmp.Or(d.snap.Err(), lines.err) // what is damaged may be no term
		}
		if _, err := w.Write(lines.text); err != nil {
			return err
		}
		lines.done(lines.text[:0])
	}
	return errors.Join(d.snap.Err(), ctx.Err())
}

// partRows is how many rows are written as one part: some hundred kilobytes of text,
// which are still in a core's own memory when they are written. Parts of a megabyte
// took a tenth more of the processor.
const partRows = 1 << 10

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
		idle <- newExporter(d, base, triples)
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

// rebased puts another base in the place of the dataset's.
func (d *Dataset) rebased(v quad.Value, base string) quad.Value {
	if iri, ok := v.(quad.IRI); ok && base != "" && d.base != "" {
		if id, below := strings.CutPrefix(string(iri), d.base); below {
			return quad.IRI(base + id)
		}
	}
	return v
}
