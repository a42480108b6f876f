package yamlld_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"annals.example/internal/rdfio/yamlld"
	"github.com/google/go-cmp/cmp"
)

// Documents from elsewhere: what the standards make of them, with places.
func TestDocuments(t *testing.T) {
	files := fstest.MapFS{
		"a/context.yaml": {Data: []byte("\"@context\": {\"@base\": https://no.example/, knows: {\"@id\": \"https://v.example/knows\", \"@type\": \"@id\"}}\n")},
		"a/self.yaml":    {Data: []byte("\"@context\": [self.yaml]\n")},
	}
	for _, c := range []struct{ name, text, want string }{
		{"no label outside a graph", "{\"@id\": \"x:a\", \"x:p\": \"Ü\"}", `1:16 <x:a> <x:p> "Ü" .`},
		{"graph at the top", "\"@graph\":\n- {\"@id\": \"x:a\", \"x:p\": 1}\n", `2:18 <x:a> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .`},
		{"named graph", "\"@id\": x:g\n\"@graph\":\n- {\"@id\": \"x:a\", \"x:p\": true}\n", `3:18 <x:a> <x:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <x:g> .`},
		{"null, id alone and unknown words are passed over", "\"@id\": x:a\nx:p: null\nword: 5\nx:q: {\"@id\": x:b}\n", `4:1 <x:a> <x:q> <x:b> .`},
		{"blank nodes", "- {\"@id\": \"_:z\", \"x:p\": {\"x:q\": 0476}}\n- {\"@id\": \"_:z\", \"x:p\": A}\n",
			"1:18 _:b0 <x:p> _:b1 .\n1:26 _:b1 <x:q> \"476\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n2:18 _:b0 <x:p> \"A\" ."},
		{"list", "\"@id\": x:a\nx:p:\n  \"@list\":\n    - A\n    - {\"@id\": \"x:b\"}\n",
			"2:1 <x:a> <x:p> _:b1 .\n4:7 _:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"A\" .\n4:7 _:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:b0 .\n" +
				"5:7 _:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <x:b> .\n5:7 _:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> ."},
		{"context beside it, without its base", "\"@context\": context.yaml\n\"@id\": a\nknows: b\n", `3:1 <https://b.example/a> <https://v.example/knows> <https://b.example/b> .`},
		{"base of its own", "\"@context\": {\"@base\": \"https://own.example/\"}\n\"@id\": a\n\"x:p\": A\n", `3:1 <https://own.example/a> <x:p> "A" .`},
		{"context further in", "\"@id\": x:a\nx:p:\n  \"@context\": {q: \"x:q\"}\n  \"@id\": x:b\n  q: A\n", "2:1 <x:a> <x:p> <x:b> .\n3:3 <x:b> <x:q> \"A\" ."},
		{"JSON literal", "\"@context\": {p: {\"@id\": \"x:p\", \"@type\": \"@json\"}}\n\"@id\": x:a\np: {b: 1.50, a: [~]}\n",
			`3:1 <x:a> <x:p> "{\"a\":[null],\"b\":1.5}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .`},
		{"language", "\"@id\": x:a\nx:p: {\"@value\": Б, \"@language\": RU-latn}\n", `2:1 <x:a> <x:p> "Б"@ru-Latn .`},
		{"two documents", "\"@id\": x:a\nx:p: A\n---\n\"@id\": x:b\nx:p: B\n", "2:1 <x:a> <x:p> \"A\" .\n5:1 <x:b> <x:p> \"B\" ."},
		{"JSON", "{\n\t\"@id\": \"x:a\",\n\t\"x:p\": [\"A\\/\", \"B\"]\n}\n", "3:10 <x:a> <x:p> \"A/\" .\n3:17 <x:a> <x:p> \"B\" ."},
		{"alias", "- {\"@id\": \"x:a\", \"x:p\": &t Text}\n- {\"@id\": \"x:b\", \"x:p\": [*t]}\n", "1:18 <x:a> <x:p> \"Text\" .\n2:26 <x:b> <x:p> \"Text\" ."},

		{"web", "\"@context\": https://schema.org/\n\"@id\": x:a\n", `! d.yamlld:1:13: the context "https://schema.org/" cannot be had: it is on the web, and nothing is ever fetched`},
		{"context that includes itself", "\"@context\": self.yaml\n\"@id\": x:a\n", `! d.yamlld:1:14: the context "self.yaml" cannot be had: it includes itself`},
		{"refused", "\"@id\": x:a\nx:p:\n- A\n- {\"@list\": [A], x:q: B}\n", `! d.yamlld:4:3: JSON-LD refuses this: invalid set or list object: @set or @list may only contain @index`},
		{"two refused", "- {\"@id\": 5}\n- {\"@id\": \"x:a\", \"@type\": [5]}\n", "! d.yamlld:1:11: JSON-LD refuses this: invalid @id value: value of @id must be a string\n! d.yamlld:2:28: JSON-LD refuses this: invalid type value: @type value must be a string or array of strings"},
		{"language tag", "\"@id\": x:a\nx:p: {\"@value\": A, \"@language\": \"a b\"}\n", `! d.yamlld:2:1: "a b" is no language tag`},
		{"scalar", "A\n", `! d.yamlld:1:1: a document must be a mapping or a list, not a text`},
		{"empty", "", `! d.yamlld:1:1: the file is empty`},
	} {
		t.Run(c.name, func(t *testing.T) {
			opts := yamlld.DocumentOptions{Files: files, Base: "https://b.example/"}
			statements, problems := yamlld.ReadDocument([]byte(c.text), "d.yamlld", yamlld.DocumentOptions{Files: sub(files), Base: opts.Base})
			var got []string
			for _, s := range statements {
				got = append(got, fmt.Sprintf("%d:%d %s", s.At.Line, s.At.Column, s.NQuad()))
			}
			for _, p := range problems {
				got = append(got, "! "+p.Error())
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func sub(files fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for name, f := range files {
		out[strings.TrimPrefix(name, "a/")] = f
	}
	return out
}

func TestRelativeAddressWithoutBase(t *testing.T) {
	_, problems := yamlld.ReadDocument([]byte("\"@id\": a\nx:p: A\n"), "d.yamlld", yamlld.DocumentOptions{})
	if len(problems) != 1 || problems[0].Error() != `d.yamlld:1:1: "a" is relative, and there is no base to resolve it against` {
		t.Errorf("got %v", problems)
	}
}

// Files made to exhaust the machine end soon, and with a reason.
func TestHostileDocuments(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d,", i), 10))
	}
	long := strings.Repeat("k", 100_000)
	pointers := strings.Repeat("{"+long+": ", 40) + "[" + strings.Repeat("{a: b},", 100_000) + "]" + strings.Repeat("}", 40)
	for _, c := range []struct{ name, text, want string }{
		{"alias bomb", bomb, "the file means more values than are read"},
		{"deep list", strings.Repeat("[", 100_000), "exceeded max depth"},
		{"deep mapping", strings.Repeat("{a: ", 5000) + "b" + strings.Repeat("}", 5000), "exceeded max depth"},
		{"pointers", pointers, "the file means more values than are read"},
		{"large", strings.Repeat("# \n", yamlld.MaxFileSize/2), "the file is larger than"},
		{"terms", "\"@context\": {" + many(30_000, "t%d: \"x:y\",") + "}\n\"@id\": x:a\n", "the context has 30000 terms"},
		{"long term", "\"@context\": {p: \"x:" + long + "\"}\n\"@id\": x:a\n", "is longer than 500 bytes"},
		{"chain of terms", "\"@context\": {" + many(9000, "t%d: \"t%[2]d:x\",") + "}\n\"@id\": x:a\n", "is defined by a chain"},
		{"many keys", "\"@context\": {\"@vocab\": \"x:\"}\n" + many(100_000, "k%d: v\n"), ""},
		{"wide and refused", "\"@context\": {\"@vocab\": \"x:\"}\nx:p:\n" + many(20_000, "- {\"@id\": 5, k%d: v}\n"), "JSON-LD refuses this"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, problems := yamlld.ReadDocument([]byte(c.text), "d.yamlld", yamlld.DocumentOptions{Base: "x:/"})
			took := time.Since(start)
			if c.want != "" && (len(problems) == 0 || !strings.Contains(problems[0].Msg, c.want)) {
				t.Errorf("got %.200v, want %s", problems, c.want)
			}
			if c.want == "" && len(problems) > 0 {
				t.Errorf("got %v", problems[0])
			}
			if t.Logf("%v", took); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if strings.Contains(format, "[2]") {
			fmt.Fprintf(&b, format, i, i+1)
			continue
		}
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
