package edtf

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// suite reads a file of the test suites that lie beside the project, or where
// ANNALS_SUITES says.
func suite(t *testing.T, name string) []byte {
	t.Helper()
	root := os.Getenv("ANNALS_SUITES")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	content, err := os.ReadFile(filepath.Join(root, "edtf", name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("edtf/%s not found: set ANNALS_SUITES", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// unmet are the examples of the specification that are not read yet. All are
// of level 2.
var unmet = map[string]string{
	"Y-17E7":                 "years with an exponent",
	"Y17E8":                  "years with an exponent",
	"1950S2":                 "significant digits",
	"Y171010000S3":           "significant digits",
	"Y3388E2S3":              "exponent and significant digits",
	"2001-34":                "quarters",
	"2001-25":                "seasons of a hemisphere",
	"2001-33":                "quarters",
	"2001-37":                "thirds of a year",
	"2001-40":                "halves of a year",
	"2001-41":                "halves of a year",
	"{1667,1668,1670..1672}": "all-of sets",
	"{1960,1961-12}":         "all-of sets",
	"{..1984}":               "all-of sets",
	"156X-12-25":             "a known digit right of an unspecified one: days with gaps",
	"15XX-12-25":             "a known digit right of an unspecified one: days with gaps",
	"XXXX-12-XX":             "a known digit right of an unspecified one: days with gaps",
	"1XXX-12":                "a known digit right of an unspecified one: days with gaps",
}

// otherLevel are the examples that the specification gives on one level and
// that are also of a lower one.
var otherLevel = map[string]int{
	"2 2004-06-11%": 1, // the specification has it on level 1 too
}

func TestSpecificationExamples(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(string(suite(t, "spec-examples.txt"))) {
		line = strings.TrimSpace(line)
		stated, text, ok := strings.Cut(line, " ")
		if !ok || len(stated) != 1 {
			t.Fatalf("line %q is not LEVEL STRING", line)
		}
		seen[text] = true
		d, err := Parse(text)
		if reason, listed := unmet[text]; listed {
			var fault *Error
			if err == nil {
				t.Errorf("%s is read now: take it off the list of unmet examples (%s)", text, reason)
			} else if !errors.As(err, &fault) || !fault.Unread || stated != "2" {
				t.Errorf("%s: %v, want an error that says it is not read yet", text, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		want := int(stated[0] - '0')
		if level, listed := otherLevel[line]; listed {
			want = level
		}
		if d.Level() != want {
			t.Errorf("%s is of level %d, want %d", text, d.Level(), want)
		}
		if d.String() != text {
			t.Errorf("%s is given back as %s", text, d)
		}
	}
	for text := range unmet {
		if !seen[text] {
			t.Errorf("unmet %s is no example of the specification", text)
		}
	}
}

// reference is what edtf.js says of a text.
type reference struct {
	EDTF     string
	Accepted bool
	Type     string
	Min, Max string
}

// disagreements with the reference implementation, by reason. In all of them
// the specification or the package comment is on our side, except for what is
// not read yet.
var disagreements = map[string][]string{
	"not read yet: known digits to the right of unspecified ones": {
		"1500-1X-25", "1560-XX-25", "156X-12-25", "156X-12-31", "15XX-01-3X", "15XX-0X-25",
		"15XX-12-25", "15XX-12-XX", "15XX-X2", "15XX-XX-25", "1XX3", "1XXX-12", "XXXX-12-XX", "XXXX-XX-23",
	},
	"not read yet: significant digits":                {"1950S2", "1953S2", "1953S3", "Y-17101E3S3", "Y171010000S3", "Y17101000S3", "Y17101E4S3", "Y3388E2S3"},
	"not read yet: exponents":                         {"Y-17E7", "Y17E7", "Y17E8"},
	"not read yet: seasons by hemisphere, year parts": {"2001-25", "2001-29", "2001-33", "2001-34", "2001-36", "2001-37", "2001-39", "2001-40", "2001-41"},
	"not read yet: all-of sets": {
		"{..1760}", "{..1984}", "{1667, 1670..1672}", "{1667,1668, 1670..1672}", "{1667,1668,1670..1672}",
		"{1760..}", "{1960 ,  1961-12}", "{1960, 1961-12}", "{1960,1961-12}",
	},
	"a year has four digits: the specification has no decades and centuries of fewer": {
		"-019", "-04", "-193", "00", "000", "009", "019", "19", "19%", "193", "197%", "197?", "197~", "19?", "19~",
	},
	"a year has four digits: the reference takes it for milliseconds since 1970": {"12345"},
	"a set has no spaces: the specification's grammar and examples have none": {
		"[1667, 1668, 1670..1672]", "[1667, 1672-12]", "[1667, 1760-12]", "[1667,1668, 1670..1672]",
		"[1760-01, 1760-02, 1760-12..]",
	},
	"extended format only: a zone has a colon": {
		"2016-05-02T16:54:59+0000", "2016-05-02T16:54:59+0230", "2016-05-02T16:54:59+0410",
		"2016-05-02T16:54:59+1200", "2016-05-02T16:54:59+1330", "2016-05-02T16:54:59+1400",
		"2016-05-02T16:54:59-0015", "2016-05-02T16:54:59-1159", "2016-05-02T16:54:59-1200",
	},
	"the specification has no fractions of a second": {
		"2016-05-02T16:54:59.042", "2016-05-02T16:54:59.04200000", "2016-05-02T16:54:59.042123",
		"2016-05-02T16:54:59.042Z", "2016-05-02T16:54:59.4", "2016-05-02T16:54:59.42",
	},
	"ISO 8601-1:2019 has no hour 24": {"2016-05-02T24:00:00"},
	"the specification qualifies any date; the reference none with an X": {
		"-01XX~", "156X~", "16XX%", "16XX~", "1XXX~",
	},
	"the specification puts a season wherever a year and month may stand; the reference not in an interval, nor with a qualified year": {
		"2012-21/2012-22", "2018-01?/2018-23", "2018-21/2018-23", "2018/2018-23", "2001?-23",
	},
	"northern meteorological seasons, not quarters": {
		"2000-23", "2001-21", "2001-22", "2001-23", "2001-24", "2003-22", "2010-24",
	},
	"a time of day keeps the day of its own zone": {
		"1985-04-12T23:20:30-04", "2016-05-02T16:54:59-11:59", "2016-05-02T16:54:59-12", "2016-05-02T16:54:59-12:00",
	},
	"1670..1672 ends with 1672, not with 1670": {"[1667,1668,1670..1672]"},
}

func TestReferenceImplementation(t *testing.T) {
	var all []reference
	if err := json.Unmarshal(suite(t, "reference.json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 300 {
		t.Fatalf("only %d texts in the reference", len(all))
	}
	reasons := map[string]string{}
	for reason, texts := range disagreements {
		for _, text := range texts {
			if reasons[text] != "" {
				t.Errorf("%s is listed twice", text)
			}
			reasons[text] = reason
		}
	}
	for _, ref := range all {
		said := disagreement(ref)
		reason, listed := reasons[ref.EDTF]
		delete(reasons, ref.EDTF)
		switch {
		case said != "" && !listed:
			t.Errorf("%q: %s", ref.EDTF, said)
		case said == "" && listed:
			t.Errorf("%q agrees now: take it off the list (%s)", ref.EDTF, reason)
		case strings.HasPrefix(reason, "not read yet") != strings.Contains(said, "not read yet"):
			t.Errorf("%q: %s, but is listed as: %s", ref.EDTF, said, reason)
		}
	}
	for text := range reasons {
		t.Errorf("%q is listed and not in the reference", text)
	}
}

// disagreement says what we say other than the reference; "" when nothing.
func disagreement(ref reference) string {
	d, err := Parse(ref.EDTF)
	if err != nil {
		if ref.Accepted {
			return err.Error()
		}
		return ""
	}
	if !ref.Accepted {
		return "we read it, the reference does not"
	}
	b := d.Bounds()
	for _, side := range []struct {
		theirs     string
		ours, open Day
	}{{ref.Min, b.Earliest, OpenPast}, {ref.Max, b.Latest, OpenFuture}} {
		switch theirs, _, _ := strings.Cut(side.theirs, "T"); theirs {
		case "NaN": // beyond what a JavaScript Date can hold
		case "-Infinity", "Infinity", "null":
			if side.ours != side.open {
				return "they have an open side, we have " + side.ours.String()
			}
		default:
			if theirs != ecmaScript(side.ours) {
				return "they have " + theirs + ", we have " + side.ours.String()
			}
		}
	}
	return ""
}

// ecmaScript writes a day as JavaScript does: years outside 0000 to 9999 have
// a sign and six digits.
func ecmaScript(d Day) string {
	year, month, day := d.Date()
	if year < 0 || year > 9999 {
		return fmt.Sprintf("%+07d-%02d-%02d", year, month, day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}
