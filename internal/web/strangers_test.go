package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

const (
	rdfType = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	label   = quad.IRI(graph.VocabularyIRI + "label")
)

// strangers is data of somebody who means harm, or does not care: markup in names,
// addresses that are programs, texts that turn the line around or are a megabyte long,
// passages with the names of our anchors, and a thing that a hundred thousand know.
func strangers(base string) []quad.Quad {
	graph1 := quad.IRI(base + "source/s#~main")
	hub := quad.IRI(base + "person/hub")
	program := quad.IRI("javascript:alert(1)")
	quads := []quad.Quad{
		{Subject: hub, Predicate: label, Object: quad.String(`"><script>alert(1)</script>`), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/turned"), Object: quad.String("\u202egnorw\u2066 \x00\x1b[2J\ufffe"), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/long"), Object: quad.String(strings.Repeat("ж ", 500_000)), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/tongue"), Object: quad.LangString{Value: "x", Lang: `x" onclick="alert(1)`}, Label: graph1},
		{Subject: hub, Predicate: program, Object: program, Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/web"), Object: quad.IRI("http://user@evil.example/"), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/web"), Object: quad.IRI("data:text/html,<script>alert(1)</script>"), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/web"), Object: quad.IRI(`http://e.org/"onmouseover="alert(1)`), Label: graph1},
		{Subject: hub, Predicate: quad.IRI("http://e.org/web"), Object: quad.String("https://e.org/ <b>"), Label: graph1},
		{Subject: hub, Predicate: quad.IRI(graph.VocabularyIRI + "date"), Object: quad.TypedString{Value: "<i>1936", Type: "http://id.loc.gov/datatypes/edtf/EDTF"}, Label: graph1},
		{Subject: hub, Predicate: rdfType, Object: program, Label: graph1},
		{Subject: hub, Predicate: rdfType, Object: quad.IRI(graph.VocabularyIRI + "Person"), Label: graph1},
		{Subject: hub, Predicate: rdfType, Object: quad.IRI(graph.VocabularyIRI + `Per"son<`), Label: graph1},
		{Subject: program, Predicate: label, Object: quad.String("a program"), Label: quad.IRI(base + "source/s")},
		{Subject: quad.BNode("b"), Predicate: label, Object: quad.String(" "), Label: quad.IRI("javascript:source")},
		{Subject: quad.BNode("b"), Predicate: label, Object: quad.String("\xff\xfe"), Label: quad.BNode("graph")},
	}
	for i := range 100_000 {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprintf("%sperson/%d", base, i)), Predicate: quad.IRI("http://e.org/knows"),
			Object: hub, Label: quad.IRI(fmt.Sprintf("%ssource/crowd#%d", base, i%3000))})
	}
	return quads
}

// The pages about strangers' data are as well formed as ours, no larger than can be
// read, and say where they leave something out.
func TestStrangers(t *testing.T) {
	editors := quad.Quad{Predicate: quad.IRI(graph.VocabularyIRI + "kind"), Object: quad.IRI(graph.VocabularyIRI + "editors")}
	for name, base := range map[string]string{"no base": "http://e.org/", "a base": "http://e.org/", "a program as base": "javascript:"} {
		t.Run(name, func(t *testing.T) {
			quads := strangers(base)
			if name != "no base" {
				editors.Subject = quad.IRI(base + "source/catalogue")
				editors.Label = editors.Subject
				quads = append(quads, editors)
			}
			d, err := graph.OpenQuads(quads, "<b>strangers")
			if err != nil {
				t.Fatal(err)
			}
			s := newSite(t, d)
			entity := func(iri string) string { return "/entity?iri=" + url.QueryEscape(iri) }
			hub := s.check(t, entity(base+"person/hub"))
			for _, want := range []string{"&lt;script&gt;alert(1)", "more than the 250", "the beginning of 1,000,000 characters"} {
				if !strings.Contains(hub, want) {
					t.Errorf("the hub's page does not say %q", want)
				}
			}
			if !strings.Contains(s.check(t, entity(base+"source/crowd")), "There is more than the 2,000 statements") {
				t.Error("the crowd's page does not say that it is cut")
			}
			for _, target := range []string{"/", "/about", "/sources", "/vocabulary", "/query", "/ask", "/search?q=hub", "/search?q=%3Cb%3E%00",
				"/search?q=" + strings.Repeat("a", 10_000), entity("javascript:alert(1)"), entity("_:b"), entity(base + "source/s"),
				entity(base + "source/s#~main"), entity(base + "source/crowd#7"), entity("javascript:source"), entity("_:graph"), entity("http://e.org/knows"),
				"/ask/changed-names?thing=" + url.QueryEscape(`"><script>`), "/ask/chronology?limit=x&from=%3Ci%3E&a=b", "/ask/said-by?source=" + url.QueryEscape(base+"source/s")} {
				s.check(t, target)
			}
		})
	}
}

// check gives a page that is found well formed and of a bearable length.
func (s *site) check(t *testing.T, target string) string {
	t.Helper()
	_, page := s.get(t, target)
	if found := wellFormed(page); len(found) > 0 {
		t.Errorf("%.80s: %q", target, found)
	}
	if len(page) > 2<<20 {
		t.Errorf("%.80s: %d bytes", target, len(page))
	}
	if i := strings.IndexFunc(page, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' }); i >= 0 {
		t.Errorf("%.80s: a control character: %q", target, page[max(0, i-40):min(len(page), i+40)])
	}
	return page
}

// What nobody speaks of has no page, and what is asked wrongly has one that says so.
func TestWhatIsNotThere(t *testing.T) {
	s := embedded(t)
	for target, want := range map[string]struct {
		status int
		text   string
	}{
		"/person/nobody":                   {http.StatusNotFound, "no such entity: person/nobody"},
		"/agrement":                        {http.StatusNotFound, `href="/x/agreement"`},
		"/sources?page=9":                  {http.StatusNotFound, "no such page"},
		"/ask/who-sings":                   {http.StatusNotFound, "no such question"},
		"/ask/losses?event=nomonhann":      {http.StatusNotFound, "no such event"},
		"/ask/losses?event=person/genden":  {http.StatusBadRequest, "is a person"},
		"/ask/losses?side=state/mpr":       {http.StatusOK, "the battle, operation or war, with its phases</bdi>"},
		"/ask/chronology?from=1936-13":     {http.StatusBadRequest, `aria-invalid="true"`},
		"/ask/chronology?limit=0":          {http.StatusBadRequest, "not a number of rows"},
		"/ask/chronology?without=nobody":   {http.StatusNotFound, "no such source: nobody"},
		"/ask/chronology?colour=red":       {http.StatusBadRequest, "no parameter colour"},
		"/ask/sources-of?entity=protocol+": {http.StatusBadRequest, "is the name of"},
		"/ask/losses":                      {http.StatusOK, "<form"},
	} {
		status, page := s.get(t, target)
		if status != want.status || !strings.Contains(page, want.text) {
			t.Errorf("%s: status %d, %q in it: %v; want status %d", target, status, want.text, strings.Contains(page, want.text), want.status)
		}
		if found := wellFormed(page); len(found) > 0 {
			t.Errorf("%s: %q", target, found)
		}
	}
}

// Where a name belongs to several, each can be chosen by a link.
func TestAmbiguousNamesAreLinks(t *testing.T) {
	s := embedded(t)
	_, page := s.get(t, "/ask/sources-of?entity=protocol+&without=tertiary")
	links := 0
	for _, n := range elements(parse(t, page)) {
		u, err := url.Parse(attribute(n, "href"))
		if err != nil || u.Query().Get("without") != "tertiary" || !strings.HasSuffix(u.Path, "/ask/sources-of") {
			continue
		}
		links++
		if _, err := s.dataset.Resolve(t.Context(), u.Query().Get("entity")); err != nil {
			t.Errorf("%s: %v", u, err)
		}
	}
	if links < 2 {
		t.Errorf("%d links to choose by, want at least 2", links)
	}
}

// A long list has pages, which hold together all that there is, each once.
func TestLongListsHavePages(t *testing.T) {
	var quads []quad.Quad
	for i := range 1203 {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprintf("http://e.org/person/%04d", i)), Predicate: rdfType,
			Object: quad.IRI(graph.VocabularyIRI + "Person"), Label: quad.IRI("http://e.org/source/census")})
	}
	d, err := graph.OpenQuads(quads, "census")
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, d)
	var found []string
	target := "/person"
	for target != "" {
		status, page := s.get(t, target)
		if status != http.StatusOK {
			t.Fatalf("%s: status %d", target, status)
		}
		target = ""
		for _, n := range elements(parse(t, page)) {
			href := attribute(n, "href")
			if strings.Contains(href, "/entity?iri=") {
				found = append(found, href)
			}
			if attribute(n, "rel") == "next" {
				target = strings.TrimPrefix(href, "/x")
			}
		}
	}
	slices.Sort(found)
	if n := len(slices.Compact(found)); n != 1203 || len(found) != 1203 {
		t.Errorf("%d things, %d of them different; want 1203", len(found), n)
	}
}
