package graph

import (
	"encoding/csv"
	"io"

	"github.com/cayleygraph/quad"
)

// tableHeader names the columns of the table of claims. A column holds what people read,
// the column with _id after its name the address:
//
//   - value_id is empty where the value is a text; then value is that text as it stands,
//     and datatype or language say more of it. A plain text has neither.
//   - source is the source, source_id the address of its passage that makes the claim,
//     passage what follows # in it. A statement of others outside any graph has no
//     source_id.
//   - a blank node has _: before its name in its _id.
//
// Nothing of a claim is lost.
func tableHeader() []string {
	return []string{"subject", "subject_id", "property", "property_id", "value", "value_id", "datatype", "language",
		"source", "source_id", "passage"}
}

// A tableWriter writes claims as CSV (RFC 4180, with the line ends of Unix).
type tableWriter struct {
	d      *Dataset
	base   string // to be written for the dataset's; "" for its own
	out    *csv.Writer
	begun  bool
	labels map[quad.Value]string
}

func newTableWriter(d *Dataset, w io.Writer, base string) *tableWriter {
	return &tableWriter{d: d, base: base, out: csv.NewWriter(w), labels: map[quad.Value]string{}}
}

func (w *tableWriter) Write(q quad.Quad) error {
	if err := w.begin(); err != nil {
		return err
	}
	value, id, datatype, language := "", "", "", ""
	switch v := q.Object.(type) {
	case quad.IRI, quad.BNode:
		value, id = w.label(v), w.address(v)
	case quad.LangString:
		value, language = string(v.Value), v.Lang
	case quad.TypedString:
		value, datatype = string(v.Value), string(v.Type)
	default:
		value = valueText(v)
	}
	source, passage := w.d.name, ""
	if q.Label != nil {
		source, passage = w.label(SourceOf(q.Label)), passageName(q.Label)
	}
	return w.out.Write([]string{w.label(q.Subject), w.address(q.Subject), w.d.Term(q.Predicate).Label, w.address(q.Predicate),
		value, id, datatype, language, source, w.address(q.Label), passage})
}

func (w *tableWriter) address(v quad.Value) string { return valueText(w.d.rebased(v, w.base)) }

func (w *tableWriter) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	return w.out.Write(tableHeader())
}

// How many labels are kept, and how long they may be.
const (
	mostKept    = 1 << 14
	longestKept = 256
)

// label gives the label of a thing, and keeps as many as do not matter in memory.
func (w *tableWriter) label(v quad.Value) string {
	label, ok := w.labels[v]
	if !ok {
		label = w.d.Label(v)
		if len(w.labels) < mostKept && len(label) <= longestKept {
			w.labels[v] = label
		}
	}
	return label
}

func (w *tableWriter) Close() error {
	if err := w.begin(); err != nil {
		return err
	}
	w.out.Flush()
	return w.out.Error()
}
