package cli

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"annals.example/graph"
)

// TestEveryExampleAnswers asks what the help of each question shows, as it stands there.
func TestEveryExampleAnswers(t *testing.T) {
	asked := 0
	for _, q := range graph.Questions() {
		for _, example := range q.Examples {
			words := csv.NewReader(strings.NewReader(example)) // which knows quotes
			words.Comma = ' '
			line, err := words.Read()
			if err != nil || line[0] != "annals" {
				t.Fatalf("%s is no command: %v", example, err)
			}
			var stdout, stderr bytes.Buffer
			code := Main(line[1:], strings.NewReader(""), &stdout, &stderr)
			if code != 0 || stderr.Len() > 0 || strings.Count(stdout.String(), "\n") < 2 {
				t.Errorf("%s: exit %d\n%s%s", example, code, stderr.String(), stdout.String())
			}
			asked++
		}
	}
	if asked == 0 {
		t.Error("no examples")
	}
}
