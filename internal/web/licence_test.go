package web

import "testing"

func TestLicenceName(t *testing.T) {
	for address, want := range map[string]string{
		"https://creativecommons.org/publicdomain/zero/1.0/":       "CC0 1.0",
		"http://creativecommons.org/licenses/by-sa/4.0":            "CC BY-SA 4.0",
		"https://creativecommons.org/publicdomain/mark/1.0/":       "Public Domain Mark 1.0",
		"https://creativecommons.org/publicdomain/other/1.0/":      "https://creativecommons.org/publicdomain/other/1.0/",
		"https://creativecommons.org/licenses/by/4.0/legalcode.en": "https://creativecommons.org/licenses/by/4.0/legalcode.en",
		"https://opendatacommons.org/licenses/odbl/1-0/":           "https://opendatacommons.org/licenses/odbl/1-0/",
		"ask the archive": "ask the archive",

		// Of others, who look like it.
		"https://evil.example/?://creativecommons.org/licenses/by/4.0/":    "https://evil.example/?://creativecommons.org/licenses/by/4.0/",
		"javascript://creativecommons.org/licenses/by/4.0/":                "javascript://creativecommons.org/licenses/by/4.0/",
		"https://creativecommons.org.evil.example/licenses/by/4.0/":        "https://creativecommons.org.evil.example/licenses/by/4.0/",
		"https://creativecommons.org@evil.example/licenses/by/4.0/":        "https://creativecommons.org@evil.example/licenses/by/4.0/",
		"see https://creativecommons.org/licenses/by/4.0/ in other places": "see https://creativecommons.org/licenses/by/4.0/ in other places",
	} {
		if got := licenceName(address); got != want {
			t.Errorf("%s is called %q, not %q", address, got, want)
		}
	}
}

// Only what is safe to follow is a link.
func TestLinkOfALicence(t *testing.T) {
	const zero = "https://creativecommons.org/publicdomain/zero/1.0/"
	if got := licence(Link{Href: zero, Text: zero}); got.Href != zero || got.Text != "CC0 1.0" {
		t.Errorf("got %+v", got)
	}
	for _, address := range []string{
		"https://creativecommons.org@evil.example/licenses/by/4.0/", "https://a.example/ <b>", "javascript:alert(1)", "/ui/", "urn:x:y", "",
	} {
		if got := licence(Link{Href: address, Text: address}); got.Href != "" || got.Text != address {
			t.Errorf("%s: got %+v", address, got)
		}
	}
}
