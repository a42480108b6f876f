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
	} {
		if got := licenceName(address); got != want {
			t.Errorf("%s is called %q, not %q", address, got, want)
		}
	}
}
