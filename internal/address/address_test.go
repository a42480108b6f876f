package address_test

import (
	"net/url"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/internal/address"
)

var museum = address.Space{
	Base:       "https://museum.example/mongolia/",
	Vocabulary: "https://annals.example/vocabulary#",
	Prefix:     "/x",
}

func TestPath(t *testing.T) {
	for _, c := range []struct {
		value quad.Value
		want  string
	}{
		{quad.IRI("https://museum.example/mongolia/agreement/1936-protocol"), "/x/agreement/1936-protocol"},
		{quad.IRI("https://museum.example/mongolia/source/bold#web-29"), "/x/source/bold#web-29"},
		{quad.IRI("https://museum.example/mongolia/person/Чойбалсан"), "/x/person/%D0%A7%D0%BE%D0%B9%D0%B1%D0%B0%D0%BB%D1%81%D0%B0%D0%BD"},
		{quad.IRI("https://museum.example/mongolia/person/a%20b"), "/x/person/a%20b"},
		{quad.IRI("https://annals.example/vocabulary#signer"), "/x/vocabulary#signer"},
		// What would be taken for another route, or for another path, has no path of its own.
		{quad.IRI("https://museum.example/mongolia/api/write"), "/x/entity?iri=https%3A%2F%2Fmuseum.example%2Fmongolia%2Fapi%2Fwrite"},
		{quad.IRI("https://museum.example/mongolia/a/../b"), "/x/entity?iri=https%3A%2F%2Fmuseum.example%2Fmongolia%2Fa%2F..%2Fb"},
		{quad.IRI("https://museum.example/mongolia/a/b?c=d"), "/x/entity?iri=https%3A%2F%2Fmuseum.example%2Fmongolia%2Fa%2Fb%3Fc%3Dd"},
		{quad.IRI("https://museum.example/mongolia/"), "/x/entity?iri=https%3A%2F%2Fmuseum.example%2Fmongolia%2F"},
		{quad.IRI("http://dbpedia.org/resource/Ulan?x#y"), "/x/entity?iri=http%3A%2F%2Fdbpedia.org%2Fresource%2FUlan%3Fx%23y"},
		{quad.BNode("b0"), "/x/entity?iri=_%3Ab0"},
	} {
		if got := museum.Path(c.value); got != c.want {
			t.Errorf("Path(%v) = %s, want %s", c.value, got, c.want)
		}
	}
}

// A path leads back to the thing whose path it is.
func TestThings(t *testing.T) {
	for _, iri := range []quad.IRI{
		"https://museum.example/mongolia/agreement/1936-protocol",
		"https://museum.example/mongolia/person/Чойбалсан",
		"https://museum.example/mongolia/person/a%20b",
		"https://museum.example/mongolia/person/a&b=c",
	} {
		u, err := url.Parse(museum.Path(iri))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, thing := range museum.Things(u.EscapedPath()[len(museum.Prefix):]) {
			found = found || thing == iri
		}
		if !found {
			t.Errorf("%s: its path %s leads to %v", iri, u, museum.Things(u.EscapedPath()))
		}
	}
	for _, path := range []string{"/", "/agreement", "/agreement/", "/api/write", "/a/../b", "/a/b/c", "//a"} {
		if things := museum.Things(path); len(things) > 0 {
			t.Errorf("%s means %v, want nothing", path, things)
		}
	}
}
