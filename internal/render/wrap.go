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
	var found []piece
	for _, word := range strings.Fields(text) {
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
