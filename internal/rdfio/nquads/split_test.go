package nquads

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio"
)

// readTerms reads all statements as terms, and stops at the first mistake.
func readTerms(data []byte, o Options) (statements [][4]Term, mistake bool) {
	r := NewReader(bytes.NewReader(data), "f", o)
	batch := make([][4]Term, 3)
	for {
		n, err := r.ReadTerms(batch)
		for _, terms := range batch[:n] {
			for i := range terms {
				if !terms[i].Valid() {
					return statements, true
				}
				terms[i].Text, terms[i].Tag = slices.Clone(terms[i].Text), slices.Clone(terms[i].Tag)
			}
			statements = append(statements, terms)
		}
		if err != nil {
			return statements, !errors.Is(err, io.EOF)
		}
	}
}

// compareTerms wants the same of ReadTerms as of Read, which the test suites of
// the W3C judge: the same statements up to the first mistake, and that mistake.
func compareTerms(t *testing.T, data []byte, o Options) {
	t.Helper()
	var want [][4]Term
	r := NewReader(bytes.NewReader(data), "f", o)
	var err error
	for {
		var s rdfio.Statement
		if s, err = r.Read(); err != nil {
			break
		}
		want = append(want, [4]Term{termOf(s.Subject), termOf(s.Predicate), termOf(s.Object), termOf(s.Label)})
	}
	got, mistake := readTerms(data, o)
	if diff := cmp.Diff(want, got, cmp.Comparer(bytes.Equal)); diff != "" {
		t.Errorf("%q: other statements as terms (-values +terms):\n%s", data, diff)
	}
	if mistake != !errors.Is(err, io.EOF) {
		t.Errorf("%q: a mistake as terms: %v; as values: %v", data, mistake, err)
	}
}

func TestTermsAreThoseOfTheValues(t *testing.T) {
	large := written(t, chronicle(2000)) // more than is read at once
	for _, end := range []string{"\n", "\r\n", "\r", "\n\r"} {
		compareTerms(t, bytes.ReplaceAll(large, []byte("\n"), []byte(end)), Options{})
	}
	for _, m := range mistakes {
		compareTerms(t, []byte(m.line), Options{})
	}
	const iri = "<a:s> <a:p> "
	for _, line := range []string{
		"", " ", "# comment", iri + "<a:o>.", iri + "<a:o> <a:g>\t. ", "<a:s><a:p><a:o><a:g>.", "_:s<a:p>_:o_:g.", "_:s <a:p> _:o. .",
		iri + `"".`, iri + `"o"@en.`, iri + `"o"@en-US<a:g>.`, iri + `"o"^^<http://www.w3.org/2001/XMLSchema#string> .`,
		iri + `"o"^^<a:t>`, iri + `"o"^^<t> .`, iri + `"o"^^a:t .`, iri + `"o"^ .`, iri + `"o"@ .`, iri + `"o"@`, iri + `"o"^^`, iri + `"`,
		iri + "<a:o> . # and why", iri + "<a:o> . and why", iri + "<a:o> <a:g> <a:h> .", iri + "<a:o> \"g\" .", iri + `"\t" .`,
		"<a:\\u0073> <a:p> <a:o> .", "<a:s> <a:p> <a:o\xFF> .", iri + "\"\xFF\" .", iri + "<a o> .", iri + "<o> .", iri + "<> .", "<a:s> _:p <a:o> .",
		"<a:s> <a:p> <a:o> .\r<a:s> <a:p> <a:o2> .\r\n\n<a:s> <a:p> <a:o3> .", "\uFEFF<a:s> <a:p> <a:o> .", "<", "_", "_:", "<a:s>", "<a:s> <a:p>",
	} {
		for _, triples := range []bool{false, true} {
			compareTerms(t, []byte(line), Options{Triples: triples})
			compareTerms(t, []byte(strings.Repeat(line+"\n", 3)), Options{Triples: triples})
		}
	}
}
