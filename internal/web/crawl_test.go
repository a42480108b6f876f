package web_test

import (
	"context"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"annals.example/graph"
)

// Every page that can be reached is well formed, and every link of ours on it leads to
// something.
func TestEveryLink(t *testing.T) {
	story, err := txtar.ParseFile("testdata/peace.txtar")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("story", func(t *testing.T) { crawl(t, told(t, story), 1, 1) })
	every := 12
	if os.Getenv("ANNALS_TEST_ALL") != "" {
		every = 3
	}
	t.Run("embedded", func(t *testing.T) { crawl(t, embedded(t), every, 40*every) })
}

// crawl visits the pages from the first on: all of them but of things only each so
// manieth, and of answers each so manieth. What is not visited must be there.
func crawl(t *testing.T, s *site, everyThing, everyAnswer int) {
	seen := map[string]bool{"/": true}
	anchors := map[string][]string{} // of a path, by which it is linked
	queue := []string{"/"}
	visited, things, answers := map[string]string{}, 0, 0
	for len(queue) > 0 {
		target := queue[0]
		queue = queue[1:]
		status, page := s.get(t, target)
		if status != 200 && !strings.HasPrefix(target, "/ask/") {
			t.Errorf("%s: status %d", target, status)
		}
		if found := wellFormed(page); len(found) > 0 {
			t.Errorf("%s: %q", target, found)
		}
		visited[target] = page
		for _, n := range elements(parse(t, page)) {
			href, ok := strings.CutPrefix(attribute(n, "href"), "/x")
			if !ok || n.Data != "a" {
				continue
			}
			href, anchor, _ := strings.Cut(href, "#")
			if anchor != "" {
				anchors[href] = append(anchors[href], anchor)
			}
			if seen[href] {
				continue
			}
			seen[href] = true
			route, _, _ := strings.Cut(href, "?")
			switch {
			case served(route):
			case strings.HasPrefix(route, "/ask/"):
				if answers++; answers%everyAnswer == 0 {
					queue = append(queue, href)
				} else {
					s.asks(t, href)
				}
			case strings.Count(route, "/") > 1 || route == "/entity":
				if things++; things%everyThing == 0 || strings.HasPrefix(route, "/source/catalogue") {
					queue = append(queue, href)
				} else if !s.isThere(href) {
					t.Errorf("%s links to %s, of which nothing is said", target, href)
				}
			default:
				queue = append(queue, href)
			}
		}
	}
	if len(visited) < 20 {
		t.Errorf("only %d pages were found", len(visited))
	}
	for path, names := range anchors {
		if page, ok := visited[path]; ok {
			checkAnchors(t, path, page, names)
		}
	}
}

// served are the routes that others write.
func served(route string) bool {
	return strings.HasPrefix(route, "/ui/") || strings.HasPrefix(route, "/dump.") || strings.HasPrefix(route, "/assets/") ||
		strings.HasSuffix(route, ".json") || strings.HasSuffix(route, ".csv")
}

// asks wants a link to a question to be understood.
func (s *site) asks(t *testing.T, href string) {
	u, err := url.Parse(href)
	if err != nil {
		t.Fatal(err)
	}
	q, err := graph.QuestionNamed(strings.TrimPrefix(u.Path, "/ask/"))
	if err != nil {
		t.Error(err)
	}
	for name, values := range u.Query() {
		for _, p := range q.Params {
			if p.Name != name || p.IsDate() || p.IsDays() {
				continue
			}
			if _, err := s.dataset.Resolve(t.Context(), values[0], p.Types...); err != nil {
				t.Errorf("%s: %v", href, err)
			}
		}
	}
}

func (s *site) isThere(href string) bool {
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	ref := u.Query().Get("iri")
	if ref == "" {
		things := s.space.Things(u.EscapedPath())
		if len(things) == 0 {
			return false
		}
		ref = string(things[len(things)-1])
	}
	_, err = s.dataset.Resolve(context.Background(), ref)
	return err == nil
}

func checkAnchors(t *testing.T, path, page string, names []string) {
	ids := map[string]bool{}
	for _, n := range elements(parse(t, page)) {
		ids[attribute(n, "id")] = true
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if read, err := url.PathUnescape(name); !ids[name] && (err != nil || !ids[read]) {
			t.Errorf("%s has no anchor %s, to which a note leads", path, name)
		}
	}
}
