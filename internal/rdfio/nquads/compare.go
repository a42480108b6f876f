package nquads

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// CompareQuads orders quads by subject, predicate, object and graph, each as
// Compare does. It is the order of the bytes of their canonical lines, which
// is what sort(1) gives in the C locale and RDF Dataset Canonicalization 1.0
// asks for.
func CompareQuads(a, b quad.Quad) int {
	return cmp.Or(
		Compare(a.Subject, b.Subject),
		Compare(a.Predicate, b.Predicate),
		Compare(a.Object, b.Object),
		Compare(a.Label, b.Label),
	)
}

// CompareByGraph orders quads by graph, subject, predicate and object, each as
// Compare does: it keeps together what one source says.
func CompareByGraph(a, b quad.Quad) int {
	return cmp.Or(Compare(a.Label, b.Label), CompareQuads(a, b))
}

// Compare orders terms as the bytes of their canonical form, without making
// it: nil, then literals, IRIs, blank nodes. Terms are equal when their
// canonical form is. Native values of package quad have none; they come last,
// by their type and text.
func Compare(a, b quad.Value) int {
	ka, kb := kindOf(a), kindOf(b)
	if ka != kb {
		return cmp.Compare(ka, kb)
	}
	switch ka {
	case kindLiteral:
		return compareLiterals(a, b)
	case kindIRI:
		return compareIRIs(a.(quad.IRI), b.(quad.IRI))
	case kindBlank:
		return strings.Compare(string(a.(quad.BNode)), string(b.(quad.BNode)))
	case kindOther:
		return cmp.Or(
			strings.Compare(fmt.Sprintf("%T", a), fmt.Sprintf("%T", b)),
			strings.Compare(a.String(), b.String()),
		)
	}
	return 0
}

// The kinds of terms, in the order of their first bytes: '"', '<', '_'.
const (
	kindNone = iota
	kindLiteral
	kindIRI
	kindBlank
	kindOther
)

func kindOf(v quad.Value) int {
	switch v.(type) {
	case nil:
		return kindNone
	case quad.String, quad.LangString, quad.TypedString:
		return kindLiteral
	case quad.IRI:
		return kindIRI
	case quad.BNode:
		return kindBlank
	}
	return kindOther
}

// compareIRIs compares with the closing ">": it comes after the digits and
// signs with which a longer IRI may go on, and before the letters.
func compareIRIs(a, b quad.IRI) int {
	n := commonPrefix(string(a), string(b))
	return cmp.Or(
		cmp.Compare(byteOr(string(a), n, '>'), byteOr(string(b), n, '>')),
		cmp.Compare(len(a), len(b)), // a stray ">" in what is no IRI
	)
}

func compareLiterals(a, b quad.Value) int {
	textA, suffixA, tailA := literalParts(a)
	textB, suffixB, tailB := literalParts(b)
	if c := compareTexts(textA, textB); c != 0 {
		return c
	}
	if c := cmp.Compare(suffixA, suffixB); c != 0 {
		return c
	}
	if suffixA == '^' {
		return compareIRIs(quad.IRI(tailA), quad.IRI(tailB))
	}
	return strings.Compare(tailA, tailB)
}

// literalParts takes a literal apart; suffix is the byte after the closing
// quotation mark, where something follows.
func literalParts(v quad.Value) (text string, suffix byte, tail string) {
	switch v := v.(type) {
	case quad.String:
		return string(v), 0, ""
	case quad.LangString:
		return string(v.Value), '@', v.Lang
	case quad.TypedString:
		if v.Type != xsdString {
			return string(v.Value), '^', string(v.Type)
		}
		return string(v.Value), 0, ""
	}
	return "", 0, ""
}

// compareTexts compares as if escapes and the closing quotation mark were
// written: the first character that differs decides.
func compareTexts(a, b string) int {
	n := commonPrefix(a, b)
	if n == len(a) && n == len(b) {
		return 0
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	var bufA, bufB [utf8.UTFMax + 2]byte
	return cmp.Or(
		bytes.Compare(nextWritten(bufA[:0], a[n:]), nextWritten(bufB[:0], b[n:])),
		strings.Compare(a, b), // in what is not UTF-8
	)
}

// nextWritten is the first character of the rest of a text as it is written.
func nextWritten(dst []byte, rest string) []byte {
	if rest == "" {
		return append(dst, '"')
	}
	_, size := utf8.DecodeRuneInString(rest)
	return appendEscaped(dst, []byte(rest[:size]))
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// byteOr is s[i], or end where s has ended.
func byteOr(s string, i int, end byte) byte {
	if i < len(s) {
		return s[i]
	}
	return end
}
