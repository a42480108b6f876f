// Package topics has the longer texts about the program: what "annals help TOPIC" prints
// and the page /about shows. What a single command or question does is told by itself.
package topics

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.txt
var files embed.FS

// A Topic is one text, of at most 88 characters a line; the first line is its title.
type Topic struct {
	Name string // by which it is asked for
	Text string
}

// Title is the first line of the text.
func (t Topic) Title() string {
	title, _, _ := strings.Cut(t.Text, "\n")
	return title
}

// Body is what follows the title.
func (t Topic) Body() string {
	_, body, _ := strings.Cut(t.Text, "\n")
	return strings.TrimSpace(body)
}

// All are the topics, by name.
func All() []Topic {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		panic(err) // the pattern is fixed
	}
	list := make([]Topic, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err) // it is embedded
		}
		list[i] = Topic{Name: strings.TrimSuffix(name, ".txt"), Text: string(text)}
	}
	return list
}

// Names are the names of the topics.
func Names() []string {
	var names []string
	for _, t := range All() {
		names = append(names, t.Name)
	}
	return names
}
