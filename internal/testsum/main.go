// Command testsum runs go test and says aloud what was not tested: each skipped
// test by name with its reason, and on the last line how many tests passed,
// failed and were skipped. Its arguments are those of go test; make test is how
// to run it.
//
// A skip is a failure where ANNALS_TEST_ALL is 1, except for want of the test
// suites beside the project, whose reason names ANNALS_SUITES. What the reasons
// look like is left to internal/lint.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
)

func main() {
	os.Exit(run(os.Args[1:], os.Getenv("ANNALS_TEST_ALL") == "1", os.Stdout, os.Stderr))
}

// run gives the exit code: 0 where all tests passed, or were skipped as they
// may be.
func run(args []string, all bool, stdout, stderr io.Writer) int {
	cmd := exec.Command("go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = stderr
	events, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintf(stderr, "testsum: run go test: %v\n", err)
		return 1
	}
	s := newSummary(stdout, all)
	readErr := s.read(events)
	runErr := cmd.Wait()
	switch {
	case readErr != nil:
		fmt.Fprintf(stderr, "testsum: read what go test prints: %v\n", readErr)
		s.failed++
	case runErr != nil && s.failed == 0:
		fmt.Fprintf(stderr, "testsum: go test: %v\n", runErr)
		s.failed++
	case s.passed+s.failed+len(s.skips) == 0:
		fmt.Fprintln(stderr, "testsum: no test was run: name packages that have tests, such as ./...")
		s.failed++
	}
	return s.close()
}
