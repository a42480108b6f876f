package lint

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

const (
	questionFiles = "queries/*.js"
	sharedFile    = "prelude.js" // what the programs share; it is no question
	storyFiles    = "queries/testdata/*.txtar"
)

// tellsStories wants every question asked in at least one story.
func tellsStories(tr *tree) (findings []string) {
	asked := tr.asked()
	for _, name := range tr.glob(questionFiles) {
		question := strings.TrimSuffix(path.Base(name), ".js")
		if path.Base(name) != sharedFile && !asked[question] {
			findings = append(findings, fmt.Sprintf(
				"%s: no story asks it: add a section %q to one of %s", name, "-- ask "+question+" … --", storyFiles))
		}
	}
	return findings
}

// asked gives what the sections of the stories ask: "-- ask QUESTION … --", or
// without the first word.
func (tr *tree) asked() map[string]bool {
	found := map[string]bool{}
	for _, name := range tr.glob(storyFiles) {
		text, err := fs.ReadFile(tr.root, name)
		if err != nil {
			continue // then nothing in it counts
		}
		for _, section := range txtar.Parse(text).Files {
			words := strings.Fields(strings.TrimPrefix(section.Name, "ask "))
			if len(words) > 0 {
				found[words[0]] = true
			}
		}
	}
	return found
}

var storyExamples = []example{
	{
		about: "each is asked",
		files: map[string]string{
			"queries/prelude.js":             "",
			"queries/signed-by.js":           "",
			"queries/chronology.js":          "",
			"queries/testdata/genden.txtar":  "Genden signs.\n-- facts --\n-- ask signed-by person/genden --\nagreement\n-- chronology --to=1936 --\n",
			"queries/testdata/answers.other": "-- ask unheard --\n",
		},
	},
	{
		about: "one is only mentioned",
		files: map[string]string{
			"queries/signed-by.js":             "",
			"queries/testdata/signed-by.txtar": "ask signed-by\n-- facts --\n-- ask singed-by --\n",
		},
		want: []string{
			"queries/signed-by.js: no story asks it",
		},
	},
}
