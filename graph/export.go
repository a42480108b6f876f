package graph

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

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
	out := nquads.NewWriter(w)
	var last quad.Quad
	for q, err := range d.store.Quads(ctx, quad.Quad{}) {
		if err != nil {
			return err
		}
		if q.Label == unlabelled || format == "ntriples" {
			q.Label = nil
		}
		if q == last { // the same by another source: they stand side by side
			continue
		}
		last = q
		if err := out.Write(d.rebase(q, base)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// rebase puts another base in the place of the dataset's.
func (d *Dataset) rebase(q quad.Quad, base string) quad.Quad {
	if base == "" || d.base == "" {
		return q
	}
	for _, dir := range quad.Directions {
		if iri, ok := q.Get(dir).(quad.IRI); ok {
			if id, below := strings.CutPrefix(string(iri), d.base); below {
				q.Set(dir, quad.IRI(base+id))
			}
		}
	}
	return q
}
