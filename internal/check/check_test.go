package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/data"
	"annals.example/internal/dataset"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the problems that are found into the examples, to be read in the diff")

// Each rule has a story: a small dataset that passes, one that fails, and what is
// said of it. Both are laid over the dataset in testdata/base.txtar.
func TestEachRuleHasItsExamples(t *testing.T) {
	base := archive(t, "base")
	if problems := found(t, laidOver(base, nil, "")); problems != "" {
		t.Errorf("the base has problems:\n%s", problems)
	}
	names := map[string]bool{"base": true}
	for _, rule := range Rules() {
		if names[rule.Name] {
			t.Errorf("two rules are called %s", rule.Name)
		}
		names[rule.Name] = true
		t.Run(rule.Name, func(t *testing.T) { example(t, rule, base) })
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".txtar"); !names[name] {
			t.Errorf("%s is the example of no rule", file)
		}
	}
}

func example(t *testing.T, rule Rule, base *txtar.Archive) {
	story := archive(t, rule.Name)
	passes, fails := laidOver(base, story, "passes/"), laidOver(base, story, "fails/")
	if len(section(story, "passes/")) == 0 || len(section(story, "fails/")) == 0 {
		t.Fatal("the story needs files below passes/ and below fails/")
	}
	if problems := found(t, passes); problems != "" {
		t.Errorf("the passing example fails:\n%s", problems)
	}
	problems := found(t, fails)
	if !strings.Contains(problems, "["+rule.Name+"]") {
		t.Errorf("the failing example does not fail by this rule, but so:\n%s", problems)
	}
	if rule.Doc == "" || strings.TrimSpace(string(story.Comment)) == "" {
		t.Error("the rule or its story does not say what is asked")
	}
	last := len(story.Files) - 1
	if story.Files[last].Name != "problems" {
		t.Fatal("the story does not end with its problems")
	}
	if diff := cmp.Diff(string(story.Files[last].Data), problems); diff != "" && *update {
		story.Files[last].Data = []byte(problems)
		if err := os.WriteFile("testdata/"+rule.Name+".txtar", txtar.Format(story), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if diff != "" {
		t.Errorf("other problems than expected (-want +got):\n%s", diff)
	}
}

// A file that cannot be read is the one thing to mend: what it was to declare is
// not reported as unknown wherever other files speak of it. What is wrong within
// another file is.
func TestAnUnreadableFileHidesNoOtherMistake(t *testing.T) {
	base := archive(t, "base")
	story := &txtar.Archive{Files: []txtar.File{
		{Name: "catalogue.yaml", Data: []byte("says: [\n")},
		{Name: "sources/seed.yaml", Data: []byte(`"@context": context.yaml
id: source/seed
type: Source
kind: primary
label: The seed
says:
  - {id: event/khalkhin-gol, date: autumn 1939}
`)},
	}}
	problems := Dataset(read(t, laidOver(base, story, "")))
	if len(problems) != 2 || problems[0].Rule != "syntax" || problems[1].Rule != "date-edtf" {
		t.Errorf("got\n%swant one problem of syntax and one date", lines(problems))
	}
	if !strings.Contains(problems[0].Hint, "when this one can be read") {
		t.Errorf("the hint does not say what waits: %q", problems[0].Hint)
	}
}

// In data of others there is no vocabulary to hold words against, no catalogue,
// and blank nodes are in order.
func TestDataOfOthers(t *testing.T) {
	const edtf = "<http://id.loc.gov/datatypes/edtf/EDTF>"
	d, err := dataset.ReadNQuads(t.Context(), strings.NewReader(
		"_:a <http://e.org/p> \" \" .\n"+
			"<http://e.org/a> <http://e.org/date> \"autumn 1939\"^^"+edtf+" <http://e.org/g> .\n"+
			"<http://e.org/a> <http://e.org/date> \"1939/1945\"^^"+edtf+" .\n"+
			"<http://e.org/a> <http://e.org/date> autumn .\n"), "others.nq")
	if err != nil {
		t.Fatal(err)
	}
	want := `others.nq:2:1: date "autumn 1939" is not EDTF: a year is expected (column 1) [date-edtf]`
	problems := Dataset(d)
	if len(problems) != 2 || problems[0].String() != want || problems[1].Rule != "syntax" {
		t.Errorf("got\n%swant the date and the line that cannot be read", lines(problems))
	}
}

func TestWithoutVocabularyOneProblemSaysSo(t *testing.T) {
	base := archive(t, "base")
	files := laidOver(base, nil, "")
	delete(files, "vocabulary.yaml")
	problems := Dataset(read(t, files))
	n := 0
	for _, p := range problems {
		if p.Rule == "unknown-property" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("got %d unknown properties, want one that speaks for all:\n%s", n, lines(problems))
	}
}

func archive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	story, err := txtar.ParseFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatalf("each rule has a passing and a failing example: %v", err)
	}
	return story
}

func section(story *txtar.Archive, prefix string) []txtar.File {
	var files []txtar.File
	for _, f := range story.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix); ok {
			files = append(files, txtar.File{Name: name, Data: f.Data})
		}
	}
	return files
}

// laidOver gives the files of the base with those of one part of a story added or
// put in their place.
func laidOver(base, story *txtar.Archive, prefix string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range base.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if story != nil {
		for _, f := range section(story, prefix) {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// found checks a dataset and writes its problems as a terminal shows them.
func found(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	return lines(Dataset(read(t, files)))
}

func read(t *testing.T, files fstest.MapFS) *dataset.Dataset {
	t.Helper()
	d, err := dataset.ReadDir(t.Context(), files, "")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func lines(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		if p.Severity == Warning {
			fmt.Fprintf(&b, "%s: warning: %s [%s]\n", p.At, p.Message, p.Rule)
		} else {
			fmt.Fprintln(&b, p)
		}
		if p.Hint != "" {
			fmt.Fprintf(&b, "\thint: %s\n", p.Hint)
		}
	}
	return b.String()
}

// The shipped data have no errors, and no warning that nobody has looked at.
func TestShippedData(t *testing.T) {
	d, err := dataset.ReadDir(t.Context(), data.SovietMongolian(), "data/soviet-mongolian")
	if err != nil {
		t.Fatal(err)
	}
	var errors, warnings []Problem
	for _, p := range Dataset(d) {
		if p.Severity == Error {
			errors = append(errors, p)
		} else {
			warnings = append(warnings, p)
		}
	}
	if len(errors) > 0 {
		t.Errorf("%d errors:\n%s", len(errors), lines(errors))
	}
	reviewed, err := os.ReadFile("testdata/warnings.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(withoutReasons(string(reviewed)), summary(warnings)); diff != "" {
		t.Errorf("the warnings are not those of testdata/warnings.txt; write each that is in order there, with its reason (-reviewed +found):\n%s", diff)
	}
}

// withoutReasons leaves the reasons out of the list of reviewed warnings.
func withoutReasons(list string) string {
	var b strings.Builder
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") && line != "\n" {
			b.WriteString(line)
		}
	}
	return b.String()
}

var placeInFile = regexp.MustCompile(`(\.yaml):[0-9]+:[0-9]+`)

// summary gives one line for each warning, without the lines of the files, which
// change with every edit above them.
func summary(warnings []Problem) string {
	var b strings.Builder
	for _, p := range warnings {
		fmt.Fprintf(&b, "%s: %s [%s]\n", p.At.File, placeInFile.ReplaceAllString(p.Message, "$1"), p.Rule)
	}
	return b.String()
}
