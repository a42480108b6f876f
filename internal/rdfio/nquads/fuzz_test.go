package nquads

import (
	"bytes"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio"
)

// FuzzReader holds for any bytes: every error has a place in the file; what is
// read can be written and reads the same; read as terms it is the same; and it
// does not matter in which pieces the bytes arrive.
func FuzzReader(f *testing.F) {
	for _, m := range mistakes {
		f.Add([]byte(m.line), false)
	}
	f.Add(written(f, chronicle(20)), false)
	f.Add([]byte("<a:s><a:p>_:o_:g.#\r\n\r_:s\t<a:p> \"\\u00e9\\\"\"@en-US . "), true)
	f.Add([]byte("<a:s> <a:\\u0070> \"\\U0001F30D\"^^<http://www.w3.org/2001/XMLSchema#string> <a:g> ."), true)
	f.Fuzz(func(t *testing.T, data []byte, triples bool) {
		o := Options{Triples: triples}
		statements, faults := readAll(NewReader(bytes.NewReader(data), "f", o))
		lines := 1 + bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r"))
		for _, fault := range faults {
			e, ok := fault.(*rdfio.SyntaxError)
			if !ok {
				t.Fatalf("not a syntax error: %v", fault)
			}
			if e.At.Line < 1 || e.At.Line > lines || e.At.Column < 1 || e.At.Column > len(data)+1 || e.Msg == "" {
				t.Fatalf("an error in no place of the file: %v", e)
			}
		}
		for _, s := range statements {
			if triples && s.Label != nil {
				t.Fatalf("%s: N-Triples with a graph", s.At)
			}
		}
		roundTrip(t, statements)
		compareTerms(t, data, o)

		pieces, pieceFaults := readAll(NewReader(iotest.OneByteReader(bytes.NewReader(data)), "f", o))
		if diff := cmp.Diff(statements, pieces); diff != "" {
			t.Errorf("read at once and byte by byte differ:\n%s", diff)
		}
		if len(faults) != len(pieceFaults) {
			t.Errorf("errors %v at once, %v byte by byte", faults, pieceFaults)
		}
	})
}
