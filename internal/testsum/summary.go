package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// An event is a line of go test -json; see go doc test2json.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// A testName is a test, or a package where Test is empty.
type testName struct{ Package, Test string }

// A skip is a test that did not run.
type skip struct {
	testName
	reason string
}

// A summary shows what go test says, as go test shows it, and counts.
type summary struct {
	out    io.Writer
	all    bool // a skip is a failure
	passed int
	failed int
	skips  []skip

	said   map[testName][]string // by tests that have not ended
	broken map[string]bool       // packages with a failed test
}

func newSummary(out io.Writer, all bool) *summary {
	return &summary{out: out, all: all, said: map[testName][]string{}, broken: map[string]bool{}}
}

// read takes the events to their end.
func (s *summary) read(events io.Reader) error {
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			s.line(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *summary) line(line string) {
	var e event
	if json.Unmarshal([]byte(line), &e) != nil {
		fmt.Fprint(s.out, line) // what go test did not make an event of
		return
	}
	of := testName{e.Package, e.Test}
	switch e.Action {
	case "output":
		s.output(of, e.Output)
	case "build-output":
		fmt.Fprint(s.out, e.Output)
	case "pass":
		if e.Test != "" {
			s.passed++
		}
		delete(s.said, of)
	case "skip":
		if e.Test != "" {
			s.skips = append(s.skips, skip{of, reason(s.said[of])})
		}
		delete(s.said, of)
	case "fail":
		s.fail(of)
	}
}

var progress = regexp.MustCompile(`^(=== |PASS$)`)

// output shows what a package says at once, and keeps what a test says until it
// is known whether it failed.
func (s *summary) output(of testName, text string) {
	switch {
	case progress.MatchString(strings.TrimRight(text, "\n")):
	case of.Test == "":
		fmt.Fprint(s.out, text)
	default:
		s.said[of] = append(s.said[of], text)
	}
}

func (s *summary) fail(of testName) {
	s.show(of)
	if of.Test != "" {
		s.failed++
		s.broken[of.Package] = true
		return
	}
	for name := range s.said { // cut short: by a panic, or the time limit
		if name.Package == of.Package {
			s.show(name)
		}
	}
	// A package that fails without a failed test did not build, or its own main
	// failed: that must count too.
	if !s.broken[of.Package] {
		s.failed++
	}
}

func (s *summary) show(of testName) {
	for _, text := range s.said[of] {
		fmt.Fprint(s.out, text)
	}
	delete(s.said, of)
}

var logged = regexp.MustCompile(`^\s*\S+\.go:\d+: (.*)`)

// reason finds what a test gave to Skip: its last log line.
func reason(said []string) string {
	for i := len(said) - 1; i >= 0; i-- {
		if m := logged.FindStringSubmatch(said[i]); m != nil {
			return m[1]
		}
	}
	return "no reason given"
}

// close names the skipped tests, then counts, and gives the exit code.
func (s *summary) close() int {
	// Packages are tested side by side, so their events mix.
	slices.SortStableFunc(s.skips, func(a, b skip) int { return cmp.Compare(a.Package, b.Package) })
	skipped := 0
	for _, k := range s.skips {
		verdict := "skipped"
		if s.all && !strings.Contains(k.reason, "ANNALS_SUITES") {
			verdict = "FAIL, skipped though ANNALS_TEST_ALL=1"
			s.failed++
		} else {
			skipped++
		}
		fmt.Fprintf(s.out, "%s: %s %s: %s\n", verdict, k.Package, k.Test, k.reason)
	}
	fmt.Fprintf(s.out, "tests: %d passed, %d failed, %d skipped\n", s.passed, s.failed, skipped)
	if s.failed > 0 {
		return 1
	}
	return 0
}
