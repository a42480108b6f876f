package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"annals.example/graph"
	"annals.example/graph/edtf"
)

// A date is how a page shows one: as EDTF, and what that means where it is not a year,
// a month or a day of our era.
type date struct {
	EDTF     string
	Machine  string // for <time datetime>, "" where HTML has no such date
	Means    string // in words
	Written  string // by the source
	Original string // in the source's calendar
}

// plainDate is one that needs no words, and that HTML's time element takes.
var plainDate = regexp.MustCompile(`^(?:000[1-9]|00[1-9]\d|0[1-9]\d\d|[1-9]\d{3})(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$`)

func (v *view) date(d graph.Date) value {
	short := cut(clean(d.EDTF), longestName)
	shown := date{EDTF: short.Text, Written: brief(d.Written)}
	if plainDate.MatchString(d.EDTF) {
		shown.Machine = d.EDTF
	} else {
		shown.Means = meaning(d)
	}
	if d.Original != "" {
		shown.Original = brief(d.Calendar + " " + d.Original)
	}
	return value{Kind: "date", Text: short.Text, Whole: short.Whole, Date: shown}
}

// meaning tells in words what a date in EDTF may mean.
func meaning(d graph.Date) string {
	parsed, err := edtf.Parse(d.EDTF)
	if err != nil {
		return ""
	}
	var words []string
	if parsed.Approximate() {
		words = append(words, "about")
	}
	if parsed.Uncertain() {
		words = append(words, "uncertain")
	}
	plain := strings.Trim(d.EDTF, "~?%")
	switch {
	case plainDate.MatchString(plain):
	case bceYear.MatchString(plain):
		words = append(words, beforeChrist(plain))
	case parsed.IsSet() && !strings.Contains(plain, "..") && strings.HasPrefix(plain, "["):
		words = append(words, "one of these")
	case d.Earliest != d.Latest:
		words = append(words, days(d.Earliest, d.Latest))
	}
	return strings.Join(words, ", ")
}

var bceYear = regexp.MustCompile(`^-?\d{4}(?:-\d\d(?:-\d\d)?)?$`)

// beforeChrist counts a year as people do, who have no year 0: -0430 is 431 BC.
func beforeChrist(plain string) string {
	n, err := strconv.Atoi(plain[:len(plain)-len(strings.TrimLeft(plain, "-"))+4])
	if err != nil || n > 0 {
		return ""
	}
	return fmt.Sprintf("%d BC", 1-n)
}

// days tells between which days something lies.
func days(earliest, latest edtf.Day) string {
	switch {
	case earliest == edtf.OpenPast && latest == edtf.OpenFuture:
		return "any day"
	case earliest == edtf.OpenPast:
		return "up to " + latest.String()
	case latest == edtf.OpenFuture:
		return "from " + earliest.String() + " on"
	}
	return earliest.String() + " to " + latest.String()
}
