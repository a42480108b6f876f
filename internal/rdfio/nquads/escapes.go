package nquads

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// decodeIRI appends the IRI line[i:end], without its brackets, to dst,
// decoding escapes. What an IRI cannot contain it cannot contain as an escape
// either.
func decodeIRI(dst, line []byte, i, end int) ([]byte, *fault) {
	for i < end {
		switch c := line[i]; {
		case c == '\\':
			char, size, f := decodeNumeric(line, i, end, iriEscapes)
			if f != nil {
				return dst, f
			}
			if char < utf8.RuneSelf && class[char]&notIRI != 0 {
				return dst, notInIRI(i, char, "an escape does not change that: percent-encode the character")
			}
			dst = utf8.AppendRune(dst, char)
			i += size
		case class[c]&notIRI != 0:
			return dst, notInIRI(i, rune(c), iriHint(line, i))
		default:
			char, size := utf8.DecodeRune(line[i:end])
			if char == utf8.RuneError && size == 1 {
				return dst, badEncoding(line, i)
			}
			dst = append(dst, line[i:i+size]...)
			i += size
		}
	}
	return dst, nil
}

func iriHint(line []byte, i int) string {
	if line[i] == '<' && line[i-1] == '<' {
		return "triple terms are RDF 1.2; this reads RDF 1.1"
	}
	return fmt.Sprintf("percent-encode it: %%%02X", line[i])
}

// decodeText appends the text of the literal that begins with the quotation
// mark at i to dst, and gives the place of the closing one.
func decodeText(dst, line []byte, i int) ([]byte, int, *fault) {
	start := i
	for i++; ; {
		n := bytes.IndexAny(line[i:], `"\`)
		if n < 0 {
			return dst, i, openLiteral(start)
		}
		if bad := invalidUTF8(line[i : i+n]); bad >= 0 {
			return dst, i, badEncoding(line, i+bad)
		}
		dst = append(dst, line[i:i+n]...)
		i += n
		if line[i] == '"' {
			return dst, i, nil
		}
		if i+1 < len(line) {
			if k := strings.IndexByte(`tbnrf"'\`, line[i+1]); k >= 0 {
				dst = append(dst, "\t\b\n\r\f\"'\\"[k])
				i += 2
				continue
			}
		}
		char, size, f := decodeNumeric(line, i, len(line), textEscapes)
		if f != nil {
			return dst, i, f
		}
		dst = utf8.AppendRune(dst, char)
		i += size
	}
}

// What to write where an escape is not known.
const (
	iriEscapes  = `an IRI knows only \u and \U`
	textEscapes = `write a backslash as \\`
)

// decodeNumeric decodes the escape at i, \uXXXX or \UXXXXXXXX; known is the
// hint for anything else.
func decodeNumeric(line []byte, i, end int, known string) (char rune, size int, f *fault) {
	digits := 0
	if i+1 < end {
		switch line[i+1] {
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		}
	}
	if digits == 0 {
		next, size := utf8.DecodeRune(line[i+1 : end])
		if next == utf8.RuneError && size < 2 {
			return 0, 0, &fault{at: i + size, msg: "there is no character after the backslash", hint: known}
		}
		return 0, 0, &fault{at: i, msg: fmt.Sprintf(`there is no escape \%c here`, next), hint: known}
	}
	var code uint32
	for n := range digits {
		at := i + 2 + n
		if at >= end || hexValue(line[at]) < 0 {
			return 0, 0, &fault{at: i, msg: fmt.Sprintf(`expected %d hexadecimal digits after \%c`, digits, line[i+1])}
		}
		code = code<<4 | uint32(hexValue(line[at]))
	}
	switch written := line[i : i+2+digits]; {
	case 0xD800 <= code && code <= 0xDFFF:
		return 0, 0, &fault{at: i, msg: fmt.Sprintf("%s is half of a surrogate pair, not a character", written),
			hint: `write the character itself, or \U and eight digits`}
	case code > utf8.MaxRune:
		return 0, 0, &fault{at: i, msg: fmt.Sprintf("%s is beyond Unicode", written), hint: `the last code is \U0010FFFF`}
	}
	return rune(code), 2 + digits, nil
}

func hexValue(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
