package snapshot

import (
	"bytes"
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph/edtf"
)

func literal(t *testing.T, s string) quad.Value {
	t.Helper()
	text, kind, ok := strings.Cut(s, "^^")
	switch {
	case !ok:
		return quad.String(text)
	case kind == "EDTF":
		return quad.TypedString{Value: quad.String(text), Type: datatypes[codeEDTF]}
	}
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(xsd + kind)}
}

// TestOrderOfValues lists values from the least to the greatest; what stands in
// one line is equal when compared.
func TestOrderOfValues(t *testing.T) {
	for _, lines := range []string{`
		-INF^^double -INF^^float
		-1e400^^double
		-12345678901234567890123^^integer
		-10^^integer -10.0^^decimal -1e1^^double
		-1.5^^decimal
		-1^^integer
		-0.05^^decimal -5E-2^^float
		0^^integer -0^^integer 0.0^^decimal 0e7^^double 000^^byte
		1e-400^^double
		.1^^decimal 0.1^^double 0.10^^decimal 10e-2^^float
		1^^integer 01^^long +1^^int 1.^^decimal 1.0e0^^double
		9^^integer
		10^^integer 1e1^^double
		12345678901234567890122^^integer
		12345678901234567890123^^nonNegativeInteger
		INF^^double INF^^float
	`, `
		../1936^^EDTF
		Y-12000^^EDTF -12000^^gYear
		-0430^^EDTF -0430^^gYear -0430-01-01^^EDTF -0430-01-01T00:00:00^^dateTime
		-0429-12-31^^date
		1900^^EDTF 1900^^gYear 1900-01^^gYearMonth 1900-01-01^^date 1900-01-01Z^^date 1900-01-01T00:00:00Z^^dateTime
		1900-02-10T10:00:00+01:00^^dateTime 1900-02-10T09:00:00^^dateTime 1900-02-10T09:00:00^^EDTF 1900-02-10T09:00:00Z^^dateTimeStamp
		1900-02-10T09:00:00.25^^dateTime 1900-02-10T09:00:00.2500Z^^dateTime
		1900-02-10T09:00:00.5^^dateTime
		1900-02-10T09:00:01^^dateTime
		1900-02-11^^date 1900-02-10T24:00:00^^dateTime 1900-02-10T23:00:00-01:00^^dateTime
		1900-03-01T00:00:00+00:01^^dateTime 1900-02-28T23:59:00^^dateTime
		1900-03^^EDTF 1900-03~/1901^^EDTF [1900-03-01,1901]^^EDTF
		1936-03-11T10:00:00Z^^dateTime 1936-03-12+14:00^^date
		1936-03-12^^EDTF 1936-03-12^^date
		1936-06^^EDTF 1936-22^^EDTF
		12000^^gYear Y12000^^EDTF
	`, `

		a
		aa
		b
		ä
	`} {
		holdOrder(t, lines)
	}
}

func holdOrder(t *testing.T, lines string) {
	t.Helper()
	var groups [][]quad.Value
	var quads []quad.Quad
	for line := range strings.Lines(strings.Trim(lines, "\n\t")) {
		var group []quad.Value
		for _, s := range strings.Split(strings.TrimSpace(line), " ") {
			group = append(group, literal(t, s))
			quads = append(quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: literal(t, s), Label: quad.IRI("g")})
		}
		groups = append(groups, group)
	}
	rand.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
	s := mustOpen(t, quads)
	for i, group := range groups {
		for _, v := range group {
			holdCompared(t, s, v, func(other quad.Value) int {
				return cmp.Compare(slices.IndexFunc(groups, func(g []quad.Value) bool { return slices.Contains(g, other) }), i)
			})
		}
	}
}

// holdCompared holds the four comparisons with a value against what compare
// says of each object, which is how that stands to the value.
func holdCompared(t *testing.T, s *Snapshot, v quad.Value, compare func(quad.Value) int) {
	t.Helper()
	for c, holds := range map[Comparison]func(int) bool{
		Less:           func(d int) bool { return d < 0 },
		LessOrEqual:    func(d int) bool { return d <= 0 },
		Greater:        func(d int) bool { return d > 0 },
		GreaterOrEqual: func(d int) bool { return d >= 0 },
	} {
		ids, ok := s.Compared(c, v)
		if !ok {
			t.Fatalf("%v cannot be compared", v)
		}
		for id := range ID(s.Terms()) + 1 {
			if other := s.Term(id); s.Range(Quad{O: id}).Len() > 0 && id != 0 && ids.Has(id) != holds(compare(other)) {
				t.Errorf("comparison %d of %v with %v: got %v", c, other, v, ids.Has(id))
			}
		}
	}
}

// TestNumbersAgainstBig holds the order of random numerals against math/big.
func TestNumbersAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	digits := func() string {
		b := make([]byte, r.IntN(5))
		for i := range b {
			b[i] = "00159"[r.IntN(5)]
		}
		return string(b)
	}
	type number struct {
		key   []byte
		value *big.Rat
		text  string
	}
	var numbers []number
	for len(numbers) < 700 {
		text := []string{"", "-", "+"}[r.IntN(3)] + digits() + "." + digits() + "e" + []string{"", "-", "+"}[r.IntN(3)] + string("0123"[r.IntN(4)])
		key, ok := appendNumber(nil, codeDouble, text)
		value, valid := new(big.Rat).SetString(text)
		if ok != valid {
			t.Errorf("%q: %v, and %v as math/big has it", text, ok, valid)
		}
		if ok && valid {
			numbers = append(numbers, number{key, value, text})
		}
	}
	for _, a := range numbers {
		for _, b := range numbers {
			if got, want := bytes.Compare(a.key, b.key), a.value.Cmp(b.value); got != want {
				t.Fatalf("%s and %s: %d, want %d", a.text, b.text, got, want)
			}
		}
	}
}

// TestDatesStandAsEDTFSaysThey holds the order of EDTF dates against package
// edtf.
func TestDatesStandAsEDTFSays(t *testing.T) {
	texts := strings.Fields(`1936 1936-03 1936-03-12 ../1936 1936/.. 193X 19XX 1936-21 1936-24 -0001 0000 Y-17000 Y170000002
		1936-03~ 1936? [1667,1668,1670..1672] [..1936] /1936 1936/ 1935-12-31 1936-12-31/1937`)
	type dated struct {
		key  []byte
		date edtf.Date
	}
	var dates []dated
	for _, text := range texts {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		key, ok := appendValue(nil, codeEDTF, text)
		if !ok {
			t.Fatalf("%s is no date here", text)
		}
		dates = append(dates, dated{key[:instantLen(key)], d})
	}
	for _, a := range dates {
		for _, b := range dates {
			if got, want := bytes.Compare(a.key, b.key), cmp.Compare(a.date.Bounds().Earliest, b.date.Bounds().Earliest); got != want {
				t.Errorf("%s and %s: %d, want %d", a.date, b.date, got, want)
			}
		}
	}
}

// TestTextsThatAreNoValues wants them kept, and compared with nothing.
func TestTextsThatAreNoValues(t *testing.T) {
	s := mustOpen(t, nil)
	for _, text := range strings.Fields(`x^^integer 1.0^^integer ^^integer -^^integer 1e5^^decimal .^^decimal e1^^double 1e^^double
		NaN^^double inf^^double 1e1234567890123456^^double 1936^^date 1936-02-30^^date 1936-13-01^^date 01936^^gYear 193^^gYear
		1936-03-12T25:00:00^^dateTime 1936-03-12T24:00:01^^dateTime 1936-03-12T10:00^^dateTime 1936-03-12T10:00:00.^^dateTime
		1936-03-12T10:00:00+15:00^^dateTime 1936-03-12T10:00:00^^dateTimeStamp 1936-03-12X^^date 1936-00^^gYearMonth
		1234567890123^^gYear spring^^EDTF true^^boolean 10:00:00^^time`) {
		v := literal(t, text)
		if _, ok := s.Compared(Less, v); ok {
			t.Errorf("%s can be compared", text)
		}
		if id := mustOpen(t, []quad.Quad{{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}}).ID(v); id == 0 {
			t.Errorf("%s is not found again", text)
		}
	}
}
