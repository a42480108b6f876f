// Package ui serves Cayley's own web UI, as it is in Cayley's module, from the binary
// alone: a Query page with an editor and the answer as JSON, and a Visualize page that
// draws the rows which have the tags "source" and "target".
//
// Cayley's bundle has the address of its server compiled in, and takes its editor
// (Monaco) and icons from elsewhere, so offline it never gets past "Loading...". Here it
// is rewritten once, in New: addresses become relative to the page, so that any host
// name, port and sub-path will do, and the editor and icons come from an archive beside
// this file. What needs writing, or a route that Cayley no longer has, is left out. Ready
// queries are listed beside the pages and have links.
//
// The page asks POST PREFIX/api/v2/query for its answers. That API is left to the server,
// and so are the texts of the ready queries.
package ui

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Options say where the UI is served, and what it offers.
type Options struct {
	Prefix string  // before every path of the server as a browser sees it: "" or "/archive"
	Home   string  // what the link to the server's first page says; "": there is no link
	Ready  []Query // listed in this order
}

// A Query is one that somebody may want to begin with.
type Query struct {
	Name     string // in its link: lower-case letters, digits and hyphens
	Title    string // in the list: a few words
	Language string // gizmo, graphql or mql
	Text     string
	Draw     bool // on the Visualize page: its rows have the tags "source" and "target"
}

// A UI is Cayley's web UI as an http.Handler for /ui and what lies below it. Requests come
// with their full path, without the prefix.
type UI struct {
	prefix string
	files  map[string]*file // by their path below /ui/
}

// New prepares the UI. It fails if the bundle in Cayley's module is not the one that this
// package knows how to rewrite, or the options make no sense.
func New(o Options) (*UI, error) {
	if err := o.check(); err != nil {
		return nil, fmt.Errorf("web UI: %w", err)
	}
	files, err := archived()
	if err != nil {
		return nil, fmt.Errorf("web UI: %w", err)
	}
	texts, err := rewritten(edits)
	if err != nil {
		return nil, fmt.Errorf("web UI: %w", err)
	}
	own, err := o.own()
	if err != nil {
		return nil, fmt.Errorf("web UI: %w", err)
	}
	for _, set := range []map[string][]byte{texts, own} {
		for name, text := range set {
			if files[name], err = packed(name, text); err != nil {
				return nil, fmt.Errorf("web UI: %s: %w", name, err)
			}
		}
	}
	return &UI{prefix: o.Prefix, files: files}, nil
}

// languages are those that the UI has a choice of, by the names of its API.
func languages() []string { return []string{"gizmo", "graphql", "mql"} }

var linkable = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (o Options) check() error {
	if o.Prefix != "" && (!strings.HasPrefix(o.Prefix, "/") || strings.HasSuffix(o.Prefix, "/")) {
		return fmt.Errorf(`prefix %q: write "" or a path that begins with / and does not end with it`, o.Prefix)
	}
	names := map[string]bool{}
	for _, q := range o.Ready {
		switch {
		case !linkable.MatchString(q.Name):
			return fmt.Errorf("ready query %q: a name has lower-case letters, digits and single hyphens", q.Name)
		case names[q.Name]:
			return fmt.Errorf("ready query %s: there are two of this name", q.Name)
		case q.Title == "" || q.Text == "":
			return fmt.Errorf("ready query %s: it needs a title and a text", q.Name)
		case !slices.Contains(languages(), q.Language):
			return fmt.Errorf("ready query %s: no language %q: use one of %s", q.Name, q.Language, strings.Join(languages(), ", "))
		}
		names[q.Name] = true
	}
	return nil
}

// ServeHTTP answers GET and HEAD.
func (u *UI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the web UI is only read: use GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	name, below := strings.CutPrefix(r.URL.Path, "/ui/")
	if !below && r.URL.Path == "/ui" {
		target := u.prefix + "/ui/"
		if r.URL.RawQuery != "" {
			target += "?" + r.URL.RawQuery
		}
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusPermanentRedirect)
		return
	}
	f, ok := u.files[name]
	if !below || !ok {
		http.Error(w, "the web UI has no such file: it begins at "+u.prefix+"/ui/", http.StatusNotFound)
		return
	}
	f.serve(w, r)
}
