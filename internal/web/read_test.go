package web_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write how the pages read into the stories")

// A story tells facts, and how the pages about them read.
func TestStories(t *testing.T) {
	for _, file := range []string{"testdata/peace.txtar", "testdata/embedded.txtar"} {
		t.Run(file, func(t *testing.T) {
			story, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := embedded(t)
			if strings.Contains(file, "peace") {
				s = told(t, story)
			}
			for i, section := range story.Files {
				target, ok := strings.CutPrefix(section.Name, "page ")
				if !ok {
					continue
				}
				_, page := s.get(t, target)
				got := outline(parse(t, page))
				if *update {
					story.Files[i].Data = []byte(got)
				} else if diff := cmp.Diff(string(section.Data), got); diff != "" {
					t.Errorf("page %s\n%s", target, diff)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(story), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// outline writes a page as it is read: a line for each block, headings with #, links as
// [text](address), the language of what is not English, what is not seen in parentheses.
func outline(root *html.Node) string {
	o := &outliner{}
	for _, n := range elements(root) {
		if n.Data == "main" {
			o.children(n)
		}
	}
	o.end()
	return o.text.String()
}

type outliner struct {
	text strings.Builder
	line strings.Builder
}

var blocks = map[string]string{"h1": "# ", "h2": "## ", "h3": "### ", "p": "", "dt": "", "dd": "  ", "li": "- ",
	"tr": "| ", "th": "", "td": "", "legend": "", "summary": "> ", "form": "", "input": "", "section": "", "dl": "", "ul": "", "ol": "", "pre": ""}

func (o *outliner) end() {
	if line := strings.Join(strings.Fields(o.line.String()), " "); line != "" {
		indent := o.line.String()[:len(o.line.String())-len(strings.TrimLeft(o.line.String(), " "))]
		o.text.WriteString(indent + line + "\n")
	}
	o.line.Reset()
}

func (o *outliner) children(n *html.Node) {
	for c := range n.ChildNodes() {
		o.node(c)
	}
}

func (o *outliner) node(n *html.Node) {
	if n.Type == html.TextNode {
		text := n.Data
		if o.line.Len() == 0 {
			text = strings.TrimLeft(text, " \n\t")
		}
		o.line.WriteString(text)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	mark, block := blocks[n.Data]
	cell := n.Data == "td" || n.Data == "th"
	switch {
	case cell:
	case block:
		o.end()
		o.line.WriteString(mark)
	}
	before, after := "", ""
	switch {
	case n.Data == "a":
		before, after = "[", "]("+attribute(n, "href")+")"
	case n.Data == "input":
		before = "<" + attribute(n, "name") + " " + attribute(n, "value") + ">"
	case n.Data == "q":
		before, after = "“", "”"
	case n.Data == "option":
		return
	case attribute(n, "class") == "unseen":
		before, after = "(", ")"
	case attribute(n, "aria-hidden") == "true":
	case n.Data == "bdi" && attribute(n, "lang") != "":
		after = "@" + attribute(n, "lang")
	case cell:
		after = " | "
	}
	o.line.WriteString(before)
	o.children(n)
	o.line.WriteString(after)
	if id := attribute(n, "id"); block && id != "" && !strings.HasPrefix(id, "~") {
		o.line.WriteString("#" + id)
	}
	if block && !cell {
		o.end()
	}
}
