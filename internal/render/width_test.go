package render

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// TestRuneWidthIsThatOfUnicode holds the table against Unicode's own, as another
// module has it: for all letters, figures and punctuation. Symbols are taken by
// whole blocks, so they are left out.
func TestRuneWidthIsThatOfUnicode(t *testing.T) {
	compared := 0
	for r := rune(0x20); r <= unicode.MaxRune; r++ {
		if !unicode.In(r, unicode.L, unicode.N, unicode.P) || r >= 0x1160 && r <= 0x11ff {
			continue
		}
		want := 1
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			want = 2
		}
		if got := runeWidth(r); got != want {
			t.Errorf("%U %c: width %d, Unicode says %d", r, r, got, want)
		}
		compared++
	}
	if compared < 100_000 {
		t.Errorf("compared only %d characters", compared)
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"":                      0,
		"Genden":                6,
		"Чойбалсан":             9,
		"Čojbalsan":             9, // with a combining caron too
		"C\u030cojbalsan":       9,
		"ソ蒙相互援助議定書":             18,
		"ᠮᠣᠩᠭᠣᠯ":                6,
		"ᠮᠣᠩᠭᠣᠯ\u180b":          6, // a free variation selector
		"ハンガリー":                 10,
		"ﾊﾝｶﾞﾘｰ":                6, // halfwidth
		"\u202eabc\u202c\u200d": 3,
		"한국":                    4,
		"\u1112\u1161\u11ab":    2, // the same syllable as 한 in parts
	} {
		if got := Width(text); got != want {
			t.Errorf("Width(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"chairman of the Little Khural", 14, "chairman of|the Little|Khural"},
		{"Soviet-Mongolian", 10, "Soviet-|Mongolian"},
		{"1936-03-12", 8, "1936-03-|12"}, // no hyphen before a figure ends a line
		{"infobox", 4, "info|box"},
		{"C\u030cojbalsan", 4, "C\u030cojb|alsa|n"},
		{"ソ蒙相互援助議定書", 8, "ソ蒙相互|援助議定|書"},
		{"公報。終", 4, "公|報。|終"}, // a full stop does not begin a line
		{"  two   words ", 80, "two words"},
		{"", 10, ""},
	} {
		got := strings.Join(Wrap(test.text, test.width), "|")
		if got != test.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// FuzzWrap: whatever the text, no line is too wide and nothing
// but spaces is lost.
func FuzzWrap(f *testing.F) {
	for _, text := range []string{"Soviet-Mongolian Mutual Assistance Pact, lead", "ソ蒙相互援助議定書, infobox", "a\u030c\u030c\u030c", "ᠮᠣᠩᠭᠣᠯ"} {
		f.Add(text, 7)
	}
	f.Fuzz(func(t *testing.T, text string, wide int) {
		if wide < 2 || wide > 200 {
			return // no width of a column
		}
		lines := Wrap(text, wide)
		for _, line := range lines {
			if Width(line) > wide {
				t.Errorf("Wrap(%q, %d) has the line %q of width %d", text, wide, line, Width(line))
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := bare(strings.Join(lines, "")); got != bare(text) {
			t.Errorf("Wrap(%q, %d) loses text: %q", text, wide, got)
		}
	})
}
