package lint

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A rule reports what in the tree breaks it, each with its place.
type rule func(*tree) []string

// rules are all of them, each with the examples that show it at work.
var rules = []struct {
	name     string
	check    rule
	examples []example
}{
	{"imports go one way", followsLayers(layers), layerExamples},
	{"an outside module has one owner", respectsOwners(modules), moduleExamples},
	{"a package says what it is for", saysWhatItIsFor, commentExamples},
	{"no package for leftovers", isNamedForItsUse, nameExamples},
	{"no init", hasNoInit, initExamples},
	{"package variables do not change", keepsVariables, variableExamples},
	{"every command has a script", scriptsCommands, commandExamples},
	{"every question has a story", tellsStories, storyExamples},
	{"a skip says what is missing", skipsAloud, skipExamples},
	{"nothing of one machine", isPortable, portableExamples},
}

// An example is a small tree and what a rule says about it.
type example struct {
	about string
	check rule              // nil: the rule as it stands
	files map[string]string // go.mod is added where none is given
	want  []string          // a part of each finding, in order; none where all is well
}

func TestProject(t *testing.T) {
	project := read(t, os.DirFS("../.."))
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, finding := range r.check(project) {
				t.Error(finding)
			}
		})
	}
}

func TestRulesFindWhatTheyLookFor(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			finds, passes := false, false
			for _, e := range r.examples {
				if e.check == nil {
					e.check = r.check
				}
				finds, passes = finds || len(e.want) > 0, passes || len(e.want) == 0
				t.Run(e.about, e.run)
			}
			if !finds || !passes {
				t.Error("a rule needs an example that breaks it and one that does not")
			}
		})
	}
}

func (e example) run(t *testing.T) {
	files := fstest.MapFS{"go.mod": {Data: []byte("module annals.example\n")}}
	for name, text := range e.files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	findings := e.check(read(t, files))
	same := slices.EqualFunc(findings, e.want, strings.Contains)
	if !same {
		t.Errorf("found:\n%s\nwant:\n%s", strings.Join(findings, "\n"), strings.Join(e.want, "\n"))
	}
}
