package web_test

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"annals.example/data"
	"annals.example/graph"
	"annals.example/internal/address"
	"annals.example/internal/web"
)

// A site is the pages of a dataset at their paths, as a server would give them.
type site struct {
	*web.Pages
	dataset *graph.Dataset
	space   address.Space
}

func newSite(t *testing.T, d *graph.Dataset) *site {
	t.Helper()
	t.Cleanup(func() { d.Close() })
	space := address.Space{Base: d.Base(), Vocabulary: graph.VocabularyIRI, Prefix: "/x"}
	return &site{web.New(web.Options{Dataset: d, Space: space, Title: "A test",
		Licence: web.Link{Text: "CC0-1.0", Href: "https://creativecommons.org/publicdomain/zero/1.0/"},
		Data:    []web.Link{{Href: "/x/dump.nq.gz", Text: "N-Quads", Type: "application/n-quads"}},
		Ready:   []web.Ready{{Title: "All", Language: "gizmo", Text: "g.V().all()", Href: "/x/ui/?query=g.V().all()"}},
	}), d, space}
}

func embedded(t *testing.T) *site {
	t.Helper()
	d, err := graph.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return newSite(t, d)
}

// told is the site of a story's facts.
func told(t *testing.T, story *txtar.Archive) *site {
	t.Helper()
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
		if strings.HasSuffix(section.Name, ".yaml") {
			put(section.Name, section.Data)
		}
	}
	d, err := graph.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return newSite(t, d)
}

// get gives the page at an address without prefix.
func (s *site) get(t *testing.T, target string) (status int, page string) {
	t.Helper()
	u, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	status = http.StatusOK
	err = func() error {
		ctx := t.Context()
		query := u.Query()
		number, err := strconv.Atoi(query.Get("page"))
		if err != nil {
			number = 1
		}
		switch route := u.Path; {
		case route == "/":
			return s.Home(ctx, &out)
		case route == "/ask":
			return s.Questions(ctx, &out)
		case route == "/sources":
			return s.List(ctx, &out, "source", number, nil)
		case route == "/search":
			return s.Search(ctx, &out, query.Get("q"))
		case route == "/query":
			return s.Query(ctx, &out)
		case route == "/vocabulary":
			return s.Vocabulary(ctx, &out, nil)
		case route == "/about":
			return s.About(ctx, &out, formats)
		case route == "/entity":
			return s.Thing(ctx, &out, valueOf(query.Get("iri")), formats)
		case strings.HasPrefix(route, "/ask/"):
			q, err := graph.QuestionNamed(route[len("/ask/"):])
			if err != nil {
				return err
			}
			status, err = s.Answer(ctx, &out, q, query)
			return err
		}
		if things := s.space.Things(u.EscapedPath()); len(things) > 0 {
			return s.Thing(ctx, &out, things[len(things)-1], formats)
		}
		return s.List(ctx, &out, u.Path[1:], number, nil)
	}()
	if err != nil {
		out.Reset()
		status = web.Status(err)
		if err := s.Problem(&out, status, web.Problem{Message: err.Error(), Near: s.Near(t.Context(), err)}); err != nil {
			t.Fatal(err)
		}
	}
	return status, out.String()
}

var formats = []web.Link{{Href: "/x/dump.nq.gz", Text: "N-Quads", Type: "application/n-quads"}}

func valueOf(name string) quad.Value {
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(label)
	}
	return quad.IRI(name)
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements gives the elements of a page in their order.
func elements(root *html.Node) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
