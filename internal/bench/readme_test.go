package main

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of RESULTS.md into the README")

// The README shows the first table of RESULTS.md between these lines.
const (
	tableBegins = "<!-- what make bench reached -->\n"
	tableEnds   = "<!-- end -->\n"
)

// TestReadmeShowsTheResults holds the README's table against what the last run
// wrote.
func TestReadmeShowsTheResults(t *testing.T) {
	results, err := os.ReadFile("RESULTS.md")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(readme), tableBegins)
	shown, after, ended := strings.Cut(rest, tableEnds)
	if !begun || !ended {
		t.Fatal("the README has no place for the table")
	}
	want := firstTable(string(results))
	if want == "" {
		t.Fatal("RESULTS.md has no table")
	}
	if *update {
		if err := os.WriteFile("../../README.md", []byte(before+tableBegins+want+tableEnds+after), 0o600); err != nil {
			t.Fatal(err)
		}
	} else if shown != want {
		t.Error("the README shows another run: go test ./internal/bench -run TestReadmeShowsTheResults -update")
	}
}

func firstTable(text string) string {
	_, table, found := strings.Cut(text, "\n\n|")
	if !found {
		return ""
	}
	table, _, _ = strings.Cut("|"+table, "\n\n")
	return table + "\n"
}
