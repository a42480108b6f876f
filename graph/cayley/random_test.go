package cayley

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A graph of few names, so that its quads meet: all kinds of terms, the same
// triple by several, duplicates.
func randomQuads(r *rand.Rand, n int, labelled bool) []quad.Quad {
	quads := make([]quad.Quad, n)
	for i := range quads {
		if i > 0 && r.IntN(5) == 0 {
			quads[i] = quads[r.IntN(i)]
			if r.IntN(3) > 0 {
				quads[i].Label = randomLabel(r, labelled)
			}
			continue
		}
		quads[i] = quad.Quad{
			Subject: randomThing(r), Predicate: randomPredicate(r), Object: randomObject(r), Label: randomLabel(r, labelled),
		}
	}
	return quads
}

func randomThing(r *rand.Rand) quad.Value {
	if r.IntN(5) == 0 {
		return quad.BNode(fmt.Sprintf("b%d", r.IntN(4)))
	}
	return quad.IRI(fmt.Sprintf("u:n%d", r.IntN(9)))
}

func randomPredicate(r *rand.Rand) quad.Value { return quad.IRI(fmt.Sprintf("u:p%d", r.IntN(4))) }

func randomLabel(r *rand.Rand, labelled bool) quad.Value {
	switch n := r.IntN(6); {
	case n == 0 && !labelled:
		return nil
	case n == 1:
		return quad.BNode("g")
	case n == 2:
		return quad.IRI("u:n1") // which is spoken of, too
	}
	return quad.IRI(fmt.Sprintf("u:source%d", r.IntN(3)))
}

var oddTexts = []string{
	"", "a", "A", "1936", "Чойбалсан", "x\x00y", "\n\"\\", "\u2028", "𝔸\U0010FFFF", "e\u0301", strings.Repeat("long ", 2000), "<u:n1>",
}

func randomObject(r *rand.Rand) quad.Value {
	pick := func(texts ...string) quad.String { return quad.String(texts[r.IntN(len(texts))]) }
	switch r.IntN(16) {
	case 0:
		return pick(oddTexts...)
	case 1:
		return quad.LangString{Value: pick(oddTexts...), Lang: string(pick("en", "mn", "en-GB"))}
	case 2:
		return quad.TypedString{Value: pick(oddTexts...), Type: quad.IRI(pick("u:type", xsd+"string"))}
	case 3, 4:
		return quad.TypedString{Value: pick("1", "01", "2", "-3", "+2", "1000", "9223372036854775808", "x"), Type: xsdInteger}
	case 5:
		return quad.TypedString{Value: pick("1.62", "1.0", "-0.5", "2", "1e3"), Type: quad.IRI(xsd + pick("decimal", "double", "byte"))}
	case 6:
		return quad.TypedString{Value: pick("true", "false", "1"), Type: xsdBoolean}
	case 7:
		return quad.TypedString{Value: pick("1936", "1936-03", "1936-03-12", "1935"), Type: edtfType}
	case 8:
		return quad.TypedString{Value: pick("1936-03-12", "1936-01-01", "1936-13-01"), Type: xsd + "date"}
	case 9:
		return quad.TypedString{Value: pick("1936", "1935", "1937"), Type: xsd + "gYear"}
	}
	return randomThing(r)
}

func distinct(quads []quad.Quad) []quad.Quad {
	seen := map[quad.Quad]bool{}
	return slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		again := seen[q]
		seen[q] = true
		return again
	})
}

// literal writes a value in Gizmo.
func literal(v quad.Value) string {
	q := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			panic(err)
		}
		return string(b)
	}
	switch v := native(v).(type) {
	case quad.IRI:
		return "iri(" + q(string(v)) + ")"
	case quad.BNode:
		return "bnode(" + q(string(v)) + ")"
	case quad.String:
		return "str(" + q(string(v)) + ")"
	case quad.LangString:
		return "lang(" + q(string(v.Value)) + "," + q(v.Lang) + ")"
	case quad.TypedString:
		return "typed(" + q(string(v.Value)) + "," + q(string(v.Type)) + ")"
	}
	return fmt.Sprint(v.Native())
}

func list(vs []quad.Value) string {
	texts := make([]string, len(vs))
	for i, v := range vs {
		texts[i] = literal(v)
	}
	return strings.Join(texts, ", ")
}
