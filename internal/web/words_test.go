package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"golang.org/x/net/html"

	"annals.example/graph"
)

// The page of the vocabulary has every word that the dataset defines, at the anchor of its
// name, as the dataset defines it.
func TestVocabularyHasEveryWord(t *testing.T) {
	s := embedded(t)
	words, err := s.dataset.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	status, page := s.get(t, "/vocabulary")
	if status != http.StatusOK || len(words) < 150 {
		t.Fatalf("status %d, %d words", status, len(words))
	}
	shown := map[string]string{}
	for _, n := range elements(parse(t, page)) {
		if n.Data == "div" && attribute(n, "id") != "" {
			shown[attribute(n, "id")] = textOf(n)
		}
	}
	kinds := map[string]int{}
	for _, w := range words {
		kinds[w.Kind]++
		if text := shown[w.Name]; !strings.Contains(text, w.Label) || !strings.Contains(text, w.Definition) {
			t.Errorf("%s (%q) is shown as %q", w.Name, w.Definition, text)
		}
	}
	for kind, n := range kinds {
		if name := s.dataset.Term(quad.IRI(graph.VocabularyIRI + kind)).Label; !strings.Contains(page, "<bdi>"+name) {
			t.Errorf("%d words are of kind %s, and no heading says %q", n, kind, name)
		}
	}
}

// A stranger's words have no anchors that are ours, and do no harm.
func TestVocabularyOfStrangers(t *testing.T) {
	var quads []quad.Quad
	for _, name := range []string{"", "~main", "~p1", `"><script>`, "plain"} {
		quads = append(quads, quad.Quad{Subject: quad.IRI(graph.VocabularyIRI + name), Predicate: rdfType,
			Object: quad.IRI(graph.VocabularyIRI + "Class"), Label: quad.IRI("http://e.org/source/s")})
	}
	quads = append(quads, quad.Quad{Subject: quad.IRI(graph.VocabularyIRI + "grouped"), Predicate: quad.IRI(graph.VocabularyIRI + "group"),
		Object: quad.String("<b>"), Label: quad.IRI("http://e.org/source/s")})
	d, err := graph.OpenQuads(quads, "words")
	if err != nil {
		t.Fatal(err)
	}
	page := newSite(t, d).check(t, "/vocabulary")
	if !strings.Contains(page, `id="plain"`) || !strings.Contains(page, "others: &lt;b&gt;") {
		t.Error("a word is missing")
	}
}

func textOf(n *html.Node) string {
	var text strings.Builder
	for below := range n.Descendants() {
		if below.Type == html.TextNode {
			text.WriteString(below.Data)
		}
	}
	return text.String()
}
