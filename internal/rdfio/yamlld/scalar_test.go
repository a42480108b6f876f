package yamlld

import (
	"testing"

	"go.yaml.in/yaml/v4"
)

// By the core schema of YAML 1.2.2, section 10.3.2, and where the dataset keeps
// a text that JSON has no number for.
func TestScalars(t *testing.T) {
	for _, c := range []struct{ written, document, dataset string }{
		{"1936", "number 1936", "number 1936"},
		{"-5", "number -5", "number -5"},
		{"0476", "number 476", "text 0476"},
		{"-0431", "number -431", "text -0431"},
		{"+5", "number 5", "text +5"},
		{"-0", "number 0", "text -0"},
		{"1936-03-12", "text 1936-03-12", "text 1936-03-12"},
		{"1936-03", "text 1936-03", "text 1936-03"},
		{"1936~", "text 1936~", "text 1936~"},
		{"12:30:00", "text 12:30:00", "text 12:30:00"},
		{"1_000", "text 1_000", "text 1_000"},
		{"0b11", "text 0b11", "text 0b11"},
		{"0x1F", "number 31", "number 31"},
		{"0o17", "number 15", "number 15"},
		{"47.90", "number 47.90", "number 47.90"},
		{".5", "number 0.5", "number 0.5"},
		{"5.", "number 5", "number 5"},
		{"1e3", "number 1e3", "number 1e3"},
		{"1e999", "error", "error"},
		{".inf", "error", "error"},
		{"-.INF", "error", "error"},
		{".NaN", "error", "error"},
		{"...x", "text ...x", "text ...x"},
		{"true", "boolean true", "boolean true"},
		{"FALSE", "boolean false", "boolean false"},
		{"tRUE", "text tRUE", "text tRUE"},
		{"yes", "text yes", "text yes"},
		{"no", "text no", "text no"},
		{"null", "null ", "null "},
		{"~", "null ", "null "},
		{"'1936'", "text 1936", "text 1936"},
		{"!!str 1936", "text 1936", "text 1936"},
		{"!!int 1936", "number 1936", "number 1936"},
		{"!!int x", "error", "error"},
		{"!!bool 1", "error", "error"},
		{"!!float 1", "number 1", "number 1"},
		{"!!timestamp 1936-03-12", "text 1936-03-12", "error"},
		{"!x 5", "number 5", "error"},
	} {
		for strict, want := range map[bool]string{false: c.document, true: c.dataset} {
			if got := read(t, c.written, strict); got != want {
				t.Errorf("%s, strict %v: got %s, want %s", c.written, strict, got, want)
			}
		}
	}
}

func read(t *testing.T, written string, strict bool) string {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Load([]byte("- "+written+"\n"), &doc); err != nil {
		t.Fatalf("%s: %v", written, err)
	}
	s, err := resolve(doc.Content[0].Content[0], strict)
	if err != nil {
		return "error"
	}
	return s.kind.String() + " " + s.text
}

// The examples of BCP 47 (RFC 5646), section 2.1.1 and appendix A.
func TestLanguageCase(t *testing.T) {
	for tag, want := range map[string]string{
		"MN-mong": "mn-Mong", "ru-latn": "ru-Latn", "zh-hant": "zh-Hant", "en-ca-x-ca": "en-CA-x-ca",
		"sgn-be-fr": "sgn-BE-FR", "az-latn-x-latn": "az-Latn-x-latn", "zh-cmn-hans-cn": "zh-cmn-Hans-CN",
		"sl-rozaj-biske": "sl-rozaj-biske", "de-ch-1901": "de-CH-1901", "es-419": "es-419",
		"en-a-myext-b-another": "en-a-myext-b-another", "ja": "ja",
	} {
		if got := languageCase(tag); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

// Numbers as JSON-LD 1.1 API, section 8.6.2, and RFC 8785, appendix B, have them.
func TestNumbers(t *testing.T) {
	for _, c := range []struct{ json, datatype, lexical, native string }{
		{"1936", "", "1936", "integer"},
		{"1936", xsdNS + "double", "1.936E3", "double"},
		{"4.5", "", "4.5E0", "double"},
		{"47.92028", xsdNS + "decimal", "4.792028E1", "double"},
		{"1.0", "", "1", "integer"},
		{"1e3", "", "1000", "integer"},
		{"123456789012345678901", "", "123456789012345678901", "integer"},
		{"1e21", "", "1.0E21", "double"},
		{"-0.0", "", "0", "integer"},
	} {
		lexical, native := lexicalNumber(c.json, c.datatype)
		if lexical != c.lexical || native != xsdNS+c.native {
			t.Errorf("%s: got %s, %s", c.json, lexical, native)
		}
	}
	got, err := canonicalJSON(map[string]any{"b": []any{nil, true, "<\u2028\\u2028"}, "a": map[string]any{}, "€": "\n", "1": "x"})
	if want := "{\"1\":\"x\",\"a\":{},\"b\":[null,true,\"<\u2028\\\\u2028\"],\"€\":\"\\n\"}"; got != want || err != nil {
		t.Errorf("got %s, want %s (%v)", got, want, err)
	}
}
