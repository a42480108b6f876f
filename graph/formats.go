package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/rdfio/jsonld"
	"annals.example/internal/rdfio/nquads"
	"annals.example/internal/rdfio/turtle"
)

// The formats in which claims are written.
const (
	NQuads   = "nquads"   // with who says so, in the dataset's order
	NTriples = "ntriples" // without who says so: a claim that several make stands once
	Turtle   = "turtle"   // the same, with prefixes and what belongs together
	TriG     = "trig"     // Turtle with who says so; passage after passage
	JSONLD   = "jsonld"   // expanded JSON-LD; passage after passage
	CSV      = "csv"      // a table: a row for each claim and who says so, in the dataset's order
)

// Formats are the formats of Export.
func Formats() []string { return []string{NQuads, NTriples, Turtle, TriG, JSONLD, CSV} }

// A FormatError says that there is no such format of export.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("no format %q: it is one of %s", e.Format, strings.Join(Formats(), ", "))
}

// A quadWriter writes claims in a format, and ends what it has begun.
type quadWriter interface {
	Write(quad.Quad) error
	Close() error
}

// writer gives the writer of a format, with prefixes for the beginnings that are used.
// Where base is given, it writes that for the dataset's own.
func (d *Dataset) writer(w io.Writer, format, base string, used func(space string) bool) (quadWriter, error) {
	var out quadWriter
	switch format {
	case NQuads:
		out = lineWriter{nquads.NewWriter(w)}
	case NTriples:
		out = &tripleWriter{to: lineWriter{nquads.NewWriter(w)}}
	case Turtle:
		out = &tripleWriter{to: turtle.NewWriter(w, d.prefixes(base, used))}
	case TriG:
		out = turtle.NewTriGWriter(w, d.prefixes(base, used))
	case JSONLD:
		out = jsonld.NewWriter(w)
	case CSV:
		return newTableWriter(d, w, base), nil // it has the labels of the old addresses
	default:
		return nil, &FormatError{Format: format}
	}
	if base == "" {
		return out, nil
	}
	return rebaser{out, d, base}, nil
}

// A rebaser puts another base in the place of the dataset's.
type rebaser struct {
	to   quadWriter
	d    *Dataset
	base string
}

func (w rebaser) Write(q quad.Quad) error {
	for _, v := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		*v = w.d.rebased(*v, w.base)
	}
	return w.to.Write(q)
}

func (w rebaser) Close() error { return w.to.Close() }

// byGraph says whether a format wants what one passage says together.
func byGraph(format string) bool { return format == TriG || format == JSONLD }

type lineWriter struct{ *nquads.Writer }

func (w lineWriter) Close() error { return w.Flush() }

// A tripleWriter leaves out who says so; what several say one after the other stands
// once.
type tripleWriter struct {
	to   quadWriter
	last quad.Quad
}

func (w *tripleWriter) Write(q quad.Quad) error {
	q.Label = nil
	if q == w.last {
		return nil
	}
	w.last = q
	return w.to.Write(q)
}

func (w *tripleWriter) Close() error { return w.to.Close() }

// exportAll writes the whole dataset, row by row.
func (d *Dataset) exportAll(ctx context.Context, w io.Writer, format, base string) error {
	out, err := d.writer(w, format, base, d.hasAddressBelow)
	if err != nil {
		return err
	}
	quads := d.snap.Range(snapshot.Quad{}).Quads()
	if byGraph(format) {
		quads = d.graphs()
	}
	return d.write(ctx, out, quads)
}

// graphs gives all claims, those outside any graph first, then passage by passage.
func (d *Dataset) graphs() iter.Seq[quad.Quad] {
	none := d.snap.ID(unlabelled)
	labels := []snapshot.ID{snapshot.NoLabel}
	if none != 0 {
		labels = append(labels, none)
	}
	for id := range d.snap.Labels() {
		if id != none && id != snapshot.NoLabel {
			labels = append(labels, id)
		}
	}
	return func(yield func(quad.Quad) bool) {
		for _, label := range labels {
			for q := range d.snap.Range(snapshot.Quad{G: label}).Quads() {
				if !yield(q) {
					return
				}
			}
		}
	}
}

// write writes claims to the end, or to that of the context.
func (d *Dataset) write(ctx context.Context, out quadWriter, quads iter.Seq[quad.Quad]) error {
	n := 0
	for q := range quads {
		if n++; n%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if q.Label == quad.Value(unlabelled) {
			q.Label = nil
		}
		if err := out.Write(q); err != nil {
			return err
		}
	}
	if err := errors.Join(d.snap.Err(), ctx.Err()); err != nil {
		return err
	}
	return out.Close()
}

// WriteQuads writes statements that need not be of the dataset, as VoID and Vocabulary
// give them, in a format of Formats and in its order. The dataset gives the labels of
// the table, and prefixes.
func (d *Dataset) WriteQuads(ctx context.Context, w io.Writer, format string, quads []quad.Quad) error {
	out, err := d.writer(w, format, "", namespaces(slices.Values(quads)))
	if err != nil {
		return err
	}
	quads = slices.Clone(quads)
	order := nquads.CompareQuads
	if byGraph(format) {
		order = nquads.CompareByGraph
	}
	slices.SortFunc(quads, order)
	return d.write(ctx, out, slices.Values(slices.Compact(quads)))
}
