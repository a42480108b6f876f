package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// Languages are called as people call them, wherever a page shows one; the tag stays for
// browsers and for those who want it. What has no name stays as it is written.
func TestLanguagesByName(t *testing.T) {
	names := map[string]string{
		"ru":         "Russian",
		"mn-Mong":    "Mongolian, in Mongolian script",
		"mn-Latn":    "Mongolian, in Latin script",
		"zh-Hant":    "Traditional Chinese",
		"zh-Hant-TW": "Chinese (Taiwan), in Traditional Han script",
		"ja-Hira":    "Japanese, in Hiragana script",
		"grc":        "Ancient Greek",
		"en-GB":      "British English",
		"und-Cyrl":   "in Cyrillic script",
		"und":        "Unknown language",
		"mn-x-clerk": "Mongolian",
		"otk-Orkh":   "otk-Orkh", // CLDR has the script, and not Old Turkic
		"ru-Qaaa":    "Russian",  // a script for private use
		"qaa":        "qaa",
		"x-clerk":    "x-clerk",
		"xx-yy":      "xx-yy",
		"a\"b":       "a\"b",
	}
	thing, source := quad.IRI("http://e.org/person/p"), quad.IRI("http://e.org/source/s")
	var quads []quad.Quad
	for tag := range names {
		quads = append(quads, quad.Quad{Subject: thing, Predicate: label, Object: quad.LangString{Value: quad.String("called " + tag), Lang: tag}, Label: source},
			quad.Quad{Subject: thing, Predicate: quad.IRI("http://e.org/called"), Object: quad.LangString{Value: quad.String("called " + tag), Lang: tag}, Label: source},
			quad.Quad{Subject: source, Predicate: quad.IRI(graph.VocabularyIRI + "language"), Object: quad.String(tag), Label: source})
	}
	d, err := graph.OpenQuads(quads, "languages")
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, d)
	entity := func(iri quad.IRI) string { return "/entity?iri=" + url.QueryEscape(string(iri)) }
	called, written := titles(t, s.check(t, entity(thing))), titles(t, s.check(t, entity(source)))
	for tag, name := range names {
		if got := strings.TrimPrefix(called[tag], ", language "); got != name {
			t.Errorf("what is called in %s is said to be in %q, want %q", tag, got, name)
		}
		if got := written[tag]; got != name {
			t.Errorf("a source in %s is said to be in %q, want %q", tag, got, name)
		}
	}
}

// titles are the texts of a page by what is shown to those who point at them.
func titles(t *testing.T, page string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, n := range elements(parse(t, page)) {
		if title := attribute(n, "title"); title != "" {
			found[title] = textOf(n)
		}
	}
	return found
}
