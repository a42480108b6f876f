package nquads

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func TestCanonicalTerms(t *testing.T) {
	var controls strings.Builder
	for c := range rune(0x20) {
		controls.WriteRune(c)
	}
	controls.WriteRune(0x7F)
	for _, test := range []struct {
		value quad.Value
		want  string
	}{
		{quad.IRI("http://example.org/Чойбалсан\u007F"), "<http://example.org/Чойбалсан\u007F>"},
		{quad.BNode("Үлд.1"), `_:Үлд.1`},
		{quad.String(""), `""`},
		{quad.String(`it's "so" \o/`), `"it's \"so\" \\o/"`},
		{quad.String(controls.String()), `"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F` +
			`\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F"`},
		{quad.String("\u0080\u00A0\uFFFD\uFFFE\uFFFF\U0001FFFE\U0010FFFF\uFEFF"), "\"\u0080\u00A0\uFFFD\\uFFFE\\uFFFF\U0001FFFE\U0010FFFF\uFEFF\""},
		{quad.LangString{Value: "Чойбалсан\n", Lang: "mn-CYRL"}, `"Чойбалсан\n"@mn-CYRL`},
		{quad.TypedString{Value: "01", Type: "http://www.w3.org/2001/XMLSchema#integer"}, `"01"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{quad.TypedString{Value: "x", Type: "http://www.w3.org/2001/XMLSchema#string"}, `"x"`},
	} {
		got, err := AppendValue([]byte("before "), test.value)
		if err != nil {
			t.Errorf("%#v: %v", test.value, err)
		} else if diff := cmp.Diff("before "+test.want, string(got)); diff != "" {
			t.Errorf("%#v (-want +got):\n%s", test.value, diff)
		}
	}
}

// Everything that the reader would refuse is refused, and leaves no trace.
func TestQuadsThatCannotBeWritten(t *testing.T) {
	good := quad.Quad{Subject: protocol, Predicate: signer, Object: quad.String("Tairov"), Label: cable}
	with := func(change func(q *quad.Quad)) quad.Quad { q := good; change(&q); return q }
	object := func(v quad.Value) quad.Quad { return with(func(q *quad.Quad) { q.Object = v }) }
	for _, test := range []struct {
		q    quad.Quad
		want string
	}{
		{quad.Quad{}, "subject: cannot be written as N-Quads: it is missing, not an IRI or a blank node"},
		{with(func(q *quad.Quad) { q.Subject = quad.String("x") }), `subject: cannot be written as N-Quads: it is the literal "x", not an IRI or a blank node`},
		{with(func(q *quad.Quad) { q.Predicate = nil }), "predicate: cannot be written as N-Quads: it is missing, not an IRI"},
		{with(func(q *quad.Quad) { q.Predicate = quad.BNode("p") }), "predicate: cannot be written as N-Quads: it is the blank node _:p, not an IRI"},
		{with(func(q *quad.Quad) { q.Predicate = quad.IRI("") }), `predicate: cannot be written as N-Quads: IRI "" is not absolute`},
		{object(nil), "object: cannot be written as N-Quads: it is missing"},
		{object(quad.IRI("person/tairov")), `object: cannot be written as N-Quads: IRI "person/tairov" is not absolute`},
		{object(quad.IRI("http://a/ ")), `object: cannot be written as N-Quads: IRI "http://a/ " has a character that is not allowed`},
		{object(quad.IRI("http://a/\xff")), `object: cannot be written as N-Quads: IRI "http://a/\xff" has a character that is not allowed`},
		{object(quad.BNode("")), `object: cannot be written as N-Quads: "" is not a blank node label`},
		{object(quad.BNode("a.")), `object: cannot be written as N-Quads: "a." is not a blank node label`},
		{object(quad.BNode("a b")), `object: cannot be written as N-Quads: "a b" is not a blank node label`},
		{object(quad.BNode("a\xff")), `object: cannot be written as N-Quads: "a\xff" is not a blank node label`},
		{object(quad.String("\xff")), `object: cannot be written as N-Quads: text "\xff" is not UTF-8`},
		{object(quad.LangString{Value: "x"}), `object: cannot be written as N-Quads: "" is not a language tag`},
		{object(quad.LangString{Value: "x", Lang: "en_US"}), `object: cannot be written as N-Quads: "en_US" is not a language tag`},
		{object(quad.LangString{Value: "\xff", Lang: "en"}), `object: cannot be written as N-Quads: text "\xff" is not UTF-8`},
		{object(quad.TypedString{Value: "x"}), `object: datatype: cannot be written as N-Quads: IRI "" is not absolute`},
		{object(quad.TypedString{Value: "x", Type: "xsd:date>"}), `object: datatype: cannot be written as N-Quads: IRI "xsd:date>" has a character that is not allowed`},
		{object(quad.Int(1)), "object: cannot be written as N-Quads: it is a quad.Int, which does not keep its text: use quad.TypedString"},
		{object(quad.Time(time.Time{})), "object: cannot be written as N-Quads: it is a quad.Time, which does not keep its text: use quad.TypedString"},
		{with(func(q *quad.Quad) { q.Label = quad.LangString{Value: "x", Lang: "en"} }), `graph: cannot be written as N-Quads: it is the literal "x"@en, not an IRI or a blank node`},
	} {
		var buf bytes.Buffer
		w := NewWriter(&buf)
		for _, q := range []quad.Quad{good, test.q, good} {
			err := w.Write(q)
			if q == good && err != nil {
				t.Fatal(err)
			}
			if q != good && (!errors.Is(err, ErrValue) || err.Error() != test.want) {
				t.Errorf("%#v:\n got %v\nwant %s", test.q, err, test.want)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		const line = "<http://example.org/protocol> <http://example.org/signer> \"Tairov\" <http://example.org/cable> .\n"
		if buf.String() != line+line {
			t.Errorf("%#v left a trace:\n%s", test.q, buf.String())
		}
	}
}

type full struct{ room int }

var errFull = errors.New("disk full")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestWriterRemembersThatTheDestinationFailed(t *testing.T) {
	w := NewWriter(&full{room: 100_000})
	var first error
	for _, q := range chronicle(1000) {
		if err := w.Write(q); err != nil {
			first = err
			break
		}
	}
	if !errors.Is(first, errFull) {
		t.Fatalf("want the destination's error, got %v", first)
	}
	if err := w.Flush(); !errors.Is(err, errFull) {
		t.Errorf("Flush after a failed write gave %v", err)
	}
}

// anyTerm makes terms that differ little, of awkward characters.
func anyTerm(random *rand.Rand) quad.Value {
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	some := func(from []string) string {
		var s strings.Builder
		for range random.IntN(4) {
			s.WriteString(pick(from))
		}
		return s.String()
	}
	texts := []string{"a", "b", "\n", "\t", "\x00", "\x1F", "\x7F", `"`, `\`, " ", "é", "ê", "Ч", "\uFFFD", "\uFFFE", "\uFFFF", "\U0001F30D", "~", "!"}
	iris := []string{"a", "b", "#", "/", "=", "?", ".", "-", "é", "\U0001F30D", "~", "!"}
	labels := []string{"a", "b", "1", "_", "é"}
	languages := []string{"a", "b", "en", "EN", "en-US", "en-a"}
	switch text := quad.String(some(texts)); random.IntN(5) {
	case 0:
		return quad.IRI("a:" + some(iris))
	case 1:
		return quad.BNode("a" + some(append(labels, ".", "-")) + pick(labels))
	case 2:
		return text
	case 3:
		return quad.LangString{Value: text, Lang: pick(languages)}
	default:
		return quad.TypedString{Value: text, Type: quad.IRI("a:" + some(iris))}
	}
}

func anyQuad(random *rand.Rand) quad.Quad {
	node := func() quad.Value {
		for {
			switch v := anyTerm(random).(type) {
			case quad.IRI, quad.BNode:
				return v
			}
		}
	}
	q := quad.Quad{Subject: node(), Predicate: quad.IRI("a:p"), Object: anyTerm(random)}
	if random.IntN(2) == 0 {
		q.Label = node()
	}
	return q
}

// What is written reads as the same quads, and the order of quads is that of
// the bytes of their lines.
func TestRoundTripAndOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1911, 1946))
	line := func(q quad.Quad) []byte {
		b, err := AppendQuad(nil, q)
		if err != nil {
			t.Fatalf("%#v: %v", q, err)
		}
		return b
	}
	var quads []quad.Quad
	var data []byte
	for range 20_000 {
		q := anyQuad(random)
		quads = append(quads, q)
		data = append(data, line(q)...)
	}
	statements, faults := readAll(NewReader(bytes.NewReader(data), "f", Options{}))
	if faults != nil || len(statements) != len(quads) {
		t.Fatalf("wrote %d quads, read %d and the errors %v", len(quads), len(statements), faults)
	}
	for i, q := range quads {
		if statements[i].Quad != q {
			t.Fatalf("wrote %#v, read %#v", q, statements[i].Quad)
		}
		other := quads[random.IntN(len(quads))]
		if got, want := CompareQuads(q, other), bytes.Compare(line(q), line(other)); got != want {
			t.Fatalf("CompareQuads gives %d, the lines %d:\n%s%s", got, want, line(q), line(other))
		}
		if got, want := CompareByGraph(q, other), -CompareByGraph(other, q); got != want {
			t.Fatalf("CompareByGraph gives %d and, turned, %d:\n%s%s", got, -want, line(q), line(other))
		}
	}
	slices.SortFunc(quads, CompareByGraph)
	for i := 1; i < len(quads); i++ {
		if Compare(quads[i-1].Label, quads[i].Label) > 0 {
			t.Fatalf("not sorted by graph:\n%s%s", line(quads[i-1]), line(quads[i]))
		}
	}
}

// Compare must order even what cannot be written, or sorting would not end in
// one order.
func TestCompareIsTotal(t *testing.T) {
	values := []quad.Value{
		nil, quad.String(""), quad.String("\xEF"), quad.String("\xEF\xBF"), quad.String("\uFFFE"), quad.String("\xFF"), quad.String("a\xEF"),
		quad.LangString{}, quad.LangString{Lang: "en"}, quad.TypedString{}, quad.TypedString{Type: "a:b"}, quad.IRI(""), quad.IRI("a"), quad.IRI("a>"),
		quad.BNode(""), quad.BNode("a"), quad.Int(1), quad.Int(2), quad.Float(1), quad.Bool(true), quad.Time(time.Unix(0, 0)),
	}
	for _, a := range values {
		for _, b := range values {
			if ab, ba := Compare(a, b), Compare(b, a); ab != -ba || (ab == 0) != (a == b) {
				t.Errorf("%#v and %#v compare as %d and %d", a, b, ab, ba)
			}
			for _, c := range values {
				if Compare(a, b) <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
					t.Errorf("%#v, %#v, %#v are not in order", a, b, c)
				}
			}
		}
	}
}

// isPlain looks at eight bytes at a time; what each byte is must not depend on
// where it stands.
func TestPlainIsWhatNeedsNoEscape(t *testing.T) {
	for c := range 256 {
		want := class[c]&(wide|escaped) == 0
		for size := 1; size <= 17; size++ {
			for at := range size {
				for _, around := range "a ~" {
					text := bytes.Repeat([]byte{byte(around)}, size)
					text[at] = byte(c)
					if got := isPlain(text); got != want {
						t.Fatalf("%q: %v", text, got)
					}
				}
			}
		}
	}
	random := rand.New(rand.NewPCG(8, 1))
	for range 100_000 {
		text := make([]byte, 1+random.IntN(16))
		for i := range text {
			text[i] = byte(random.UintN(256))
		}
		if got, want := isPlain(text), classes(text)&(wide|escaped) == 0; got != want {
			t.Fatalf("%q: %v", text, got)
		}
	}
}

// The values of quads are texts, which are appended without a copy.
func TestAppendingMakesNoCopies(t *testing.T) {
	dst := make([]byte, 0, 1<<12)
	long := strings.Repeat("long ", 100)
	for _, v := range []quad.Value{
		quad.IRI("http://e.org/" + strings.Repeat("x", 500)), quad.BNode(strings.Repeat("b", 500)), quad.String(long),
		quad.String(strings.Repeat("\"\uFFFFж", 100)), quad.LangString{Value: quad.String(long), Lang: "en"},
		quad.TypedString{Value: quad.String(long), Type: "http://e.org/datatype"},
	} {
		if n := testing.AllocsPerRun(10, func() {
			if _, err := AppendValue(dst, v); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%.20v: %v allocations", v, n)
		}
	}
}
