package yamlld

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The forms of YAML 1.2.2, section 10.3.2, and of JSON numbers (RFC 8259).
// The rules of YAML 1.1, which the yaml package applies when it decodes, would
// read the year -0431 as the octal number -281 and 1936-03-12 as a time.
var (
	decimalForm  = regexp.MustCompile(`^[-+]?[0-9]+$`)
	octalForm    = regexp.MustCompile(`^0o[0-7]+$`)
	hexForm      = regexp.MustCompile(`^0x[0-9a-fA-F]+$`)
	floatForm    = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	infiniteForm = regexp.MustCompile(`^([-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)$`)
	jsonInteger  = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	jsonNumber   = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
)

// maxDigits is longer than any number that people mean as one.
const maxDigits = 400

// A scalar is a YAML scalar by the core schema: its kind, and its text as JSON
// writes it.
type scalar struct {
	kind kind
	text string
}

// resolve reads a scalar node. Quotes and the tag !!str make a text of it; an
// explicit core tag that does not fit is an error; other tags are passed over
// (YAML-LD 1.0, JSON profile) unless strict.
func resolve(n *yaml.Node, strict bool) (scalar, error) {
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	tagged := n.Style&yaml.TaggedStyle != 0
	switch {
	case n.Tag == "!" || tagged && n.Tag == "!!str":
		return scalar{text, n.Value}, nil
	case tagged && coreTags[n.Tag] != "":
		s, err := core(n.Value, strict)
		if err == nil && !(strings.Contains(coreTags[n.Tag], s.kind.String()) || n.Tag == "!!int" && decimalForm.MatchString(s.text)) {
			err = fmt.Errorf("%q is no %s", brief(n.Value), n.Tag)
		}
		return s, err
	case tagged && strict:
		return scalar{}, fmt.Errorf("the tag %s means nothing here", brief(n.Tag))
	case quoted:
		return scalar{text, n.Value}, nil
	}
	return core(n.Value, strict)
}

// coreTags names the kinds that a value with an explicit tag may have.
var coreTags = map[string]string{
	"!!null": "null", "!!bool": "boolean", "!!int": "number", "!!float": "number",
}

// core reads a plain scalar by the core schema.
//
// If asWritten, a whole number that JSON cannot write (0476, -0431, +5) stays the
// text it is: the core schema makes 476 of the first, and a year would lose its
// form before anybody saw it.
func core(s string, asWritten bool) (scalar, error) {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return scalar{null, ""}, nil
	case "true", "True", "TRUE":
		return scalar{boolean, "true"}, nil
	case "false", "False", "FALSE":
		return scalar{boolean, "false"}, nil
	}
	if c := s[0]; c != '-' && c != '+' && c != '.' && (c < '0' || c > '9') {
		return scalar{text, s}, nil
	}
	switch {
	case infiniteForm.MatchString(s):
		return scalar{}, fmt.Errorf("%s is no number that JSON has", s)
	case !decimalForm.MatchString(s) && !octalForm.MatchString(s) && !hexForm.MatchString(s) && !floatForm.MatchString(s):
		return scalar{text, s}, nil
	case len(s) > maxDigits:
		return scalar{}, fmt.Errorf("a number of %d digits: put it in quotes", len(s))
	case jsonNumber.MatchString(s) && s != "-0":
		return finite(s, s)
	case decimalForm.MatchString(s) && asWritten:
		return scalar{text, s}, nil
	case decimalForm.MatchString(s):
		n, _ := new(big.Int).SetString(s, 10)
		return scalar{number, n.String()}, nil
	case octalForm.MatchString(s) || hexForm.MatchString(s):
		n, _ := new(big.Int).SetString(s, 0)
		return scalar{number, n.String()}, nil
	}
	f, _ := strconv.ParseFloat(s, 64)
	return finite(s, strconv.FormatFloat(f, 'g', -1, 64))
}

// finite refuses what is written as a number but lies beyond all of them.
func finite(written, json string) (scalar, error) {
	if f, err := strconv.ParseFloat(written, 64); err != nil && math.IsInf(f, 0) {
		return scalar{}, fmt.Errorf("%s is larger than any number that JSON readers know", written)
	}
	return scalar{number, json}, nil
}
