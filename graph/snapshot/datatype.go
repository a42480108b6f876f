package snapshot

import (
	"bytes"

	"github.com/cayleygraph/quad"
)

// A code stands for a datatype whose values have an order, in the stored form
// of its terms. Codes are part of the file format. They stay below 0x20, so
// that no code is a character of a date or number.
type code byte

const (
	codeEDTF code = iota + 1
	codeDate
	codeDateTime
	codeDateTimeStamp
	codeYear
	codeYearMonth
	codeInteger
	codeDecimal = codeInteger + 13
	codeDouble  = codeInteger + 14
	codeFloat   = codeInteger + 15
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// datatypes are the datatypes by code. Between integer and decimal stand those
// that XML Schema derives from integer.
var datatypes = [...]quad.IRI{
	codeEDTF:          "http://id.loc.gov/datatypes/edtf/EDTF",
	codeDate:          xsd + "date",
	codeDateTime:      xsd + "dateTime",
	codeDateTimeStamp: xsd + "dateTimeStamp",
	codeYear:          xsd + "gYear",
	codeYearMonth:     xsd + "gYearMonth",
	codeInteger:       xsd + "integer",
	codeInteger + 1:   xsd + "long",
	codeInteger + 2:   xsd + "int",
	codeInteger + 3:   xsd + "short",
	codeInteger + 4:   xsd + "byte",
	codeInteger + 5:   xsd + "nonNegativeInteger",
	codeInteger + 6:   xsd + "positiveInteger",
	codeInteger + 7:   xsd + "nonPositiveInteger",
	codeInteger + 8:   xsd + "negativeInteger",
	codeInteger + 9:   xsd + "unsignedLong",
	codeInteger + 10:  xsd + "unsignedInt",
	codeInteger + 11:  xsd + "unsignedShort",
	codeInteger + 12:  xsd + "unsignedByte",
	codeDecimal:       xsd + "decimal",
	codeDouble:        xsd + "double",
	codeFloat:         xsd + "float",
}

// codeOf gives the code of a datatype, or 0 where its values have no order
// that ids follow.
func codeOf(datatype []byte) code {
	name, isXSD := bytes.CutPrefix(datatype, []byte(xsd))
	switch {
	case string(datatype) == string(datatypes[codeEDTF]):
		return codeEDTF
	case !isXSD:
		return 0
	}
	for c := codeDate; int(c) < len(datatypes); c++ {
		if string(datatypes[c][len(xsd):]) == string(name) {
			return c
		}
	}
	return 0
}

// appendValue appends the kind and value of a date or number as bytes that
// order. It appends nothing, and reports false, where the text is not of its
// datatype.
func appendValue(dst []byte, c code, text string) ([]byte, bool) {
	if c >= codeInteger {
		return appendNumber(dst, c, text)
	}
	d, ok := readDate(c, text)
	if !ok {
		return dst, false
	}
	return d.appendTo(dst), true
}
