package nquads

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// encodingFault replaces f where what is wrong is that its place holds no
// character at all, so that no other message need mind.
func encodingFault(line []byte, f *fault) *fault {
	if c, size := utf8.DecodeRune(line[f.at:]); c == utf8.RuneError && size == 1 {
		return badEncoding(line, f.at)
	}
	return f
}

// invalidUTF8 gives the place of the first byte that is not UTF-8, or -1.
func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	i := 0
	for {
		c, size := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

func badEncoding(line []byte, i int) *fault {
	f := &fault{at: i, msg: fmt.Sprintf("byte %#02x is not UTF-8", line[i]), hint: "convert the file to UTF-8"}
	if bytes.HasPrefix(line, []byte{0xFF, 0xFE}) || bytes.HasPrefix(line, []byte{0xFE, 0xFF}) {
		f.hint = "this looks like UTF-16: convert the file to UTF-8"
	}
	return f
}
