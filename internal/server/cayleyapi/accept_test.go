package cayleyapi

import (
	"slices"
	"strings"
	"testing"
)

// RFC 9110, section 12.5.1, and what its examples leave open.
func TestPreferred(t *testing.T) {
	offers := []string{"application/n-quads", "application/ld+json", "text/turtle"}
	for header, want := range map[string]string{
		"":                                 "application/n-quads",
		"*/*":                              "application/n-quads",
		"text/html, */*;q=.1":              "application/n-quads",
		"image/png":                        "application/n-quads",
		"application/ld+json":              "application/ld+json",
		"Application/LD+JSON":              "application/ld+json",
		"text/*":                           "text/turtle",
		"text/turtle, application/ld+json": "text/turtle",
		"text/turtle;q=0.5, application/ld+json;q=0.6":            "application/ld+json",
		"application/*;q=0.9, application/n-quads;q=0":            "application/ld+json",
		"*/*, application/n-quads;q=0, application/ld+json;q=0":   "text/turtle",
		`application/ld+json;profile="http://x/y";q=0.2, */*;q=0`: "application/ld+json",
		"application/ld+json;q=no":                                "application/n-quads",
		",,;q=1,text/turtle":                                      "text/turtle",
	} {
		if got := preferred([]string{header}, offers); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
	long := strings.Repeat("a/b,", 1000) + "text/turtle"
	if got := preferred([]string{long}, offers); got != offers[0] {
		t.Errorf("past the bound: %s", got)
	}
}

func TestSplit(t *testing.T) {
	for list, want := range map[string][]string{
		`a,b`:              {"a", "b"},
		`<a,b>,<c>`:        {"<a,b>", "<c>"},
		`"a,b"@en,"c\",d"`: {`"a,b"@en`, `"c\",d"`},
		`it"s,so`:          {`it"s`, "so"},
		`,`:                {"", ""},
		`<a,b`:             {"<a,b"},
		`"a"^^<u:x,y>,b`:   {`"a"^^<u:x,y>`, "b"},
	} {
		if got := split(list); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", list, got, want)
		}
	}
}
