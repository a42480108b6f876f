package yamlld

import (
	"fmt"
	"regexp"
	"strings"
)

// A language tag as RDF 1.1 takes it; JSON-LD drops a literal with any other.
var languageForm = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

func languageTag(s string) bool { return languageForm.MatchString(s) }

// languageCase gives a language tag the case that BCP 47, section 2.1.1,
// recommends: json-gold lowers it.
func languageCase(tag string) string {
	parts := strings.Split(strings.ToLower(tag), "-")
	for i, part := range parts[1:] {
		switch singleton := len(parts[i]) == 1; {
		case len(part) == 2 && !singleton:
			parts[i+1] = strings.ToUpper(part)
		case len(part) == 4 && !singleton:
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}

// checkIRI says what keeps an address from being an absolute IRI.
func checkIRI(s string) error {
	if err := checkCharacters(s); err != nil {
		return err
	}
	if !schemeForm.MatchString(s) {
		return fmt.Errorf("%s is relative, and there is no base to resolve it against", quote(s))
	}
	return nil
}

// checkCharacters says what in an address RDF cannot write (N-Quads, IRIREF).
func checkCharacters(s string) error {
	for _, r := range s {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			return fmt.Errorf("%s is no address: it has %q in it", quote(s), r)
		}
	}
	return nil
}

var schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
