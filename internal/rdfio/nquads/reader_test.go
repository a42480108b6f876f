package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio"
)

const (
	protocol = quad.IRI("http://example.org/protocol")
	signer   = quad.IRI("http://example.org/signer")
	cable    = quad.IRI("http://example.org/cable")
)

func TestObjectsAreReadAsWritten(t *testing.T) {
	for written, want := range map[string]quad.Value{
		`<http://example.org/o>`:                quad.IRI("http://example.org/o"),
		`<urn:uuid:1>`:                          quad.IRI("urn:uuid:1"),
		`<http://example.org/Чойбалсан>`:        quad.IRI("http://example.org/Чойбалсан"),
		`<http://example.org/\u0427\U0001F30D>`: quad.IRI("http://example.org/Ч🌍"),
		`<http://example.org/%20?q=a&b#c>`:      quad.IRI("http://example.org/%20?q=a&b#c"),
		`_:b1`:                                  quad.BNode("b1"),
		`_:1936.03-12`:                          quad.BNode("1936.03-12"),
		`_:Чойбалсан`:                           quad.BNode("Чойбалсан"),
		`""`:                                    quad.String(""),
		`"Ulan Bator"`:                          quad.String("Ulan Bator"),
		`"\t\b\n\r\f\"\'\\"`:                    quad.String("\t\b\n\r\f\"'\\"),
		`"\u0041\U00000042\u0000"`:              quad.String("AB\x00"),
		`"\\u0041"`:                             quad.String(`\u0041`),
		"\"tab\tand \x00 and \uFFFF\"":          quad.String("tab\tand \x00 and \uFFFF"),
		`"text"^^<http://www.w3.org/2001/XMLSchema#string>`:        quad.String("text"),
		`"te\"xt"^^<http://www.w3.org/2001/XMLSchema#\u0073tring>`: quad.String(`te"xt`),
		`"01"^^<http://www.w3.org/2001/XMLSchema#integer>`: quad.TypedString{
			Value: "01", Type: "http://www.w3.org/2001/XMLSchema#integer"},
		`"1936-03-12T00:00:00.000+08:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>`: quad.TypedString{
			Value: "1936-03-12T00:00:00.000+08:00", Type: "http://www.w3.org/2001/XMLSchema#dateTime"},
		`"Чойбалсан"@mn`:             quad.LangString{Value: "Чойбалсан", Lang: "mn"},
		`"Čojbalsan"@mn-Latn-x-Prof`: quad.LangString{Value: "Čojbalsan", Lang: "mn-Latn-x-Prof"},
		`"a\nb"@EN`:                  quad.LangString{Value: "a\nb", Lang: "EN"},
	} {
		want := quad.Quad{Subject: protocol, Predicate: signer, Object: want, Label: cable}
		for _, line := range []string{
			fmt.Sprintf("<%s> <%s> %s <%s> .", string(protocol), string(signer), written, string(cable)),
			fmt.Sprintf("\t<%s>\t<%s> \t %s\t<%s>\t.\t# said by the cable", string(protocol), string(signer), written, string(cable)),
			fmt.Sprintf("<%s><%s>%s<%s>.", string(protocol), string(signer), written, string(cable)),
		} {
			// Twice, as a term that comes again takes another way.
			statements, faults := readAll(NewReader(strings.NewReader(line+"\n"+line), "-", Options{}))
			if len(statements) != 2 || faults != nil {
				t.Fatalf("%s\ngave %d statements and the errors %v", line, len(statements), faults)
			}
			for _, s := range statements {
				if diff := cmp.Diff(want, s.Quad); diff != "" {
					t.Errorf("%s (-want +got):\n%s", line, diff)
				}
			}
			roundTrip(t, statements)
		}
	}
}

func TestPlaces(t *testing.T) {
	const statement = "<http://a/s> <http://a/p> _:o ."
	file := "# comment\n\n" + statement + "\r\n  " + statement + "\r" + statement + " # end\n\r\n\n\t \n\t" + statement
	var got []string
	for _, source := range []io.Reader{
		strings.NewReader(file),
		iotest.OneByteReader(strings.NewReader(file)),
		iotest.DataErrReader(strings.NewReader(file)),
	} {
		statements, faults := readAll(NewReader(source, "f.nq", Options{}))
		if faults != nil {
			t.Fatal(faults)
		}
		got = got[:0]
		for _, s := range statements {
			got = append(got, s.At.String())
		}
		if diff := cmp.Diff([]string{"f.nq:3:1", "f.nq:4:3", "f.nq:5:1", "f.nq:9:2"}, got); diff != "" {
			t.Errorf("places (-want +got):\n%s", diff)
		}
	}
}

func TestReadingGoesOnAfterMistakes(t *testing.T) {
	file := "<http://a/s> <http://a/p> \"one\" .\n" +
		"<http://a/s> <p> \"two\" .\n" +
		"<http://a/s> <http://a/p> \"three\" .\r" +
		"<http://a/s> <http://a/p> \"four\"\n" +
		"<http://a/s> <http://a/p> \"five\" ."
	statements, faults := readAll(NewReader(strings.NewReader(file), "f", Options{}))
	var texts []string
	for _, s := range statements {
		texts = append(texts, fmt.Sprint(s.At.Line, s.Object))
	}
	if diff := cmp.Diff([]string{`1"one"`, `3"three"`, `5"five"`}, texts); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
	if len(faults) != 2 || !strings.HasPrefix(faults[0].Error(), "f:2:14: ") || !strings.HasPrefix(faults[1].Error(), "f:4:33: ") {
		t.Errorf("faults: %v", faults)
	}
}

func TestEndStays(t *testing.T) {
	r := NewReader(strings.NewReader("# nothing"), "f", Options{})
	for range 3 {
		if _, err := r.Read(); err != io.EOF {
			t.Fatalf("want io.EOF again and again, got %v", err)
		}
	}
}

// A stream that breaks off must not pass for a shorter file, nor half a
// statement for a mistake of its author.
func TestBrokenStream(t *testing.T) {
	broken := errors.New("cable cut")
	source := io.MultiReader(strings.NewReader("<http://a/s> <http://a/p> _:o .\n<http://a/s>"), iotest.ErrReader(broken))
	statements, faults := readAll(NewReader(source, "f", Options{}))
	if len(statements) != 1 || len(faults) != 1 || !errors.Is(faults[0], broken) {
		t.Fatalf("got %d statements and %v", len(statements), faults)
	}
	if want := "read f after line 1: cable cut"; faults[0].Error() != want {
		t.Errorf("got %q, want %q", faults[0], want)
	}
	if _, faults = readAll(NewReader(silent{}, "f", Options{})); len(faults) != 1 || !errors.Is(faults[0], io.ErrNoProgress) {
		t.Errorf("a reader that gives nothing: %v", faults)
	}
}

type silent struct{}

func (silent) Read([]byte) (int, error) { return 0, nil }

func TestLongLines(t *testing.T) {
	text := strings.Repeat("Хурал ", 1<<20)
	line := "<http://a/s> <http://a/p> \"" + text + "\" .\n"
	statements, faults := readAll(NewReader(strings.NewReader(line+line), "f", Options{}))
	if len(statements) != 2 || faults != nil || statements[1].Object != quad.String(text) {
		t.Fatalf("two lines of %d bytes gave %d statements and %v", len(line), len(statements), faults)
	}

	short := "<http://a/s> <http://a/p> _:o ."
	long := "<http://a/s> <http://a/p> \"" + strings.Repeat("x", 200<<10) + "\" ."
	for _, end := range []string{"\n", "\r", "\r\n"} {
		r := NewReader(strings.NewReader(strings.Join([]string{short, long, short, long}, end)), "f", Options{})
		r.lines.limit = len(short)
		statements, faults = readAll(r)
		if len(statements) != 2 || statements[1].At.Line != 3 || len(faults) != 2 {
			t.Fatalf("line end %q: %d statements, %v", end, len(statements), faults)
		}
		if want := "f:4:1: the line is longer than 31 bytes, the most that is read"; faults[1].Error() != want {
			t.Errorf("got %q, want %q", faults[1], want)
		}
		if n := len(r.lines.buf); n > 2*firstBuffer {
			t.Errorf("a line beyond the limit took a buffer of %d bytes", n)
		}
	}
}

func TestLimitOfALine(t *testing.T) {
	endless := io.LimitReader(repeat("<http://a/"), MaxLine+1<<20)
	_, faults := readAll(NewReader(endless, "f", Options{}))
	if len(faults) != 1 || faults[0].(*rdfio.SyntaxError).At.Line != 1 {
		t.Fatalf("want one error in line 1, got %v", faults)
	}
}

type repeat string

func (r repeat) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

// Line ends of every kind are found in time proportional to the file:
// these would take hours otherwise.
func TestManyLineEnds(t *testing.T) {
	const n = 4 << 20
	for _, ends := range []string{"\r", "\n", "\r\n", "\n\r"} {
		file := bytes.Repeat([]byte(ends), n)
		file = append(file, '"')
		_, faults := readAll(NewReader(bytes.NewReader(file), "f", Options{}))
		lines := n + 1
		if ends == "\n\r" {
			lines++ // LF, then CR LF again and again, then CR
		}
		if len(faults) != 1 || faults[0].(*rdfio.SyntaxError).At.Line != lines {
			t.Errorf("%q: want one error in line %d, got %v", ends, lines, faults)
		}
	}
}
