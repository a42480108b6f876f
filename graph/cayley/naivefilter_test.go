package cayley

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// lets asks a filter as the documentation of this package has it.
func lets(f shape.ValueFilter, v quad.Value) bool {
	switch f := f.(type) {
	case shape.Regexp:
		return matches(f.Re, v, f.Refs)
	case shape.Wildcard:
		return strings.Trim(f.Pattern, "%") == "" || matches(regexp.MustCompile(f.Regexp()), v, true)
	case shape.Comparison:
		order, ok := compareValues(v, f.Val)
		if !ok {
			return false
		}
		switch f.Op {
		case iterator.CompareLT:
			return order < 0
		case iterator.CompareLTE:
			return order <= 0
		case iterator.CompareGT:
			return order > 0
		}
		return order >= 0
	}
	panic(fmt.Sprintf("%T is not known", f))
}

func matches(re *regexp.Regexp, v quad.Value, refs bool) bool {
	switch v := native(v).(type) {
	case quad.String:
		return re.MatchString(string(v))
	case quad.LangString:
		return re.MatchString(string(v.Value))
	case quad.TypedString:
		return re.MatchString(string(v.Value))
	case quad.IRI:
		return refs && re.MatchString(string(v))
	case quad.BNode:
		return refs && re.MatchString(string(v))
	}
	return false
}

func compareValues(v, with quad.Value) (order int, ok bool) {
	if a, ok := numberOf(v); ok {
		if b, ok := numberOf(with); ok {
			return a.Cmp(b), true
		}
	}
	if _, number := numberOf(with); number {
		return 0, false
	}
	if a, ok := dayOf(v); ok {
		if b, ok := dayOf(with); ok {
			return strings.Compare(a, b), true
		}
	}
	if _, day := dayOf(with); day {
		return 0, false
	}
	switch with.(type) {
	case quad.String, quad.IRI, quad.BNode:
		if v == nil || fmt.Sprintf("%T", v) != fmt.Sprintf("%T", with) {
			return 0, false
		}
		return strings.Compare(v.String(), with.String()), true
	}
	return strings.Compare(quad.StringOf(native(v)), quad.StringOf(with)), true
}

var writtenNumbers = map[quad.IRI]*regexp.Regexp{
	xsdInteger:      regexp.MustCompile(`^[-+]?[0-9]+$`),
	xsd + "byte":    regexp.MustCompile(`^[-+]?[0-9]+$`),
	xsd + "decimal": regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]*)?$`),
	xsd + "double":  regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?$`),
}

func numberOf(v quad.Value) (*big.Rat, bool) {
	t, ok := exact(v).(quad.TypedString)
	if !ok || writtenNumbers[t.Type] == nil || !writtenNumbers[t.Type].MatchString(string(t.Value)) {
		return nil, false
	}
	return new(big.Rat).SetString(string(t.Value))
}

var writtenDay = regexp.MustCompile(`^([0-9]{4})(-(?:0[1-9]|1[0-2]))?(-[0-3][0-9])?$`)

// dayOf gives the earliest day of a date as text.
func dayOf(v quad.Value) (string, bool) {
	t, ok := exact(v).(quad.TypedString)
	if !ok {
		return "", false
	}
	m := writtenDay.FindStringSubmatch(string(t.Value))
	parts, known := map[quad.IRI]int{xsd + "gYear": 4, xsd + "gYearMonth": 7, xsd + "date": 10, edtfType: len(t.Value)}[t.Type]
	if m == nil || !known || len(t.Value) != parts {
		return "", false
	}
	return m[1] + cmp.Or(m[2], "-01") + cmp.Or(m[3], "-01"), true
}

const edtfType = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")
