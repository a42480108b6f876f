package render

import (
	"strings"
	"unicode"
)

// Wrap breaks a text into lines of at most so many columns: at spaces, after
// hyphens and slashes, between ideographs, and within a word only where it is
// longer than a line. It never parts a letter from what combines with it.
func Wrap(text string, width int) []string {
	width = max(width, 2) // a wide character must fit
	if Width(text) <= width {
		return []string{strings.Join(strings.Fields(text), " ")}
	}
	var lines []string
	line, used, gap := "", 0, ""
	for _, p := range pieces(text) {
		if line != "" && used+len(gap)+p.width <= width {
			line, used = line+gap+p.text, used+len(gap)+p.width
		} else {
			if line != "" {
				lines = append(lines, line)
			}
			line, used = p.text, p.width
			for used > width {
				head := cut(line, width)
				lines, line = append(lines, head), line[len(head):]
				used -= Width(head)
			}
		}
		gap = p.gap
	}
	return append(lines, line)
}

// A piece is a part of a text that stays on one line if it can.
type piece struct {
	text  string
	width int
	gap   string // a space, where one parts it from the next
}

func pieces(text string) []piece {
	found := make([]piece, 0, strings.Count(text, " ")+1)
	for word := range strings.FieldsSeq(text) {
		if unbroken(word) {
			found = append(found, piece{word, len(word), " "})
			continue
		}
		start := 0
		var before rune
		for i, r := range word {
			if i > start && breaks(before, r) {
				found = append(found, piece{word[start:i], Width(word[start:i]), ""})
				start = i
			}
			if runeWidth(r) > 0 {
				before = r
			}
		}
		found = append(found, piece{word[start:], Width(word[start:]), " "})
	}
	return found
}

// unbroken tells of most words of Western scripts, without a closer look at their
// letters, that they are one piece and how wide: as wide as they are long.
func unbroken(word string) bool {
	for i := range len(word) {
		if c := word[i]; c <= ' ' || c >= 0x7f || c == '-' || c == '/' {
			return false
		}
	}
	return true
}

// breaks tells whether a line may end between two characters of a word. Closing
// signs and small kana do not begin a line.
func breaks(before, after rune) bool {
	if runeWidth(after) == 0 {
		return false
	}
	if runeWidth(before) == 2 || runeWidth(after) == 2 {
		return !unicode.In(after, unicode.Pe, unicode.Pf, unicode.Po) && !unicode.In(before, unicode.Ps, unicode.Pi) &&
			!strings.ContainsRune("ーぁぃぅぇぉっゃゅょァィゥェォッャュョ", after)
	}
	return strings.ContainsRune("-–—/", before) && unicode.IsLetter(after)
}

// cut gives as much of the beginning of a text as fits.
func cut(text string, width int) string {
	used := 0
	for i, r := range text {
		used += runeWidth(r)
		if used > width && i > 0 {
			return text[:i]
		}
	}
	return text
}
