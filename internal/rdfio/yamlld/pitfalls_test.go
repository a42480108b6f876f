package yamlld_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/internal/rdfio/yamlld"
	"github.com/google/go-cmp/cmp"
)

const context = `"@context":
  "@version": 1.1
  "@base": https://annals.example/d/
  "@vocab": https://annals.example/v#
  xsd: http://www.w3.org/2001/XMLSchema#
  id: "@id"
  type: "@type"
  says: "@graph"
  passages: {"@id": hasPassage, "@container": "@id"}
  signer: {"@type": "@id"}
  counts: {"@type": "@vocab"}
  signatures: {"@reverse": instrument}
  date: {"@type": "http://id.loc.gov/datatypes/edtf/EDTF"}
  number: {"@type": "xsd:integer"}
  latitude: {"@type": "xsd:decimal"}
  label: {"@language": en}
  account: {"@language": en}
  name: {"@container": "@language"}
  numberWritten: {"@language": en, "@container": "@language"}
`

// said is a source whose first claim stands on line 5.
func said(claims string) string {
	return "\"@context\": context.yaml\nid: source/e\ntype: Source\nsays:\n" + claims
}

// What JSON-LD drops in silence or reads as something else, and what YAML does
// to a text. Each is a mistake that somebody makes.
var pitfalls = []struct{ name, file, want string }{
	{"key without value", said("  - id: event/a\n    date:\n    label: A\n"), `6:5: the key "date" has no value`},
	{"null", said("  - {id: event/a, date: null}\n"), `5:19: the key "date" has no value`},
	{"empty text", said("  - {id: event/a, label: \"\"}\n"), `5:19: the key "label" has an empty text`},
	{"empty list", said("  - {id: event/a, label: []}\n"), `5:19: the key "label" has an empty list`},
	{"empty mapping", said("  - {id: event/a, signer: {}}\n"), `5:19: the key "signer" has nothing below it`},
	{"empty item", said("  - id: event/a\n    label:\n      -\n      - A\n"), `7:8: this item of the list has no value`},
	{"comma ends a text in braces", said("  - {id: figure/a, numberWritten: about 9,000}\n"),
		"5:43: the key \"000\" has no value\nhint: write its value, or leave it out; inside { } and [ ] a comma ends a text that is not in quotes"},
	{"comma and words in braces", said("  - {id: figure/a, label: Bykov, tank brigade}\n"),
		"5:34: the key \"tank brigade\" has no value\nhint: write its value, or leave it out; inside { } and [ ] a comma ends a text that is not in quotes"},
	{"brackets lost", said("  - id: event/a\n    date: [1936-03..1936-04]\n"),
		"6:12: the brackets around \"1936-03..1936-04\" are lost: they make a list\nhint: put it in quotes with its brackets, \"[1936-03..1936-04]\""},
	{"bare text under says", said("  - agreement/a\n"), `5:5: a bare text under "says" says nothing: "agreement/a"`},
	{"says is a text", said("  agreement/a\n"), `5:3: a bare text under "says" says nothing: "agreement/a"`},
	{"list in a list", said("  - - id: event/a\n      label: A\n"), `5:5: a list in a list under "says"`},
	{"id alone under says", said("  - id: agreement/a\n  - {id: event/b, label: B}\n"), `5:5: nothing is said of "agreement/a": it has an id alone`},
	{"file with an id alone", "\"@context\": context.yaml\nid: source/e\n", `1:1: nothing is said of "source/e": it has an id alone`},
	{"key twice", said("  - id: event/a\n    label: A\n    label: B\n"), `7:5: the key "label" stands here twice, first at line 6`},
	{"passage without quotes",
		"\"@context\": context.yaml\nid: source/e\npassages:\n  source/e#p-1:\n    says:\n      - {id: event/a, label: A}\n  #p-2:\n    says:\n      - {id: event/b, label: B}\n",
		"7:3: this is a comment, not a key: \"#p-2:\"\n8:5: the key \"says\" stands here twice, first at line 5"},
	{"text cut off", said("  - id: event/a\n    account: Article #4 of the treaty\n"), "6:14: the text is cut off at \"#4 of the treaty\"\nhint: put the text in quotes, or a space after the # of a comment"},
	{"colon in a text", said("  - id: event/a\n    account: Bold: a draw\n"),
		"6:18: not YAML: mapping values are not allowed in this context\nhint: put a text that contains a colon and a space in quotes"},
	{"tab", said("  - id: event/a\n\tlabel: A\n"), "6:1: not YAML: found a tab character that violates indentation (while scanning a plain scalar, which began at line 5)\nhint: indent with spaces, not with tabs"},
	{"passages is a text", "\"@context\": context.yaml\nid: source/e\npassages: source/e#p-1\n",
		"3:11: \"passages\" must have the ids of nodes as keys, not a text\nhint: write each id as a key and below it what belongs to it"},
	{"passage is a text", "\"@context\": context.yaml\nid: source/e\npassages:\n  source/e#p-1: says\n", `4:17: below "source/e#p-1" there must be keys, not a text`},
	{"signature is a text", said("  - id: agreement/a\n    signatures: [signature/a-b]\n"), `6:18: under "signatures" there must be nodes, not "signature/a-b"`},
	{"nobody says it", "\"@context\": context.yaml\nsays:\n  - {id: event/a, label: A}\n", `1:1: nobody says what stands under "says": there is no id beside it`},
	{"number for an id", said("  - {id: event/a, signer: 1936}\n"), `5:27: "signer" must be an id, not a number`},
	{"number under a language", said("  - {id: event/a, label: 1936}\n"), "5:26: \"label\" must be a text in a language, not a number\nhint: put it in quotes"},
	{"truth under languages", said("  - {id: event/a, name: {ru: true}}\n"), `5:30: what is in a language must be a text, not a boolean`},
	{"no language tag", said("  - {id: event/a, name: {\"in Russian\": Б}}\n"), `5:26: "in Russian" is no language tag`},
	{"language where none is asked", said("  - {id: event/a, account: {ru: Б}}\n"),
		"5:28: \"account\" must be a text, and has keys below it\nhint: its language is settled; to name others, the context must give it \"@container\": \"@language\""},
	{"keys below a date", said("  - {id: event/a, date: {begin: 1936}}\n"), `5:25: "date" must be a text, and has keys below it`},
	{"fraction", said("  - {id: place/a, latitude: 47.92028}\n"), "5:29: JSON-LD would rewrite the number 47.92028\nhint: put it in quotes"},
	{"large number", said("  - {id: figure/a, number: 12345678901234567890}\n"), `5:28: JSON-LD would rewrite the number 12345678901234567890`},
	{"no number", said("  - {id: figure/a, number: .nan}\n"), `5:28: .nan is no number that JSON has`},
	{"id with a space", said("  - {id: event/a, signer: Khorloogiin Choibalsan}\n"),
		"5:27: \"Khorloogiin Choibalsan\" is no address: it has ' ' in it\nhint: an id looks like agreement/1936-protocol"},
	{"id with a letter that readers rewrite", said("  - {id: event/é, label: A}\n"), `5:10: "event/é" does not stay what it is: as an id it becomes "https://annals.example/d/event/%C3%A9"`},
	{"id with dots", said("  - {id: event/a, signer: ../person/b}\n"), `5:27: "../person/b" does not stay what it is: as an id it becomes "https://annals.example/person/b"`},
	{"id is a number", said("  - {id: 1936, label: A}\n"), `5:10: an id must be a text, not a number`},
	{"type is a number", said("  - {id: event/a, type: [Event, 5]}\n"), `5:33: a type must be a text, not a number`},
	{"key of two words", said("  - id: event/a\n    on behalf of: state/b\n"), "6:5: \"https://annals.example/v#on behalf of\" is no address: it has ' ' in it\nhint: a key is one word"},
	{"key is a number", said("  - id: event/a\n    1936: A\n"), `6:5: a key must be a text, not "1936"`},
	{"mistyped keyword", said("  - {id: event/a, \"@labl\": A}\n"), `5:19: the key "@labl" means nothing in this context`},
	{"keyword", said("  - {id: event/a, \"@index\": A, label: A}\n"), `5:19: "@index" is not used in these files`},
	{"context further in", said("  - {id: event/a, \"@context\": context.yaml, label: A}\n"), `5:19: "@context" is not used in these files`},
	{"merge key", said("  - &a {id: event/a, label: A}\n  - {<<: *a, id: event/b}\n"), `6:6: the merge key << is no part of YAML 1.2`},
	{"alias in itself", said("  - &a {id: event/a, signer: *a}\n"), `5:30: the alias *a stands inside what it stands for`},
	{"tag", said("  - {id: event/a, label: !text A}\n"), `5:26: the tag !text means nothing here`},
	{"value of JSON-LD that is none", said("  - {id: event/a, label: {\"@value\": A, \"@language\": en, \"@type\": \"xsd:string\"}}\n"),
		`5:26: JSON-LD refuses this: invalid value object: value object must not include @type with either @language or @direction`},
	{"no context", "id: source/e\ntype: Source\n", "1:1: the file names no context\nhint: begin the file with \"@context\": context.yaml"},
	{"context of its own", "\"@context\": {\"@vocab\": \"https://v.example/\"}\nid: source/e\ntype: Source\n", `1:1: a file of a dataset must name its context, not hold one`},
	{"context on the web", "\"@context\": https://schema.org/\nid: source/e\ntype: Source\n",
		`1:13: the context "https://schema.org/" cannot be had: it is on the web, and nothing is ever fetched`},
	{"context above the dataset", "\"@context\": ../context.yaml\nid: source/e\ntype: Source\n",
		"1:13: the context \"../context.yaml\" cannot be had: it is not among these files\nhint: write \"@context\": context.yaml, which lies at the top of the dataset, in every file"},
	{"empty file", "# nothing yet\n", "1:1: the file is empty\nhint: begin the file with \"@context\": context.yaml"},
	{"list", "- id: source/e\n", `1:1: a file must be made of keys and values`},
	{"second document", said("  - {id: event/a, label: A}\n") + "---\nid: source/f\n", `6:1: a second document begins here`},
	{"Latin-1", "\"@context\": context.yaml\nid: source/e\nlabel: caf\xe9\n", `3:11: this byte is not UTF-8: 0xE9`},
	{"UTF-16", "\xff\xfei\x00d\x00", `1:1: the file is UTF-16`},
}

func TestPitfalls(t *testing.T) {
	for _, c := range pitfalls {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"context.yaml": {Data: []byte(context)}, "e.yaml": {Data: []byte(c.file)}}
			_, problems := yamlld.Read(fsys, []string{"context.yaml", "e.yaml"}, options())
			var got []string
			for _, p := range problems {
				got = append(got, strings.TrimPrefix(p.Error(), "e.yaml:"))
				if strings.Contains(c.want, "\nhint: ") {
					got = append(got, "hint: "+p.Hint)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestSeveralProblemsAtOnce(t *testing.T) {
	fsys := fstest.MapFS{
		"context.yaml": {Data: []byte(context)},
		"a.yaml":       {Data: []byte(said("  - event/a\n  - {id: event/b, label: 5}\n  - {id: event/c, label: C}\n"))},
		"b.yaml":       {Data: []byte("id: [\n")},
		"c.yaml":       {Data: []byte(said("  - {id: event/d, date: }\n"))},
	}
	d, problems := yamlld.Read(fsys, []string{"c.yaml", "b.yaml", "a.yaml", "missing.yaml"}, options())
	var got []string
	for _, p := range problems {
		got = append(got, p.At.String())
	}
	want := []string{"a.yaml:5:5", "a.yaml:6:26", "b.yaml:2:1", "c.yaml:5:19", "missing.yaml"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places, -want +got:\n%s", diff)
	}
	found := false
	for _, s := range d.Statements {
		found = found || s.At.String() == "a.yaml:7:19"
	}
	if !found {
		t.Error("what is right in a file with mistakes is not read")
	}
}

func TestBrokenContext(t *testing.T) {
	source := "\"@context\": context.yaml\nid: source/e\ntype: Source\n"
	for _, c := range []struct{ name, context, want string }{
		{"no base", "\"@context\":\n  \"@vocab\": https://v.example/\n", "context.yaml:2:3: the context sets no absolute @base"},
		{"key twice", "\"@context\":\n  a: b:c\n  a: b:d\n", "context.yaml:3:3: the key \"a\" stands here twice, first at line 2\ne.yaml:1:13: the context \"context.yaml\" cannot be had: it is no file with @context"},
		{"refused", "\"@context\":\n  \"@base\": https://b.example/\n  a: {\"@id\": 5}\n", "context.yaml:2:3: JSON-LD refuses this: invalid IRI mapping: expected value of @id to be a string"},
		{"panic", "\"@context\":\n  \"@base\": https://b.example/\n  \"@vocab\": https://v.example/\n  a: {\"@container\": 5}\n", "context.yaml:2:3: JSON-LD cannot read this: interface conversion: interface {} is json.Number, not string"},
		{"long chain", "\"@context\":\n  \"@base\": https://b.example/\n" + chain(100), "context.yaml:2:3: the term \"*\" is defined by a chain of more than 4 others"},
		{"scoped", "\"@context\":\n  \"@base\": https://b.example/\n  a: {\"@id\": \"https://v.example/a\", \"@context\": {}}\n", "context.yaml:2:3: the term \"a\" has a context of its own"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"context.yaml": {Data: []byte(c.context)}, "e.yaml": {Data: []byte(source)}}
			_, problems := yamlld.Read(fsys, []string{"e.yaml"}, options())
			var got []string
			for _, p := range problems {
				got = append(got, p.Error())
			}
			all := strings.Join(got, "\n")
			if before, after, ok := strings.Cut(c.want, "*"); ok {
				if !strings.HasPrefix(all, before) || !strings.HasSuffix(all, after) {
					t.Errorf("got %s", all)
				}
				return
			}
			if diff := cmp.Diff(c.want, all); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// chain defines n terms, each by the one after it.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  a%d: a%d:x\n", i, i+1)
	}
	return b.String() + fmt.Sprintf("  a%d: https://v.example/\n", n)
}
