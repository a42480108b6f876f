package nquads

import (
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// writeSize is how much a Writer gathers before it writes.
const writeSize = 64 << 10

// A Writer writes quads as lines in canonical form, in the order in which they
// come. It is not safe for concurrent use.
type Writer struct {
	dst io.Writer
	buf []byte
	err error
}

// NewWriter writes to w. Nothing is sure to have arrived there before Flush.
func NewWriter(w io.Writer) *Writer { return &Writer{dst: w} }

// Write writes one quad, as AppendQuad does. A quad that cannot be written is
// an error that wraps ErrValue and leaves no trace in the output: the caller
// may go on. Any other error is the destination's, and final.
func (w *Writer) Write(q quad.Quad) error {
	if w.err != nil {
		return w.err
	}
	if w.buf == nil {
		w.buf = make([]byte, 0, writeSize+writeSize/8)
	}
	var err error
	if w.buf, err = AppendQuad(w.buf, q); err != nil {
		return err
	}
	if len(w.buf) >= writeSize {
		return w.Flush()
	}
	return nil
}

// Flush writes what is gathered. It must follow the last Write.
func (w *Writer) Flush() error {
	if w.err != nil || len(w.buf) == 0 {
		return w.err
	}
	if _, err := w.dst.Write(w.buf); err != nil {
		w.err = fmt.Errorf("write N-Quads: %w", err)
	}
	w.buf = w.buf[:0]
	return w.err
}
