package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text of strangers a page shows, in characters.
const (
	longestText = 4000
	longestName = 240
)

// clean makes a text of strangers one that a page can hold: characters that control
// a terminal, or that are none, are replaced; lines stay.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == '\ufffe' || r == '\uffff' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

// A short text is the beginning of one; Whole is how many characters that has, 0 where
// nothing is left out.
type short struct {
	Text  string
	Whole int
}

func cut(text string, most int) short {
	if len(text) <= most || utf8.RuneCountInString(text) <= most {
		return short{Text: text}
	}
	n := 0
	for i := range text {
		if n == most {
			return short{Text: strings.TrimRightFunc(text[:i], unicode.IsSpace), Whole: utf8.RuneCountInString(text)}
		}
		n++
	}
	return short{Text: text}
}

// brief makes a text of strangers one for a line, and shows where it is cut.
func brief(text string) string {
	short := cut(clean(text), longestName)
	if short.Whole > 0 {
		short.Text += "…"
	}
	return short.Text
}

// escaped is what stands for letters that addresses cannot hold: RFC 3986, section 2.1.
var escaped = regexp.MustCompile(`(?:%[89A-Fa-f][0-9A-Fa-f])+`)

// readable writes an address as browsers show it: letters of other scripts as they are.
// Whatever else is escaped stays so, as it may be there to mislead.
func readable(address string) string {
	return escaped.ReplaceAllStringFunc(address, func(part string) string {
		letters, err := url.PathUnescape(part)
		if err != nil || !utf8.ValidString(letters) || strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			return part
		}
		return letters
	})
}

// plainNumber writes a number with its thousands apart.
func plainNumber(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// naturally compares names as people count: web-9 before web-19.
func naturally(a, b string) int {
	for a != "" && b != "" {
		da, db := leadingDigits(a), leadingDigits(b)
		if da > 0 && db > 0 {
			na, nb := strings.TrimLeft(a[:da], "0"), strings.TrimLeft(b[:db], "0")
			if len(na) != len(nb) {
				return len(na) - len(nb)
			}
			if c := strings.Compare(na, nb); c != 0 {
				return c
			}
			a, b = a[da:], b[db:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func leadingDigits(text string) int {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return i
		}
	}
	return len(text)
}
