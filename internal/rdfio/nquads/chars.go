package nquads

import "unicode/utf8"

// Classes of bytes, as bits, so that a whole term is judged by or-ing the
// classes of its bytes together: one loop without branches.
const (
	wide      = 1 << iota // part of a character beyond ASCII
	notIRI                // cannot stand in an IRI, even as an escape
	escaped               // in canonical form, text writes it as an escape
	notLabel              // an ASCII character no blank node label contains
	mayEscape             // may begin a character beyond ASCII that is escaped
)

var class = classify()

func classify() (table [256]uint8) {
	for c := range table {
		switch {
		case c >= utf8.RuneSelf:
			table[c] |= wide
		case c < ' ' || c == 0x7F:
			table[c] |= escaped
		}
		if c < utf8.RuneSelf && !isAlphanumeric(byte(c)) && c != '_' && c != '-' && c != '.' {
			table[c] |= notLabel
		}
		if c <= ' ' {
			table[c] |= notIRI
		}
	}
	for _, c := range []byte("<>\"{}|^`\\") {
		table[c] |= notIRI
	}
	table['"'] |= escaped
	table['\\'] |= escaped
	table[0xEF] |= mayEscape // U+FFFE and U+FFFF
	return table
}

// classes is the union of the classes of all bytes of s.
func classes[T string | []byte](s T) (all uint8) {
	for i := 0; i < len(s); i++ {
		all |= class[s[i]]
	}
	return all
}

func isLetter(c byte) bool       { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool        { return '0' <= c && c <= '9' }
func isAlphanumeric(c byte) bool { return isLetter(c) || isDigit(c) }

// isAbsolute reports whether an IRI begins with a scheme (RFC 3987, 2.2).
// Nothing more is asked of it: N-Quads wants absolute IRIs, and published data
// is full of IRIs that break finer rules.
func isAbsolute[T string | []byte](iri T) bool {
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case isLetter(c):
		case i > 0 && c == ':':
			return true
		case i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// languageTag gives the length of the LANGTAG at the start of s, without "@":
// [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*. Zero means that there is none.
func languageTag[T string | []byte](s T) int {
	i := 0
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	for i > 0 && i+1 < len(s) && s[i] == '-' && isAlphanumeric(s[i+1]) {
		for i++; i < len(s) && isAlphanumeric(s[i]); i++ {
		}
	}
	return i
}

// blankLabel gives the length of the longest blank node label at the start of
// s, without "_:". Zero means that there is none. The colons that the grammar
// of RDF 1.1 allows are a mistake of it, which its test suite and RDF 1.2
// corrected.
func blankLabel[T string | []byte](s T) int {
	i := 0
	for i < len(s) {
		size := 1
		if c := s[i]; c >= utf8.RuneSelf {
			var char rune
			char, size = utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if !isLabelChar(char, i == 0) || char == utf8.RuneError && size == 1 {
				break
			}
		} else if class[c]&notLabel != 0 || i == 0 && (c == '-' || c == '.') {
			break
		}
		i += size
	}
	// A dot may stand within a label; at its end it ends the statement.
	for i > 0 && s[i-1] == '.' {
		i--
	}
	return i
}

// isLabelChar is the production PN_CHARS, or PN_CHARS_U for the first
// character of a label, beyond ASCII.
func isLabelChar(c rune, first bool) bool {
	in := func(low, high rune) bool { return low <= c && c <= high }
	switch {
	case c < 0x300:
		return c >= 0xC0 && c != 0xD7 && c != 0xF7 || c == 0xB7 && !first
	case c < 0x370:
		return !first
	case in(0x203F, 0x2040):
		return !first
	}
	return in(0x370, 0x1FFF) && c != 0x37E || in(0x200C, 0x200D) || in(0x2070, 0x218F) ||
		in(0x2C00, 0x2FEF) || in(0x3001, 0xD7FF) || in(0xF900, 0xFDCF) ||
		in(0xFDF0, 0xFFFD) || in(0x10000, 0xEFFFF)
}
