package snapshot

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
)

// A number's key begins with its kind and one of these.
const (
	minusInfinity = iota
	negative
	zero
	positive
	infinity
)

// maxExponent keeps the exponent of a number, with the length of its digits,
// far from the ends of int64.
const maxExponent = 15 // digits

// appendNumber appends kind and value of a number: the value that its digits
// write, exactly, so that 0.1 is the same as decimal and as double. It is
// 0.DIGITS times ten to the exponent: the exponent comes first, then the
// digits and a zero byte; for negative numbers, all their bits are turned.
//
// That the value lies within xsd:byte or another limited type is not asked.
func appendNumber(dst []byte, c code, text string) ([]byte, bool) {
	dst, start := append(dst, byte(KindNumber)), len(dst)
	if c >= codeDouble {
		switch text {
		case "INF", "+INF":
			return append(dst, infinity), true
		case "-INF":
			return append(dst, minusInfinity), true
		}
	}
	sign, digits, exponent, ok := readNumber(c, text)
	if !ok {
		return dst[:start], false
	}
	body := len(dst) + 1
	switch {
	case digits.empty():
		return append(dst, zero), true
	case sign == '-':
		dst = append(dst, negative)
	default:
		dst = append(dst, positive)
	}
	dst = binary.BigEndian.AppendUint64(dst, uint64(exponent)^1<<63)
	dst = append(append(append(dst, digits.whole...), digits.part...), 0)
	if sign == '-' {
		for i := body; i < len(dst); i++ {
			dst[i] = ^dst[i]
		}
	}
	return dst, true
}

// numberLen is the length of kind and value in the key of a number.
func numberLen(key []byte) int {
	const digits = 1 + 1 + 8
	switch key[1] {
	case negative:
		return digits + bytes.IndexByte(key[digits:], 0xFF) + 1
	case positive:
		return digits + bytes.IndexByte(key[digits:], 0) + 1
	}
	return 2
}

// numeral are the digits of a number before and after the point, from the
// first to the last that is not 0.
type numeral struct{ whole, part string }

func (n numeral) empty() bool { return n.whole == "" && n.part == "" }

// readNumber reads the lexical forms of XML Schema 1.1, part 2, sections
// 3.3.3 to 3.3.5 and 3.4.13.
func readNumber(c code, text string) (sign byte, digits numeral, exponent int64, ok bool) {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		sign, text = text[0], text[1:]
	}
	n := digitsIn(text)
	whole, rest := text[:n], text[n:]
	var part string
	if c >= codeDecimal && strings.HasPrefix(rest, ".") {
		n = digitsIn(rest[1:])
		part, rest = rest[1:n+1], rest[n+1:]
	}
	if whole == "" && part == "" {
		return sign, digits, 0, false
	}
	if c >= codeDouble && rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		if exponent, ok = readExponent(rest[1:]); !ok {
			return sign, digits, 0, false
		}
		rest = ""
	}
	whole = strings.TrimLeft(whole, "0")
	part = strings.TrimRight(part, "0")
	exponent += int64(len(whole))
	if whole == "" {
		trimmed := strings.TrimLeft(part, "0")
		exponent -= int64(len(part) - len(trimmed))
		part = trimmed
	}
	if part == "" {
		whole = strings.TrimRight(whole, "0")
	}
	return sign, numeral{whole, part}, exponent, rest == ""
}

func readExponent(s string) (int64, bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == s {
		digits = strings.TrimPrefix(s, "+")
	}
	if digits == "" || digitsIn(digits) != len(digits) {
		return 0, false
	}
	if len(strings.TrimLeft(digits, "0")) > maxExponent {
		return 0, false
	}
	e, err := strconv.ParseInt(s, 10, 64)
	return e, err == nil
}
