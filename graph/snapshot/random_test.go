package snapshot

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// randomQuads gives quads of all kinds of terms, many of them again and again:
// odd texts, the same triple under several labels and none, duplicates.
func randomQuads(n int, seed uint64) []quad.Quad {
	r := rand.New(rand.NewPCG(seed, 2))
	quads := make([]quad.Quad, n)
	for i := range quads {
		if i > 0 && r.IntN(8) == 0 {
			quads[i] = quads[r.IntN(i)]
			if r.IntN(2) == 0 {
				quads[i].Label = randomLabel(r)
			}
			continue
		}
		quads[i] = quad.Quad{
			Subject:   randomThing(r, n/10+1),
			Predicate: quad.IRI(fmt.Sprintf("http://e.org/p%d", r.IntN(6))),
			Object:    randomObject(r, n/10+1),
			Label:     randomLabel(r),
		}
	}
	return quads
}

func randomThing(r *rand.Rand, n int) quad.Value {
	if r.IntN(4) == 0 {
		return quad.BNode(fmt.Sprintf("b%d", r.IntN(n)))
	}
	return quad.IRI(fmt.Sprintf("http://e.org/%s/%d", strings.Repeat("x", r.IntN(3)*7), r.IntN(n)))
}

func randomLabel(r *rand.Rand) quad.Value {
	switch r.IntN(5) {
	case 0:
		return nil
	case 1:
		return quad.BNode(fmt.Sprintf("g%d", r.IntN(3)))
	}
	return quad.IRI(fmt.Sprintf("http://e.org/source/%d", r.IntN(9)))
}

func randomObject(r *rand.Rand, n int) quad.Value {
	typed := func(t, format string, args ...any) quad.Value {
		return quad.TypedString{Value: quad.String(fmt.Sprintf(format, args...)), Type: quad.IRI(t)}
	}
	switch r.IntN(14) {
	case 0:
		return quad.String(randomText(r))
	case 1:
		return quad.LangString{Value: quad.String(randomText(r)), Lang: []string{"en", "en-GB", "mn", ""}[r.IntN(4)]}
	case 2:
		return typed([]string{xsd + "boolean", "", "http://e.org/t", xsd + "string"}[r.IntN(4)], "%s", randomText(r))
	case 3:
		return typed(xsd+"integer", "%+d", r.IntN(40)-20)
	case 4:
		return typed(xsd+"decimal", "%.*f", r.IntN(3), r.Float64()*40-20)
	case 5:
		return typed(xsd+[]string{"double", "float"}[r.IntN(2)], "%.*e", r.IntN(3), r.NormFloat64())
	case 6:
		return typed(xsd+[]string{"double", "integer", "gYear"}[r.IntN(3)], "%s", []string{"INF", "-INF", "NaN", "", "-0", "1e999999999999999999999"}[r.IntN(6)])
	case 7:
		return typed(string(datatypes[codeEDTF]), "%s", []string{"1936", "1936-03", "1936-03-12", "../1936", "1936-03~/..", "193X",
			"[1667,1668]", "-0430", "Y-12000", "no date", "1985-04-12T23:20:30Z", "1936-21"}[r.IntN(12)])
	case 8:
		return typed(xsd+"date", "%04d-%02d-%02d%s", 1900+r.IntN(3), r.IntN(14), r.IntN(33), []string{"", "Z", "+14:00", "-05:30"}[r.IntN(4)])
	case 9:
		return typed(xsd+"dateTime", "1901-02-%02dT%02d:%02d:%02d%s", 1+r.IntN(28), r.IntN(25), r.IntN(2)*30, r.IntN(2),
			[]string{"", "Z", ".5", ".50Z", "+01:00"}[r.IntN(5)])
	case 10:
		return typed(xsd+[]string{"gYear", "gYearMonth"}[r.IntN(2)], "%s", []string{"1900", "1900-02", "-0044", "12000-12", "1900Z"}[r.IntN(5)])
	}
	return randomThing(r, n)
}

func randomText(r *rand.Rand) string {
	parts := []string{"", "a", "\x00", "Чойбалсан", "\n", "\u2028", "z", "𝔸", "\"", "aaaaaaaa", "\x00\x00", strings.Repeat("long ", 60)}
	var b strings.Builder
	for range r.IntN(4) {
		b.WriteString(parts[r.IntN(len(parts))])
	}
	return b.String()
}

func distinct(quads []quad.Quad) []quad.Quad {
	seen := map[quad.Quad]bool{}
	return slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		again := seen[q]
		seen[q] = true
		return again
	})
}

func mustBytes(tb testing.TB, quads []quad.Quad) []byte {
	tb.Helper()
	b, err := Bytes(tb.Context(), slices.Values(quads))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func mustOpen(tb testing.TB, quads []quad.Quad) *Snapshot {
	tb.Helper()
	s, err := OpenBytes(mustBytes(tb, quads))
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.Verify(tb.Context(), nil); err != nil {
		tb.Fatal(err)
	}
	return s
}
