package nquads

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"
)

// The functions of this file append a term of which there are only the bytes, so
// that whoever has those need not make a value of them. They only look at the
// bytes; form and errors are those of AppendValue.

// AppendIRI appends an IRI, which comes without brackets.
func AppendIRI(dst, iri []byte) ([]byte, error) {
	all := classes(iri)
	if all&notIRI != 0 || all&wide != 0 && !utf8.Valid(iri) {
		return dst, fmt.Errorf("%w: IRI %.80q has a character that is not allowed", ErrValue, string(iri))
	}
	if !isAbsolute(iri) {
		return dst, fmt.Errorf("%w: IRI %.80q is not absolute", ErrValue, string(iri))
	}
	dst = append(dst, '<')
	dst = append(dst, iri...)
	return append(dst, '>'), nil
}

// AppendBlank appends a blank node by its label, which comes without "_:".
func AppendBlank(dst, label []byte) ([]byte, error) {
	if len(label) == 0 || blankLabel(label) != len(label) {
		return dst, fmt.Errorf("%w: %.80q is not a blank node label", ErrValue, string(label))
	}
	return append(append(dst, "_:"...), label...), nil
}

// AppendLang appends a literal with its language.
func AppendLang(dst, text, lang []byte) ([]byte, error) {
	if len(lang) == 0 || languageTag(lang) != len(lang) {
		return dst, fmt.Errorf("%w: %.80q is not a language tag", ErrValue, string(lang))
	}
	out, err := AppendText(dst, text)
	if err != nil {
		return dst, err
	}
	return append(append(out, '@'), lang...), nil
}

// AppendTyped appends a literal with the IRI of its datatype.
func AppendTyped(dst, text, datatype []byte) ([]byte, error) {
	out, err := AppendText(dst, text)
	if err != nil || string(datatype) == xsdString {
		return out, err
	}
	if out, err = AppendIRI(append(out, "^^"...), datatype); err != nil {
		return dst, fmt.Errorf("datatype: %w", err)
	}
	return out, nil
}

// AppendText appends a literal with neither.
func AppendText(dst, text []byte) ([]byte, error) {
	if isPlain(text) {
		dst = append(dst, '"')
		dst = append(dst, text...)
		return append(dst, '"'), nil
	}
	if !utf8.Valid(text) {
		return dst, fmt.Errorf("%w: text %.80q is not UTF-8", ErrValue, string(text))
	}
	return append(appendEscaped(append(dst, '"'), text), '"'), nil
}

// isPlain reports whether a text is all ASCII without anything to escape. It
// looks at eight bytes at a time: most texts are plain, and to look their bytes
// up one by one took longer than to copy them.
func isPlain(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if unplain(binary.LittleEndian.Uint64(text)) != 0 {
			return false
		}
	}
	return classes(text)&(wide|escaped) == 0
}

// unplain is 0 where none of eight bytes is a control, '"', '\\', U+007F or
// beyond ASCII. The sums leave each of them its own bit: where one is carried,
// the byte that it came from is beyond ASCII, and known.
func unplain(b uint64) uint64 {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
		low7 = 0x7F * ones
	)
	above := b + (0x80-' ')*ones            // high bit: at least a space
	quote, slash := b^'"'*ones, b^'\\'*ones // 0: it is one
	return (b | (b + ones) | ^(above & (quote + low7) & (slash + low7))) & high
}

// appendEscaped appends text with the escapes of the canonical form.
func appendEscaped(dst, s []byte) []byte {
	if classes(s)&(escaped|mayEscape) == 0 {
		return append(dst, s...)
	}
	done := 0
	for i := 0; i < len(s); i++ {
		if class[s[i]]&escaped != 0 {
			dst = append(dst, s[done:i]...)
			dst = appendEscape(dst, rune(s[i]))
			done = i + 1
		} else if class[s[i]]&mayEscape != 0 {
			// U+FFFE and U+FFFF are no characters of XML 1.1.
			if c, size := utf8.DecodeRune(s[i:]); c >= 0xFFFE {
				dst = append(dst, s[done:i]...)
				dst = appendEscape(dst, c)
				done = i + size
			}
		}
	}
	return append(dst, s[done:]...)
}

func appendEscape(dst []byte, c rune) []byte {
	const hex = "0123456789ABCDEF"
	switch c {
	case '\t':
		return append(dst, `\t`...)
	case '\b':
		return append(dst, `\b`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\f':
		return append(dst, `\f`...)
	case '"':
		return append(dst, `\"`...)
	case '\\':
		return append(dst, `\\`...)
	}
	return append(dst, '\\', 'u', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}
