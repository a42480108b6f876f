package rdfiotest

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/nquads"
)

// Read reads N-Quads; syntax tells whether the text is wrong.
func Read(t testing.TB, name string, text []byte) (quads []quad.Quad, syntax bool) {
	t.Helper()
	r := nquads.NewReader(bytes.NewReader(text), name, nquads.Options{})
	for {
		s, err := r.Read()
		var wrong *rdfio.SyntaxError
		switch {
		case err == io.EOF:
			return quads, false
		case errors.As(err, &wrong):
			return nil, true
		case err != nil:
			t.Fatal(err)
		}
		quads = append(quads, s.Quad)
	}
}

// Triples gives the quads without their graphs.
func Triples(quads []quad.Quad) []quad.Quad {
	triples := slices.Clone(quads)
	for i := range triples {
		triples[i].Label = nil
	}
	return triples
}

// W3C gives the statements of the W3C's files to a test each: those of the suites of
// N-Triples and N-Quads, and the results of the suites of Turtle and TriG. root is the
// folder of the project as the test sees it.
func W3C(t *testing.T, root string, each func(t *testing.T, quads []quad.Quad)) {
	t.Helper()
	suites := os.Getenv("ANNALS_SUITES")
	if suites == "" {
		suites = filepath.Join(root, "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(suites, "w3c")); err != nil {
		t.Skip("w3c not found: set ANNALS_SUITES")
	}
	for suite, least := range map[string]int{"rdf-n-triples": 30, "rdf-n-quads": 50, "rdf-turtle": 100, "rdf-trig": 100} {
		read := 0
		for _, pattern := range []string{"*.nt", "*.nq"} {
			files, err := filepath.Glob(filepath.Join(suites, "w3c", suite, pattern))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				quads, wrong := Read(t, filepath.Base(file), text)
				if wrong {
					continue // a negative test
				}
				read++
				t.Run(suite+"/"+filepath.Base(file), func(t *testing.T) { each(t, quads) })
			}
		}
		if read < least {
			t.Errorf("%s: only %d files could be read", suite, read)
		}
	}
}

// Nasty makes statements that differ little, of characters that some format escapes and
// of addresses that look like others. They are the same for the same seed.
func Nasty(seed uint64, n int) []quad.Quad {
	r := rand.New(rand.NewPCG(seed, 1))
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: node(r), Predicate: iri(r), Object: object(r)}
		if r.IntN(4) == 0 {
			quads[i].Predicate = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
		}
		if i > 0 && r.IntN(2) == 0 {
			quads[i].Subject = quads[i-1].Subject
		}
		if i > 0 && r.IntN(3) == 0 {
			quads[i].Predicate = quads[i-1].Predicate
		}
		if r.IntN(3) > 0 {
			quads[i].Label = node(r)
		}
		if i > 0 && r.IntN(2) == 0 {
			quads[i].Label = quads[i-1].Label
		}
	}
	return quads
}

// Prefix stands for the beginning of some of the addresses that Nasty makes.
const Prefix = "http://e.org/a/"

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

func iri(r *rand.Rand) quad.IRI {
	before := pick(r, Prefix, Prefix, "http://e.org/b#", "http://e.org/", "urn:x:", "foaf:", "e:", "mailto:a@", "http://e.org/a")
	return quad.IRI(before + pick(r, "", "a", "-a", "a-", ".a", "a.", "a.b", "1936", "_", "é", "a%20b", "a%", "a:b", "a/b", "a#b",
		"a?b=c&d", "(a)", "a,b", "a;b", "it's", "@a", "~", "$", "*", "a\U0001F30D", "true", "a\u00B7", "..", "a/../b", "[1]"))
}

func node(r *rand.Rand) quad.Value {
	if r.IntN(6) == 0 {
		return quad.BNode(pick(r, "a", "b1", "1b", "é", "a.b", "_", "a-"))
	}
	return iri(r)
}

func object(r *rand.Rand) quad.Value {
	text := ""
	for range r.IntN(5) {
		text += pick(r, "a", `"`, `""`, `'`, `\`, "\n", "\r", "\r\n", "\t", "\b", "\f", "\x01", "\x1f", "\x7f", "\u0080", "\u2028", "\u2029",
			"\ufeff", "\ufffd", "é", "Чойбалсан", "\U0001F30D", " ", "#", "<a>", "</script>", "<!--", "@en", "^^", "]]>", "{", "}", "%", "u0041", `\u0041`, ".")
	}
	switch r.IntN(4) {
	case 0:
		return node(r)
	case 1:
		return quad.String(text)
	case 2:
		return quad.LangString{Value: quad.String(text), Lang: pick(r, "en", "mn-Cyrl", "EN-gb", "zh-hant-tw", "x-private", "de-1901")}
	}
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	return quad.TypedString{Value: quad.String(pick(r, text, "01", "1", "1.", "true", "1E400", "NaN", "null", `{"a":1}`)),
		Type: quad.IRI(pick(r, xsd+"integer", xsd+"double", xsd+"boolean", xsd+"date", Prefix+"type", Prefix+"a/b",
			"http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON", "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML", "urn:t"))}
}
