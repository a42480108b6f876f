package yamlldtest

import (
	"io/fs"
	"strings"
	"testing"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/yamlld"
	"github.com/cayleygraph/quad"
)

// Places reads a dataset and fails the test for every statement at whose line
// and column the file does not write the key or the value that states it. It
// gives the number of places that were right.
func Places(t testing.TB, fsys fs.FS, names []string, opts yamlld.Options) int {
	t.Helper()
	opts.Dir = ""
	d, _ := yamlld.Read(fsys, names, opts)
	words, backwards := wordsFor(t, fsys, d)
	texts := make(map[string][]string)
	right := 0
	for _, s := range d.Statements {
		if texts[s.At.File] == nil {
			data, err := fs.ReadFile(fsys, s.At.File)
			if err != nil {
				t.Fatal(err)
			}
			texts[s.At.File] = strings.Split(string(data), "\n")
		}
		there := at(texts[s.At.File], s.At)
		if !states(there, s, d, words, backwards) {
			t.Errorf("%s: the text there does not state %s: %.60q", s.At, s.NQuad(), there)
			continue
		}
		right++
	}
	return right
}

// at gives the text from a position to the end of the line after it, which is
// where the id of a node in a list must stand.
func at(lines []string, p rdfio.Position) string {
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	runes := []rune(lines[p.Line-1])
	if p.Column < 1 || p.Column > len(runes) {
		return ""
	}
	return string(runes[p.Column-1:])
}

// wordsFor lists for each property the keys that a context gives it, and the
// properties that are also written at the node they lead to.
func wordsFor(t testing.TB, fsys fs.FS, d *yamlld.Dataset) (words map[string][]string, backwards map[string]bool) {
	t.Helper()
	words = map[string][]string{rdfType: {"type", "id"}} // at its id, what is minted
	backwards = make(map[string]bool)
	doc, _ := document(t, fsys, yamlld.ContextFile).(map[string]any)
	terms, _ := doc["@context"].(map[string]any)
	for key, def := range terms {
		m, _ := def.(map[string]any)
		for _, k := range []string{"@id", "@reverse"} {
			if name, ok := m[k].(string); ok {
				words[d.Vocab+name] = append(words[d.Vocab+name], key)
				backwards[d.Vocab+name] = backwards[d.Vocab+name] || k == "@reverse"
			}
		}
	}
	return words, backwards
}

func states(there string, s rdfio.Statement, d *yamlld.Dataset, words map[string][]string, backwards map[string]bool) bool {
	predicate := string(s.Predicate.(quad.IRI))
	for _, key := range append(words[predicate], strings.TrimPrefix(predicate, d.Vocab)) {
		if strings.HasPrefix(there, key+":") {
			return true
		}
	}
	values := []quad.Value{s.Object}
	if backwards[predicate] {
		values = append(values, s.Subject)
	}
	for _, v := range values {
		id := ""
		switch v := v.(type) {
		case quad.IRI:
			id = strings.TrimPrefix(strings.TrimPrefix(string(v), d.Base), d.Vocab)
		case quad.LangString:
			if strings.HasPrefix(there, v.Lang+":") {
				return true
			}
			id = firstWord(string(v.Value))
		case quad.TypedString:
			id = firstWord(string(v.Value))
		case quad.String:
			id = firstWord(string(v))
		}
		for _, opening := range []string{"", `"`, "'", "{id: ", "id: ", "- id: "} {
			if strings.HasPrefix(there, opening+id) {
				return true
			}
		}
	}
	return false
}

// firstWord is as much of a text as a file surely writes unbroken and unescaped.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " \n\"'\\"); i > 0 {
		return s[:i]
	}
	return s
}
