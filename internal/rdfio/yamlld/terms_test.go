package yamlld

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTerms(t *testing.T) {
	files := fstest.MapFS{"context.yaml": &fstest.MapFile{Data: []byte(`"@context":
  "@base": https://example.org/data/
  "@vocab": https://example.org/words#
  id: "@id"
  passages: {"@id": hasPassage, "@container": "@id"}
  signatures: {"@reverse": instrument}
  signer: {"@type": "@id"}
  text: {"@language": en, "@container": "@language"}
`)}}
	got, err := Terms(files)
	if err != nil {
		t.Fatal(err)
	}
	want := []Term{
		{Key: "id", ID: "@id"},
		{Key: "passages", ID: "https://example.org/words#hasPassage", ByID: true},
		{Key: "signatures", ID: "https://example.org/words#instrument", Reverse: true},
		{Key: "signer", ID: "https://example.org/words#signer", Type: "@id"},
		{Key: "text", ID: "https://example.org/words#text", Language: "en", ByLanguage: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTermsOfNoContext(t *testing.T) {
	for _, c := range []struct{ about, file, says string }{
		{"no file", "", "no context can be read"},
		{"no YAML", `"@context": [`, "not YAML"},
		{"no base", `"@context": {id: "@id"}`, "no absolute @base"},
	} {
		files := fstest.MapFS{}
		if c.file != "" {
			files["context.yaml"] = &fstest.MapFile{Data: []byte(c.file)}
		}
		if terms, err := Terms(files); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v and %v, want an error that says %q", c.about, terms, err, c.says)
		}
	}
}
