package web

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"annals.example/graph"
)

// languageName gives what people call the language of a tag, and the script where the tag
// names one: "Mongolian, in Mongolian script" of mn-Mong. What CLDR has no name for, or
// what is no tag, stays as it is written.
func languageName(tag string) string {
	parsed, err := bcp47.Raw.Parse(tag)
	if err != nil || strings.HasPrefix(strings.ToLower(tag), "x-") {
		return tag
	}
	base, script, region := parsed.Raw()
	whole := display.English.Tags().Name(parsed)
	if script == (bcp47.Script{}) || whole != "" && !strings.Contains(whole, "(") { // Simplified Chinese
		return cmp.Or(whole, tag)
	}
	written := display.English.Scripts().Name(script)
	if written == "" {
		return tag
	}
	written = "in " + written + " script"
	if base == (bcp47.Base{}) {
		return written
	}
	spoken, err := bcp47.Raw.Compose(base, region)
	if err != nil {
		return tag
	}
	name := display.English.Tags().Name(spoken)
	if name == "" {
		return tag
	}
	return name + ", " + written
}

// language shows a language tag by the name of its language.
func (v *view) language(tag string) value {
	written := cut(clean(tag), longestName)
	return value{Kind: "text", Text: languageName(written.Text), Whole: written.Whole, Tag: written.Text}
}

// inWords shows a value of a property: of the one that gives languages by their names.
func (v *view) inWords(property quad.Value, cell graph.Cell) value {
	if text, ok := cell.(graph.Text); ok && property == wordLanguage {
		return v.language(text.Text)
	}
	return v.value(cell)
}

// languageTag gives a language tag if it has the form of one (BCP 47, section 2.1), for
// the attribute of an element.
func languageTag(tag string) string {
	if len(tag) > 35 {
		return ""
	}
	for part := range strings.SplitSeq(tag, "-") {
		if part == "" || len(part) > 8 || strings.IndexFunc(part, func(r rune) bool {
			return r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}) >= 0 {
			return ""
		}
	}
	return tag
}
