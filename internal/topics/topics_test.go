package topics

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestShape holds the texts against what shows them: a terminal and a page.
func TestShape(t *testing.T) {
	for _, topic := range All() {
		if topic.Title() == "" || strings.HasSuffix(topic.Title(), ".") || topic.Body() == "" || !strings.HasSuffix(topic.Text, "\n") {
			t.Errorf("%s: want a title without a full stop, an empty line, the text and a line end", topic.Name)
		}
		if _, rest, _ := strings.Cut(topic.Text, "\n"); !strings.HasPrefix(rest, "\n") {
			t.Errorf("%s: no empty line below the title", topic.Name)
		}
		for n, line := range strings.Split(topic.Text, "\n") {
			if utf8.RuneCountInString(line) > 88 {
				t.Errorf("%s.txt:%d: %d characters, which is more than 88", topic.Name, n+1, utf8.RuneCountInString(line))
			}
		}
	}
	if len(All()) < 8 {
		t.Errorf("only %q", Names())
	}
}
