package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// wellFormed reports what is wrong with a page as HTML, for somebody who reads it with
// the keyboard or by ear, and for a strict Content-Security-Policy.
func wellFormed(page string) []string {
	found := balanced(page)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return append(found, err.Error())
	}
	ids := map[string]bool{}
	all := elements(root)
	for _, n := range all {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				found = append(found, "two elements have the id "+id)
			}
			ids[id] = true
		}
	}
	for _, n := range all {
		found = append(found, plain(n)...)
		found = append(found, refers(n, ids)...)
	}
	found = append(found, headings(all)...)
	for _, landmark := range []string{"header", "nav", "main", "footer", "title"} {
		if !slices.ContainsFunc(all, func(n *html.Node) bool { return n.Data == landmark }) {
			found = append(found, "no "+landmark)
		}
	}
	return found
}

var void = []string{"meta", "link", "input", "br", "hr", "img"}

// balanced wants every element ended where it must be: parsers forgive too much.
func balanced(page string) (found []string) {
	tokens := html.NewTokenizer(strings.NewReader(page))
	var open []string
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				found = append(found, "not ended: "+strings.Join(open, " "))
			}
			return found
		case html.StartTagToken:
			name, _ := tokens.TagName()
			if tag := string(name); !slices.Contains(void, tag) {
				if len(open) > 0 && open[len(open)-1] == "p" && slices.Contains([]string{"p", "div", "ul", "ol", "dl", "h2", "section", "table", "pre"}, tag) {
					found = append(found, "a "+tag+" in a paragraph")
				}
				open = append(open, tag)
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(found, "</"+string(name)+"> ends what is open: "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
}

// plain wants no script and no style in an element, and only links that are safe.
func plain(n *html.Node) (found []string) {
	if slices.Contains([]string{"script", "style", "iframe", "object", "base"}, n.Data) {
		found = append(found, "an element "+n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			found = append(found, "an attribute "+a.Key+" of "+n.Data)
		case strings.Contains(a.Val, "ZgotmplZ"):
			found = append(found, "an attribute "+a.Key+" that was not safe")
		case a.Key == "href" || a.Key == "src" || a.Key == "action":
			u, err := url.Parse(a.Val)
			switch {
			case err != nil:
				found = append(found, "no address: "+a.Val)
			case u.Host != "" && (u.Scheme == "http" || u.Scheme == "https"):
				if n.Data == "a" && !strings.Contains(attribute(n, "rel"), "noopener noreferrer") {
					found = append(found, "a way out that tells where from: "+a.Val)
				}
			case u.Scheme != "" || u.Host != "" || !strings.HasPrefix(a.Val, "/x/") && !strings.HasPrefix(a.Val, "#"):
				found = append(found, "an address outside the prefix: "+a.Val)
			}
		}
	}
	return found
}

// refers wants what an element refers to on its page.
func refers(n *html.Node, ids map[string]bool) (found []string) {
	for _, key := range []string{"for", "aria-labelledby", "aria-describedby", "list"} {
		if id := attribute(n, key); id != "" && !ids[id] {
			found = append(found, key+" refers to nothing: "+id)
		}
	}
	if name, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok {
		if read, err := url.PathUnescape(name); !ids[name] && (err != nil || !ids[read]) {
			found = append(found, "no anchor "+name)
		}
	}
	labelled := slices.ContainsFunc([]string{"aria-label", "id"}, func(key string) bool { return attribute(n, key) != "" })
	if n.Data == "input" && !labelled && n.Parent.Data != "label" {
		found = append(found, "a field without label")
	}
	return found
}

// headings wants one of the first level, and none that skips a level.
func headings(all []*html.Node) (found []string) {
	last := 0
	for _, n := range all {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		level := int(n.Data[1] - '0')
		if level > last+1 || level == 1 && last > 0 {
			found = append(found, "heading "+n.Data+" out of order")
		}
		if n.FirstChild == nil {
			found = append(found, "an empty heading")
		}
		last = level
	}
	if last == 0 {
		found = append(found, "no heading")
	}
	return found
}

func TestWellFormedFindsFaults(t *testing.T) {
	for page, want := range map[string]string{
		"<p><b></p></b>":                     "</p> ends",
		"<p>a<ul></ul></p>":                  "a ul in a paragraph",
		"<i id=a></i><i id=a></i>":           "two elements",
		"<script></script>":                  "an element script",
		"<p style=''></p>":                   "an attribute style",
		"<a href='javascript:alert(1)'></a>": "outside the prefix",
		"<a href='//evil.example/'></a>":     "outside the prefix",
		"<a href='https://e.org/'></a>":      "a way out",
		"<a href='#nowhere'></a>":            "no anchor",
		"<h1>a</h1><h3>b</h3>":               "out of order",
		"<label for=a></label>":              "refers to nothing",
	} {
		found := wellFormed(page)
		if !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("%s: found %q, want %q", page, found, want)
		}
	}
}
