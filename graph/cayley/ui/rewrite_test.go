package ui

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEditsAreNeeded takes each edit out of the bundle, and puts it in twice: it is told
// from the bundle that is known.
func TestEditsAreNeeded(t *testing.T) {
	for i, e := range edits {
		whole := strings.Repeat(e.old+" … "+e.until+"\n", e.times)
		if _, err := e.apply(whole); err != nil {
			t.Errorf("edit %d: %v", i, err)
		}
		for _, text := range []string{"", whole + e.old, strings.ToUpper(whole)} {
			if _, err := e.apply(text); err == nil {
				t.Errorf("edit %d (%s, %s) takes a text in which it is not as often as it should be", i, e.file, e.why)
			}
		}
		if e.until != "" {
			if _, err := e.apply(e.old); err == nil {
				t.Errorf("edit %d (%s, %s) takes a text without end", i, e.file, e.why)
			}
		}
	}
	_, err := rewritten(append(slices.Clone(edits), edits[0]))
	if want := `index.html: paths from the page: "<link href=\"/static/" occurs 0 times, not 2: revise`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("an edit that finds nothing: %v, not %s", err, want)
	}
	if _, err := rewritten([]edit{{file: "static/js/other.js", old: "x", times: 1}}); err == nil {
		t.Error("an edit of a file that is not there goes unnoticed")
	}
}

// harmless are addresses that nobody asks: names of namespaces and schemas, and what
// stands in comments and messages for people.
var harmless = []string{
	"http://www.w3.org/", "https://reactjs.org/docs/error-decoder.html", "https://fb.me/", "http://fb.me/",
	"https://github.com/", "https://go.microsoft.com/fwlink/", "https://code.visualstudio.com/docs/",
	"http://json-schema.org/draft-", "https://aka.ms/tsconfig", "http://www.apache.org/licenses/",
}

var address = regexp.MustCompile(`(?:https?|wss?):\\?/\\?/[\w.\-]+\.[\w.\-]+[^\s"'\\` + "`" + `)]*`)

// TestNothingPointsOutside looks through all that the page loads, as it is served.
func TestNothingPointsOutside(t *testing.T) {
	u, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(u.files)) {
		if strings.HasSuffix(name, "LICENSE") || strings.HasSuffix(name, ".txt") {
			continue
		}
		text := content(t, u.files[name])
		for _, found := range address.FindAllString(text, -1) {
			if !slices.ContainsFunc(harmless, func(s string) bool { return strings.HasPrefix(found, s) }) {
				t.Errorf("%q: %s", name, found)
			}
		}
		for _, never := range []string{"localhost:64210", "jsdelivr", "googleapis", "sourceMappingURL=2", "sourceMappingURL=main"} {
			if strings.Contains(text, never) {
				t.Errorf("%q still has %s", name, never)
			}
		}
	}
	for _, absolute := range []string{`="/`, `url(/`} {
		for _, name := range []string{"", mainCSS, libraryCSS, "page.css"} {
			if strings.Contains(content(t, u.files[name]), absolute) {
				t.Errorf("%q has a path from the root: %s", name, absolute)
			}
		}
	}
}
