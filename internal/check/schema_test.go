package check

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/data"
	"annals.example/graph/edtf"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"go.yaml.in/yaml/v4"
)

var schemaFile = filepath.Join("..", "..", "data", "soviet-mongolian", "schema.json")

func TestSchemaIsCurrent(t *testing.T) {
	want, err := Schema(t.Context(), data.SovietMongolian())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema.json is not made of the vocabulary and context as they are: run go test ./internal/check -update and read the difference")
	}
}

func TestShippedFilesKeepTheSchema(t *testing.T) {
	schema := compile(t)
	files := data.SovietMongolian()
	n := 0
	err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) != ".yaml" {
			return err
		}
		n++
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if err := schema.Validate(fromYAML(t, string(text))); err != nil {
			t.Errorf("%s: %s", name, deepest(err))
		}
		return nil
	})
	if err != nil || n < 100 {
		t.Errorf("%d files were read: %v", n, err)
	}
}

// What an author types, and what an editor marks in it.
func TestSchemaMarksMistakes(t *testing.T) {
	schema := compile(t)
	const head = "\"@context\": context.yaml\nid: source/seed\nkind: primary\n"
	if err := schema.Validate(fromYAML(t, head)); err != nil {
		t.Fatalf("the head alone: %s", deepest(err))
	}
	for _, c := range []struct{ about, file, at string }{
		{"nothing wrong", "says: {id: person/genden, born: 1892, name: {ru: Гэндэн, ja-Latn: [Genden]}}", ""},
		{"a date of unknown digits, in doubt", `says: [{id: event/khasan, date: 193X?}, {id: event/khasan, begin: "[1938-07-29..1938-07-31]"}]`, ""},
		{"an unknown word", "says: {id: person/genden, bron: 1892}", "/says"},
		{"a word of other things", "says: {id: person/genden, figureOf: event/khasan}", "/says"},
		{"at the top as well", "kidn: primary", ""},
		{"an unknown kind", "says: {id: source/other, kind: primry}", "/says/kind"},
		{"an unknown thing counted", "says: {id: event/khasan, figures: {id: figure/khasan-killed, counts: kiled}}", "/says/figures/counts"},
		{"a date in words", "says: {id: event/khasan, date: autumn 1938}", "/says/date"},
		{"a date of another land", "says: {id: event/khasan, date: 29.7.1938}", "/says/date"},
		{"what lasts as a date", "says: {id: event/khasan, date: 1938-07-29/1938-08-11}", "/says/date"},
		{"a number with its comma", `says: {id: figure/khasan-killed, number: "9,703"}`, "/says/number"},
		{"degrees that YAML rewrites", "says: {id: place/khasan, latitude: 42.5}", "/says/latitude"},
		{"an id of no type", "says: {id: persn/genden, born: 1892}", "/says/id"},
		{"an id in capitals", "says: {id: person/Genden, born: 1892}", "/says/id"},
		{"a person where a state belongs", "says: {id: signature/a-b, onBehalfOf: person/genden}", "/says/onBehalfOf"},
		{"a figure among signatures", "says: {id: agreement/1936-protocol, signatures: [{id: figure/a-b}]}", "/says/signatures/0/id"},
		{"a name without language", "says: {id: person/genden, name: Genden}", "/says/name"},
		{"a language that is none", "says: {id: person/genden, name: {mongolian: Гэндэн}}", "/says/name"},
		{"a text by language that is English", "says: {id: person/genden, account: {ru: Гэндэн}}", "/says/account"},
		{"a passage of nothing", "passages: {p-29: {says: {id: person/genden, born: 1892}}}", "/passages"},
		{"an unknown word in a passage", "passages: {\"source/seed#p-29\": {sais: {id: person/genden}}}", "/passages/source~1seed%23p-29"},
		{"a type of other things", "says: {id: person/genden, type: Battle}", "/says/type"},
		{"nobody", "says: {born: 1892}", "/says"},
		{"an address that is none", "address: wikipedia.org", "/address"},
	} {
		err := schema.Validate(fromYAML(t, head+c.file))
		wrong := c.at != "" || strings.HasPrefix(c.file, "kidn")
		switch {
		case err == nil && wrong:
			t.Errorf("%s: nothing is marked in %s", c.about, c.file)
		case err != nil && !wrong:
			t.Errorf("%s: %s", c.about, deepest(err))
		case err != nil && !strings.Contains(marks(err), " "+c.at+"\n"):
			t.Errorf("%s: marked at%s, not at %s", c.about, marks(err), c.at)
		}
	}
}

// The form of dates in the schema lets pass what the reader of dates reads, and
// no more than what looks like it.
func TestSchemaKnowsDates(t *testing.T) {
	schema, err := jsonschema.CompileString("date.json", `{"pattern": `+string(quoted(t, datePattern))+`}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, date := range []string{"1936", "-0430", "1936-03", "1936-03-12", "1936-03~", "1936-03-12?", "193X", "1936-XX-XX", "1936-21", "1936?-03-12",
		"1936-~03", "[1936-03-12,1936-03-13]", "[1936-03-12, 1936-03-13]", "[..1936]", "[1936-03..1936-05]", "[1936..]", "1939-09-16T02:00:00+03:00", "1939-09-16T02:00:00Z", "Y18922",
		"autumn 1938", "29.7.1938", "1936-3-12", "1936/03/12", "12 March 1936", "c. 1936", "1936-03-12,1936-03-13", "", "36", "1936-03-", "[]", "1936-03-12T02"} {
		_, err := edtf.Parse(date)
		if marked := schema.Validate(date) != nil; marked != (err != nil) {
			t.Errorf("%q: the schema marks it: %v; the reader: %v", date, marked, err)
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(t.Context(), data.SovietMongolian())
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.CompileString("schema.json", string(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func quoted(t *testing.T, text string) []byte {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fromYAML reads YAML by the rules of version 1.2, as editors do: dates are texts.
func fromYAML(t *testing.T, text string) any {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var value func(n *yaml.Node) any
	value = func(n *yaml.Node) any {
		switch n.Kind {
		case yaml.DocumentNode:
			return value(n.Content[0])
		case yaml.SequenceNode:
			items := []any{}
			for _, item := range n.Content {
				items = append(items, value(item))
			}
			return items
		case yaml.MappingNode:
			entries := map[string]any{}
			for i := 0; i+1 < len(n.Content); i += 2 {
				entries[n.Content[i].Value] = value(n.Content[i+1])
			}
			return entries
		}
		if tag := n.ShortTag(); tag == "!!int" || tag == "!!float" {
			return json.Number(n.Value)
		}
		return n.Value
	}
	return value(&document)
}

// marks lists the places where a validator found something.
func marks(err error) string {
	var b strings.Builder
	b.WriteString("\n")
	for _, e := range err.(*jsonschema.ValidationError).BasicOutput().Errors {
		b.WriteString(" " + e.InstanceLocation + "\n")
	}
	return b.String()
}

// deepest gives the finding that lies deepest in a file.
func deepest(err error) string {
	best, depth := err.Error(), -1
	for _, e := range err.(*jsonschema.ValidationError).BasicOutput().Errors {
		if d := strings.Count(e.InstanceLocation, "/"); d > depth {
			best, depth = e.InstanceLocation+": "+e.Error, d
		}
	}
	return best
}
