package ui

import (
	"fmt"
	"io/fs"
	"strings"

	cayleyui "github.com/cayleygraph/cayley/ui"
)

// An edit changes a piece of text in a file of Cayley's bundle. It must stand there
// exactly so many times: a bundle that differs is not patched by guess.
type edit struct {
	why   string
	file  string
	old   string
	until string // if not "", the piece goes on to here
	new   string
	times int
}

// Files of Cayley's bundle. Left out: its service worker, which would keep old files, and
// what belongs to it; source maps; icons of telephones.
const (
	pageFile    = "index.html"
	runtimeFile = "static/js/runtime-main.0686c6e7.js"
	libraryFile = "static/js/2.7d84b3fa.chunk.js"
	mainFile    = "static/js/main.84d3ab8c.chunk.js"
	libraryCSS  = "static/css/2.6b51f286.chunk.css"
	mainCSS     = "static/css/main.72fe53e6.chunk.css"
)

func served() []string {
	return []string{
		pageFile, runtimeFile, libraryFile, mainFile, libraryCSS, mainCSS,
		"static/media/logo.ca711468.svg", "logo192.png", "gizmo.d.ts",
	}
}

// rewritten gives the served files of Cayley's bundle by their paths below /ui/.
func rewritten(edits []edit) (map[string][]byte, error) {
	texts := map[string]string{}
	for _, name := range served() {
		text, err := fs.ReadFile(cayleyui.FS, "web/"+name)
		if err != nil {
			return nil, fmt.Errorf("cayley's bundle: %w", err)
		}
		texts[name] = string(text)
	}
	for _, e := range edits {
		text, err := e.apply(texts[e.file])
		if err != nil {
			return nil, fmt.Errorf("cayley's bundle: %s: %s: %w", e.file, e.why, err)
		}
		texts[e.file] = text
	}
	files := map[string][]byte{}
	for name, text := range texts {
		if name == pageFile {
			name = ""
		}
		files[name] = []byte(text)
	}
	return files, nil
}

func (e edit) apply(text string) (string, error) {
	if n := strings.Count(text, e.old); n != e.times {
		return "", fmt.Errorf("%.80q occurs %d times, not %d: revise the edits of package ui for this version", e.old, n, e.times)
	}
	if e.until == "" {
		return strings.ReplaceAll(text, e.old, e.new), nil
	}
	before, after, _ := strings.Cut(text, e.old)
	_, after, found := strings.Cut(after, e.until)
	if !found {
		return "", fmt.Errorf("%.80q does not follow on %.80q: revise the edits of package ui for this version", e.until, e.old)
	}
	return before + e.new + after, nil
}
