package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// places are on somebody's machine. The brackets, here and below, keep this
// file from finding itself.
const (
	pathBegins = `(?:^|[^\w.\-/])(?:file://)?`
	places     = `/(?:[r]oot|[t]mp|[w]ork|home/\w+|Users/\w+)/|[A-Z]:\\+Users\\`
)

// registries are the hosts that packages are fetched from, which each machine
// sets for itself.
var registries = regexp.MustCompile(`\b(?:proxy[.]golang|sum[.]golang|registry[.]npmjs|deb[.]debian|registry[.]yarnpkg)[.](?:org|com)\b`)

// isPortable finds, in all files and not only in programs, what holds on one
// machine only.
func isPortable(tr *tree) (findings []string) {
	paths := hereabouts()
	err := fs.WalkDir(tr.root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if isMade(name) {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := fs.ReadFile(tr.root, name)
		if err != nil {
			return err
		}
		if isBinary(text) {
			return nil
		}
		number := 0
		for line := range strings.Lines(string(text)) {
			number++
			switch {
			case paths.MatchString(line):
				findings = append(findings, fmt.Sprintf("%s:%d: a path of one machine", name, number))
			case registries.MatchString(line):
				findings = append(findings, fmt.Sprintf("%s:%d: the address of a package registry", name, number))
			}
		}
		return nil
	})
	if err != nil {
		findings = append(findings, err.Error())
	}
	return findings
}

// isMade says whether a folder holds what is made or fetched, and is not kept.
func isMade(dir string) bool {
	switch path.Base(dir) {
	case ".git", "bin", "node_modules":
		return true
	}
	return false
}

// isBinary judges as git does: by a zero byte near the beginning.
func isBinary(text []byte) bool {
	return bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0
}

// hereabouts finds where this checkout and its user's home are.
func hereabouts() *regexp.Regexp {
	dirs := []string{places}
	checkout, _ := filepath.Abs("../..")
	home, _ := os.UserHomeDir()
	for _, dir := range []string{checkout, home} {
		// The root of the file system is in every path, and says nothing.
		if dir = strings.TrimRight(dir, `/\`); dir != "" {
			dirs = append(dirs, regexp.QuoteMeta(dir)+`[/\\]`)
		}
	}
	return regexp.MustCompile(pathBegins + `(?:` + strings.Join(dirs, "|") + `)`)
}

var portableExamples = []example{
	{
		about: "addresses, relative paths, temporary folders by their variable",
		files: map[string]string{
			"README.md":    "Open <https://annals.example/tmp/1> or ../shared/home/user/x, run bin/annals; see golang.org.\n",
			".ci/run":      "dir=$(mktemp -d); ls ${TMPDIR}/home/\n",
			"bin/notes":    "/t" + "mp/made\n",
			"data/map.png": "\x00/t" + "mp/x",
		},
	},
	{
		about: "folders of a machine, and registries",
		files: map[string]string{
			"README.md":             "First\n`cd /ho" + "me/user/annals`\n",
			".ci/run":               "GOPROXY=https://proxy.golang" + ".org go build\n",
			"low/testdata/a.json":   `{"file": "/r` + `oot/x", "uri": "file:///t` + `mp/y"}`,
			"web/package-lock.json": `"resolved": "https://registry.npmjs` + `.org/d3"`,
		},
		want: []string{
			".ci/run:1: the address of a package registry",
			"README.md:2: a path of one machine",
			"low/testdata/a.json:1: a path of one machine",
			"web/package-lock.json:1: the address of a package registry",
		},
	},
}
