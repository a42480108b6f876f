package negotiate_test

import (
	"testing"

	"annals.example/internal/server/negotiate"
)

var offers = []string{"text/html", "application/ld+json", "text/turtle", "application/n-quads", "text/csv"}

func TestChoose(t *testing.T) {
	for _, c := range []struct{ about, accept, want string }{
		{"no header", "", "text/html"},
		{"curl", "*/*", "text/html"},
		{"a type", "text/turtle", "text/turtle"},
		{"any case, with blanks", " Text/Turtle ; Q=0.5 ", "text/turtle"},
		{"a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html"},
		{"the example of RFC 9110, section 12.5.1, for our types", "text/*;q=0.3, text/turtle;q=0.7, text/csv;q=0.4, */*;q=0.5", "text/turtle"},
		{"the more specific range tells the quality", "text/*, text/html;q=0.1, text/csv;q=0.2", "text/turtle"},
		{"quality before the server's order", "text/html;q=0.4, text/csv;q=0.6", "text/csv"},
		{"of equal quality the server's order", "text/csv, text/turtle", "text/turtle"},
		{"what is named before what is covered", "text/turtle, */*", "text/turtle"},
		{"a wildcard of one kind", "application/*", "application/ld+json"},
		{"a type that is refused", "text/html;q=0, */*;q=0.1", "application/ld+json"},
		{"a profile is a wish", `application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"`, "application/ld+json"},
		{"a comma within quotes", `application/ld+json;profile="a,text/html", text/csv;q=0.1`, "application/ld+json"},
		{"an escaped quote within quotes", `text/csv;x="a\"b,text/html"`, "text/csv"},
		{"rdflib", "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, text/turtle;q=0.8", "text/turtle"},
		{"none of ours", "image/png", ""},
		{"all refused", "*/*;q=0", ""},
		{"a weight that is none is no element", "text/csv;q=2, text/turtle;q=0.1", "text/turtle"},
		{"garbage alone is as no header", "garbage, ;;, */html", "text/html"},
		{"an open quote", `text/turtle;x="`, "text/turtle"},
	} {
		var accept []string
		if c.accept != "" {
			accept = []string{c.accept}
		}
		got := ""
		if i, ok := negotiate.Choose(accept, offers); ok {
			got = offers[i]
		}
		if got != c.want {
			t.Errorf("%s: Accept: %s gives %q, want %q", c.about, c.accept, got, c.want)
		}
	}
}

// Several headers are one list.
func TestChooseHeaders(t *testing.T) {
	i, ok := negotiate.Choose([]string{"text/html;q=0.1", "text/csv"}, offers)
	if !ok || offers[i] != "text/csv" {
		t.Errorf("Choose gives %d, %v, want text/csv", i, ok)
	}
}

// An offer with the parameter that is wished for fits better than one without.
func TestChooseProfile(t *testing.T) {
	profiles := []string{"application/ld+json", `application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"`}
	i, _ := negotiate.Choose([]string{`application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"`}, profiles)
	if i != 1 {
		t.Errorf("Choose gives %s", profiles[i])
	}
}

func TestAccepts(t *testing.T) {
	for accept, want := range map[string]bool{"text/html": true, "text/*": false, "*/*": false, "text/html;q=0": false, "": false} {
		if got := negotiate.Accepts([]string{accept}, "text/html"); got != want {
			t.Errorf("Accepts(%q) = %v", accept, got)
		}
	}
}

func FuzzChoose(f *testing.F) {
	for _, seed := range []string{"text/html;q=0.5,*/*", `a/b;c="d\"`, ",;=/", "*/*;q=1.000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, accept string) {
		if i, ok := negotiate.Choose([]string{accept}, offers); ok && (i < 0 || i >= len(offers)) {
			t.Errorf("Choose(%q) = %d", accept, i)
		}
	})
}
