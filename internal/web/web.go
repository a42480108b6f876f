package web

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/address"
)

//go:embed templates/*.html
var templates embed.FS

// Options say what the pages show.
type Options struct {
	Dataset *graph.Dataset
	Space   address.Space
	Title   string  // of the dataset; its name where empty
	About   string  // what the dataset is, in a sentence or two
	Licence Link    // of the dataset; none where its text is empty
	Data    []Link  // the whole dataset in files, its vocabulary and description for programs
	Ready   []Ready // free queries to begin with
	Server  string  // address at which the server answers, for examples: http://127.0.0.1:64210
}

// A Link leads somewhere.
type Link struct {
	Href, Text string
	Type       string // media type of what stands there, where it is data
}

// A Ready query is one that somebody may run as it is, or begin with.
type Ready struct {
	Title, Language, Text string
	Href                  string // where it can be run; "" for nowhere
}

// Pages are the pages of one edition of a dataset. They may be written at the same time.
type Pages struct {
	dataset   *graph.Dataset
	space     address.Space
	options   Options
	templates *template.Template
	words     once[*words]
	types     once[[]graph.TypeCount]
	suggested once[map[string][]graph.Listed]
}

// New makes the pages of a dataset.
func New(o Options) *Pages {
	p := &Pages{dataset: o.Dataset, space: o.Space, options: o}
	p.options.Title = cmp.Or(o.Title, o.Dataset.Name())
	p.options.Licence = licence(o.Licence)
	p.options.Server = cmp.Or(o.Server, "http://127.0.0.1:64210"+o.Space.Prefix)
	p.templates = template.Must(template.New("").Funcs(template.FuncMap{
		"path":    p.path,
		"groups":  plainNumber,
		"brief":   brief,
		"takes":   takes,
		"firstof": func(text string, n int) string { return cut(text, n).Text },
		"inc":     func(n int) int { return n + 1 },
		"letter":  func(n int) string { return string(rune('a' + n)) }, // n is below mostReturns
		"unended": func(title string) string { return strings.TrimSuffix(title, ".") },
	}).ParseFS(templates, "templates/*.html"))
	return p
}

// path writes the path of one of our own routes, with what is asked of it.
func (p *Pages) path(route string, query ...string) string {
	path := p.space.Prefix + route
	values := url.Values{}
	for i := 0; i+1 < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	return path
}

// A frame is what all pages share, around the body of one.
type frame struct {
	Title      string // of the page; "" for the first
	Site       Options
	Route      string // the part of the site that the page belongs to
	Words      string // in the search box
	Canonical  string
	Alternates []Link
	Style      string
	Icon       string
	Body       any
}

// write writes a page; nothing is written where it cannot be made.
func (p *Pages) write(w io.Writer, name string, f frame) error {
	f.Site = p.options
	f.Style, f.Icon = p.path(stylePath()), p.path(iconPath())
	var page bytes.Buffer
	if err := p.templates.ExecuteTemplate(&page, name, f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	_, err := page.WriteTo(w)
	return err
}

// canonical is the address of a page below the dataset's base, where it has one, so
// that copies on other hosts name the one to cite.
func (p *Pages) canonical(route string) string {
	if outward(p.space.Base) == "" {
		return p.space.Prefix + route
	}
	return p.space.Base + strings.TrimPrefix(route, "/")
}

// canonicalOf is the address of the page of a thing: its own, where it has a page of
// its own.
func (p *Pages) canonicalOf(thing quad.Value) string {
	path := strings.TrimPrefix(p.space.Path(thing), p.space.Prefix)
	iri := iriText(thing)
	if base := outward(p.space.Base); base != "" && strings.HasPrefix(iri, base) && !strings.HasPrefix(path, "/entity?") {
		return iri
	}
	return p.canonical(path)
}
