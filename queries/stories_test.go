package queries_test

import (
	"encoding/csv"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"annals.example/data"
	"annals.example/graph"
	"annals.example/queries"
)

var update = flag.Bool("update", false, "write what the questions answer into the stories")

// TestStories tells each story of testdata: facts, what is asked of them, and the
// answer that a historian gives. Things stand by their ids; a star marks the
// editors' reading, brackets the words of a source for a date.
func TestStories(t *testing.T) {
	stories, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range stories {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { tell(t, file) })
	}
}

func tell(t *testing.T, file string) {
	story, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, story)
	for i, section := range story.Files {
		line, ok := strings.CutPrefix(section.Name, "ask ")
		if !ok {
			continue
		}
		got := ask(t, d, line)
		if *update {
			story.Files[i].Data = []byte(got)
		} else if got != string(section.Data) {
			t.Errorf("ask %s\ngot:\n%swant:\n%s", line, got, section.Data)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(story), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// open writes the story's files beside the context and the vocabulary that come
// with the program, and opens them all.
func open(t *testing.T, story *txtar.Archive) *graph.Dataset {
	dir := t.TempDir()
	put := func(name string, text []byte) {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, text, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"context.yaml", "vocabulary.yaml"} {
		text, err := fs.ReadFile(data.SovietMongolian(), name)
		if err != nil {
			t.Fatal(err)
		}
		put(name, text)
	}
	for _, section := range story.Files {
		if !strings.HasPrefix(section.Name, "ask ") {
			put(section.Name, section.Data)
		}
	}
	d, err := graph.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// ask puts a line as people type it: question, first parameters, flags.
func ask(t *testing.T, d *graph.Dataset, line string) string {
	words := strings.Fields(line)
	request := graph.Request{Question: words[0], Args: map[string]string{}}
	q, err := graph.QuestionNamed(words[0])
	if err != nil {
		t.Fatal(err)
	}
	position := 0
	for i := 1; i < len(words); i++ {
		flag, isFlag := strings.CutPrefix(words[i], "--")
		if !isFlag {
			request.Args[q.Params[position].Name] = words[i]
			position++
			continue
		}
		i++
		switch flag {
		case "believe":
			request.Trust.Believe = strings.Split(words[i], ",")
		case "without":
			request.Trust.Without = strings.Split(words[i], ",")
		default:
			request.Args[flag] = words[i]
		}
	}
	answer, err := d.Ask(t.Context(), request)
	if err != nil {
		return failure(err)
	}
	return table(t, d, answer)
}

func failure(err error) string {
	text := "error: " + err.Error() + "\n"
	var wrong *graph.ArgumentError
	var unknown *graph.UnknownError
	switch {
	case errors.As(err, &wrong):
		text += "hint: " + wrong.Hint + "\n"
	case errors.As(err, &unknown) && len(unknown.Near) > 0:
		text += "near: " + strings.Join(unknown.Near, " ") + "\n"
	}
	return text
}

func table(t *testing.T, d *graph.Dataset, answer *graph.Answer) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	var names []string
	for _, c := range answer.Columns {
		names = append(names, c.Name)
	}
	rows := [][]string{names}
	for _, row := range answer.Rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, text(d, c))
		}
		rows = append(rows, texts)
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func text(d *graph.Dataset, c graph.Cell) string {
	switch c := c.(type) {
	case graph.Entity:
		if strings.HasPrefix(c.ID.String(), "<"+graph.VocabularyIRI) {
			return c.Label
		}
		if c.Source != nil {
			return d.ID(c.ID) + "*"
		}
		return d.ID(c.ID)
	case []graph.Entity:
		var all []string
		for _, e := range c {
			all = append(all, text(d, e))
		}
		return strings.Join(all, " ")
	case graph.Date:
		if c.Written != "" {
			return c.EDTF + " [" + c.Written + "]"
		}
		return c.EDTF
	case graph.Citation:
		return strings.TrimPrefix(d.ID(c.ID), "source/")
	case graph.Text:
		return c.Text
	case graph.Number:
		return string(c)
	}
	return ""
}

func TestEveryQuestionIsReadable(t *testing.T) {
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no questions")
	}
}
