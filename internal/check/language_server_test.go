package check

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"annals.example/data"
	"github.com/google/go-cmp/cmp"
)

// What a historian sees who writes a source in an editor: nothing is marked in the
// files as they are, mistakes are marked where they stand, the words are completed
// that the thing can have, and each says what it means.
func TestAnEditorKnowsTheWords(t *testing.T) {
	schema, err := filepath.Abs(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	e := startEditor(t, object{
		"schemas": object{fileURI(schema): []string{"**/*.yaml"}}, "validate": true, "completion": true, "hover": true,
		"schemaStore": object{"enable": false}, // it would be fetched
	})
	marksNothing(t, e)
	marksMistakes(t, e)
	offersWords(t, e)
}

func marksNothing(t *testing.T, e *editor) {
	for _, name := range []string{"sources/wikipedia-en-khalkhin-gol.yaml", "catalogue/people.yaml", "vocabulary.yaml", "context.yaml"} {
		text, err := fs.ReadFile(data.SovietMongolian(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range e.open("/data/"+name, string(text)) {
			t.Errorf("%s:%d: marked: %s", name, d.Range.Start.Line+1, d.Message)
		}
	}
}

func marksMistakes(t *testing.T, e *editor) {
	want := []string{
		`3:7: Value is not accepted. Valid values: "dataset", "editors", "primary", "scholarly", "tertiary".`,
		`6:5: Property bron is not allowed.`,
		`7:11: write 1936-03-12, 1936-03, 1936, 1936-03~ (about), 193X, or "[1936-03-12,1936-03-13]" (one of these)`,
		`8:5: Property figureOf is not allowed.`,
		`11:44: Incorrect type. Expected "integer | array".`,
		`12:10: write an id that begins with negotiation and a slash, in lower-case letters, digits and single hyphens`,
	}
	mistakes := e.open("/data/sources/mistakes.yaml", `"@context": context.yaml
id: source/mistakes
kind: primry
says:
  - id: person/genden
    bron: 1892
    died: autumn 1937
    figureOf: event/khasan
  - id: event/khasan
    figures:
      - {id: figure/khasan-killed, number: "9,703"}
  - {id: negotiation/Kremlin 1934, date: 1934-11}
`)
	slices.SortFunc(mistakes, func(a, b diagnostic) int { return a.Range.Start.Line - b.Range.Start.Line })
	var marked []string
	for _, d := range mistakes {
		marked = append(marked, fmt.Sprintf("%d:%d: %s", d.Range.Start.Line+1, d.Range.Start.Character+1, d.Message))
	}
	if diff := cmp.Diff(want, marked); diff != "" {
		t.Errorf("other marks than expected (-want +got):\n%s", diff)
	}
	var shown struct{ Contents struct{ Value string } }
	e.ask("textDocument/hover", at("/data/sources/mistakes.yaml", 6, 5), &shown)
	if !strings.Contains(shown.Contents.Value, "died\n\nThe day of death.") {
		t.Errorf("the word died is explained by %q", shown.Contents.Value)
	}
}

func offersWords(t *testing.T, e *editor) {
	e.open("/data/sources/half.yaml", "\"@context\": context.yaml\nid: source/half\nsays:\n  - id: person/genden\n    bo\n  - id: agreement/1936-protocol\n    signatures:\n      - id: signature/1936-protocol-genden\n        \n")
	for _, c := range []struct {
		line, column   int
		offered, never string
	}{
		{4, 6, "born: The day of birth.", "signatures"},
		{8, 8, "onBehalfOf: The state or body that the signature binds.", "born"},
	} {
		offered := e.completions("/data/sources/half.yaml", c.line, c.column)
		if !slices.Contains(offered, c.offered) || slices.ContainsFunc(offered, func(word string) bool { return strings.HasPrefix(word, c.never+":") }) {
			t.Errorf("line %d: offered are\n%s\nwant %q, and not %q", c.line+1, strings.Join(offered, "\n"), c.offered, c.never)
		}
	}
}

func fileURI(name string) string { return "file://" + filepath.ToSlash(name) }

// completions gives the words that are offered at a place, each with what it means.
func (e *editor) completions(name string, line, column int) []string {
	e.t.Helper()
	var list struct {
		Items []struct{ Label, Documentation string }
	}
	e.ask("textDocument/completion", at(name, line, column), &list)
	var words []string
	for _, item := range list.Items {
		words = append(words, item.Label+": "+item.Documentation)
	}
	return words
}
