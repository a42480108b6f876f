package deploy

import (
	"os"
	"strings"
	"testing"
)

// What people are told to write is what the tests have run.
func TestTheTopicShowsTheProxiesThatWereTried(t *testing.T) {
	topic, err := os.ReadFile("../../topics/serving.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nginx.conf", "Caddyfile"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, lines, _ := strings.Cut(string(text), "\n\n") // past what the file says of itself
		for line := range strings.Lines(lines) {
			if strings.TrimSpace(line) != "" && !strings.Contains(string(topic), "\n  "+line) {
				t.Errorf("annals help serving does not have the line of %s:\n%s", name, line)
			}
		}
	}
}
