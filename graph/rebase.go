package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// A BaseError says that an address cannot be the base of a dataset.
type BaseError struct{ Base, Msg string }

func (e *BaseError) Error() string { return fmt.Sprintf("base %q: %s", e.Base, e.Msg) }

// Rebased gives the same claims with another base in every address, as a dataset of
// its own: agreement/1936-protocol is then base+"agreement/1936-protocol". It is
// compiled anew, in a temporary file that goes with it. The error of a base that will
// not do is a *BaseError.
func (d *Dataset) Rebased(ctx context.Context, base string) (*Dataset, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return nil, &BaseError{base, "want an address like https://museum.example/mongolia/"}
	case !strings.HasSuffix(base, "/"):
		return nil, &BaseError{base, "want a / at its end: ids come right after it"}
	case d.base == "":
		return nil, &BaseError{base, "the dataset has no base of its own that it could take the place of"}
	}
	dir, err := os.MkdirTemp("", "annals-")
	if err != nil {
		return nil, err
	}
	// The mapping holds the file: nothing of it is left when the dataset is closed,
	// however the process ends.
	defer func() { _ = os.RemoveAll(dir) }() // what is left is in the system's folder for such
	file := filepath.Join(dir, "rebased"+Extension)
	if err := snapshot.Build(ctx, file, d.rebasedQuads(ctx, base), snapshot.Options{}); err != nil {
		return nil, fmt.Errorf("compile the dataset with base %s: %w", base, err)
	}
	snap, err := snapshot.Open(file)
	if err != nil {
		return nil, err
	}
	return newDataset(snap, d.name), nil
}

func (d *Dataset) rebasedQuads(ctx context.Context, base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for row := range d.snap.Len() {
			q := d.snap.Quad(snapshot.Row(row))
			q.Subject, q.Predicate = d.rebased(q.Subject, base), d.rebased(q.Predicate, base)
			q.Object, q.Label = d.rebased(q.Object, base), d.rebased(q.Label, base)
			if err := ctx.Err(); !yield(q, err) || err != nil {
				return
			}
		}
		if err := errors.Join(d.snap.Err(), ctx.Err()); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}
