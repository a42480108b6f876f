package edtf

import (
	"errors"
	"testing"
)

// Dates as people write them, and what the error tells them to write.
func TestHintsForDatesAsPeopleWriteThem(t *testing.T) {
	for written, want := range map[string]string{
		"12.03.1936":           "1936-03-12",
		"12. 3. 1936":          "1936-03-12",
		"13/03/1936":           "1936-03-13",
		"03/13/1936":           "1936-03-13",
		"12/03/1936":           "1936-03-12 or 1936-12-03", // only the writer knows
		"12-03-1936":           "1936-03-12 or 1936-12-03",
		"03/03/1936":           "1936-03-03",
		"12 March 1936":        "1936-03-12",
		"12th of March, 1936":  "1936-03-12",
		"March 12, 1936":       "1936-03-12",
		"Sept. 3rd 1939":       "1939-09-03",
		"1936 March 12":        "1936-03-12",
		"MARCH 1936":           "1936-03",
		"03.1936":              "1936-03",
		"1936/03/12":           "1936-03-12",
		"1936.03.12":           "1936-03-12",
		"1936-3-12":            "1936-03-12",
		"1936-3":               "1936-03",
		"19360312":             "1936-03-12",
		"1936\u201103\u201112": "1936-03-12",
		" 1936-03-12\n":        "1936-03-12",
		"c. 1936":              "1936~",
		"c.1936":               "1936~",
		"circa March 1936":     "1936-03~",
		"about 12/03/1936":     "1936-03-12~ or 1936-12-03~",
		"1936 ?":               "1936?",
		"autumn 1066":          "1066-23",
		"Fall of 1066":         "1066-23",
		"1930s":                "193X",
		"193x":                 "193X",
		"193u":                 "193X",
		"19th century":         "18XX",
		"193":                  "0193 or 193X",
		"19":                   "0019 or 19XX",
		"431 BC":               "-0430",
		"431 B.C.E.":           "-0430",
		"1 BC":                 "0000",
		"AD 79":                "0079",
		"79 CE":                "0079",
		"-430":                 "-0430",
		"12345":                "Y12345",
		"y170000002":           "Y170000002",
		"1936-1939":            "1936/1939",
		"1936 – 1939":          "1936/1939",
		"1914-18":              "1914/1918",
		"1936-03/unknown":      "1936-03/",
		"1936/open":            "1936/..",
		"1936 or 1937":         "[1936,1937]",
		"[1936, 1937]":         "[1936,1937]",
		"before 1936":          "[..1935]",
		"after 1936":           "[1937..]",
		"1936-03-12t09:00:00z": "1936-03-12T09:00:00Z",
	} {
		_, err := Parse(written)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%q: %v", written, err)
		} else if fault.Hint != "write "+want {
			t.Errorf("%q: hint is %q, want %q", written, fault.Hint, "write "+want)
		}
	}
}

// A hint must not propose what is no date.
func TestNoHintForDatesThatAreNone(t *testing.T) {
	for _, written := range []string{"31.02.1936", "30 February 1936", "1936-13-45", "0 BC", "c. c. c.", "0th century"} {
		_, err := Parse(written)
		var fault *Error
		if !errors.As(err, &fault) || fault.Hint != "write 1066-10-14, 1066-10, 1066, or -0430 for 431 BC" {
			t.Errorf("%q: %#v", written, err)
		}
	}
}
