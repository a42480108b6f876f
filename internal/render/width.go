package render

import "unicode"

// wide are the characters that take two columns of a terminal: those that Unicode
// Standard Annex #11 calls wide or fullwidth, with the pictographs as whole blocks.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115f, 1}, // Hangul, leading consonants
		{0x2329, 0x232a, 1},
		{0x2e80, 0x303e, 1}, // radicals, CJK punctuation
		{0x3041, 0x3247, 1}, // kana, Bopomofo, Hangul
		{0x3250, 0x4dbf, 1},
		{0x4e00, 0xa4c6, 1}, // ideographs, Yi
		{0xa960, 0xa97c, 1},
		{0xac00, 0xd7a3, 1}, // Hangul syllables
		{0xf900, 0xfaff, 1},
		{0xfe10, 0xfe19, 1},
		{0xfe30, 0xfe6b, 1},
		{0xff01, 0xff60, 1}, // fullwidth forms
		{0xffe0, 0xffe6, 1},
	},
	R32: []unicode.Range32{
		{0x16fe0, 0x18d08, 1}, // Tangut, Khitan
		{0x1aff0, 0x1b2fb, 1}, // kana, Nushu
		{0x1f200, 0x1f320, 1},
		{0x1f32d, 0x1f64f, 1},
		{0x1f680, 0x1f6ff, 1},
		{0x1f900, 0x1faff, 1},
		{0x20000, 0x3ffff, 1}, // ideographs
	},
}

// runeWidth is how many columns of a terminal a character takes: none if it
// combines with the one before it, or only says how that is to be shaped.
func runeWidth(r rune) int {
	switch {
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return 0
	case r < 0x300, 0x370 <= r && r < 0x483, 0x2010 <= r && r < 0x2028: // Greek and Cyrillic letters, dashes, quotes
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), 0x1160 <= r && r <= 0x11ff: // vowels within a Hangul syllable
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// Width is how many columns of a terminal a text takes.
func Width(text string) int {
	n := 0
	for _, r := range text {
		n += runeWidth(r)
	}
	return n
}
