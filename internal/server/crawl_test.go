package server_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"annals.example/internal/server"
)

// Every link of ours that a reader can follow from the first page leads to something,
// and what is announced as data is data.
func TestEveryLink(t *testing.T) {
	for _, test := range []struct {
		about   string
		options server.Options
		every   int // how manieth of the things and answers is looked at
	}{
		{"at the root", server.Options{}, 4},
		{"below a path", server.Options{Prefix: "/x"}, 10},
		{"data of others", server.Options{Data: "cayleyapi/testdata/small.nq", Prefix: "/x"}, 1},
	} {
		t.Run(test.about, func(t *testing.T) {
			every := test.every
			if os.Getenv("ANNALS_TEST_ALL") == "" {
				every *= 8
			}
			crawl(t, start(t, test.options), test.options.Prefix, every)
		})
	}
}

// A crawler knows where it has been.
type crawler struct {
	site   *url.URL
	prefix string
	every  int

	mu    sync.Mutex
	seen  map[string]string // links, and where each was found
	count int               // of links to things and answers
}

func crawl(t *testing.T, s *running, prefix string, every int) {
	site, err := url.Parse(s.url + "/")
	if err != nil {
		t.Fatal(err)
	}
	c := &crawler{site: site, prefix: prefix, every: every, seen: map[string]string{}}
	next := []string{c.site.String()}
	for len(next) > 0 {
		var found []string
		var readers sync.WaitGroup
		pages := make(chan string)
		for range 4 {
			readers.Go(func() {
				for page := range pages {
					links := c.visit(t, page)
					c.mu.Lock()
					found = append(found, links...)
					c.mu.Unlock()
				}
			})
		}
		for _, page := range next {
			pages <- page
		}
		close(pages)
		readers.Wait()
		next = found
	}
	if len(c.seen) < 20 {
		t.Errorf("only %d links were found", len(c.seen))
	}
}

// visit asks for one address, and gives the links on it that are new.
func (c *crawler) visit(t *testing.T, address string) (links []string) {
	a, err := try(t.Context(), "GET", address, "")
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return nil
	}
	kind := a.Header.Get("Content-Type")
	c.mu.Lock()
	from := c.seen[address]
	c.mu.Unlock()
	if a.StatusCode != http.StatusOK || kind == "" {
		t.Errorf("%s on %s: %d %s %.200s", address, from, a.StatusCode, kind, a.body)
		return nil
	}
	for ending, want := range map[string]string{".json": "application/json", ".csv": "text/csv", ".ttl": "text/turtle", ".nq": "application/n-quads", ".gz": "application/gzip"} {
		if path, _, _ := strings.Cut(address, "?"); strings.HasSuffix(path, ending) && !strings.HasPrefix(kind, want) {
			t.Errorf("%s on %s is %s", address, from, kind)
		}
	}
	if !strings.HasPrefix(kind, "text/html") || strings.HasPrefix(address, c.site.String()+"ui/") {
		return nil
	}
	return c.links(t, address, string(a.body))
}

func (c *crawler) links(t *testing.T, page, text string) (links []string) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Errorf("%s: %v", page, err)
		return nil
	}
	base, err := url.Parse(page)
	if err != nil {
		t.Error(err)
		return nil
	}
	for n := range root.Descendants() {
		for _, attr := range n.Attr {
			canonical := n.Data == "link" && strings.Contains(text, `rel="canonical" href="`+attr.Val)
			if attr.Key != "href" && attr.Key != "src" && attr.Key != "action" || canonical {
				continue
			}
			to, err := base.Parse(attr.Val)
			if err != nil {
				t.Errorf("%s: link %q: %v", page, attr.Val, err)
				continue
			}
			to.Fragment = ""
			if to.Host == c.site.Host && c.isNew(t, page, to) {
				links = append(links, to.String())
			}
		}
	}
	return links
}

func (c *crawler) isNew(t *testing.T, page string, to *url.URL) bool {
	path, below := strings.CutPrefix(to.EscapedPath(), c.prefix+"/")
	if !below {
		t.Errorf("%s: a link to %s", page, to)
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.seen[to.String()]; ok {
		return false
	}
	c.seen[to.String()] = page
	if strings.Contains(path, "/") || path == "entity" {
		c.count++
		return c.count%c.every == 0
	}
	return true
}
