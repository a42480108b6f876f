package ui_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"annals.example/graph/cayley/ui"
	"annals.example/internal/headless"
)

const (
	home     = "http://localhost:64210/ui/"
	protocol = `https://annals.example/soviet-mongolian/agreement/1936-protocol`
)

// TestBrowser tells what somebody sees who opens the UI.
func TestBrowser(t *testing.T) {
	n := headless.NewNetwork(t, map[string]http.Handler{
		"localhost:64210":     site(t, ""),
		"127.0.0.1:8080":      site(t, ""),
		"museum.example:8000": site(t, "/x"),
	})
	browser := headless.Start(t, n)
	for _, place := range []struct{ name, url string }{
		{"Cayley's port", home},
		{"another port", "http://127.0.0.1:8080/ui/"},
		{"another host, below a path", "http://museum.example:8000/x/ui/"},
	} {
		t.Run(place.name, func(t *testing.T) {
			t.Run("a query by hand", func(t *testing.T) { queryByHand(t, browser.Open(t, place.url)) })
			t.Run("a ready query", func(t *testing.T) { readyQuery(t, browser.Open(t, place.url)) })
			t.Run("a drawn one", func(t *testing.T) { drawnQuery(t, browser.Open(t, place.url)) })
		})
	}
	t.Run("only what works is offered", func(t *testing.T) { offered(t, browser.Open(t, home)) })
	t.Run("completion", func(t *testing.T) { completion(t, browser.Open(t, home)) })
	t.Run("a wrong query", func(t *testing.T) { wrongQuery(t, browser.Open(t, home)) })
	t.Run("what cannot be drawn", func(t *testing.T) { undrawable(browser, t) })
	t.Run("links with a text", func(t *testing.T) { linkedText(browser, t, n) })
	t.Run("other languages", func(t *testing.T) { otherLanguages(browser, t, n) })
	t.Run("a link to nothing", func(t *testing.T) {
		p := browser.Open(t, home+"?ready=no-such")
		p.Query()
		headless.Wait[bool](p, `document.body.innerText.includes("There is no ready query of the name")`)
	})
	t.Run("a memory that is spoiled", func(t *testing.T) {
		p := browser.Open(t, home)
		for _, kept := range []string{`{`, `7`, `{"text":"g.V()","language":"sparql"}`} {
			p.Do(chromedp.Evaluate[chromedp.Void]("localStorage.setItem('LAST_QUERY', '"+kept+"')"), chromedp.Reload())
			if got := p.Query(); got != "g.V().all()" {
				t.Errorf("after %s the editor shows %q", kept, got)
			}
		}
	})
	if outside := n.Outside(); len(outside) > 0 {
		t.Errorf("asked outside:\n%s", strings.Join(outside, "\n"))
	}
}

func queryByHand(t *testing.T, p *headless.Tab) {
	p.Write(`g.V("<` + protocol + `>").getLimit(1)`)
	p.Choose("button", "Run")
	want := `{
    "result": [
        {
            "id": {
                "@id": "` + protocol + `"
            }
        }
    ]
}`
	if answer := p.Answer(); answer != want {
		t.Errorf("the answer is\n%s", answer)
	}
	if n := headless.Wait[[]string](p, `document.fonts.size > 0 && [...document.fonts].map((f) => f.family + " " + f.status)`); !cmp.Equal(n, []string{`Material Icons loaded`}) &&
		!cmp.Equal(n, []string{`"Material Icons" loaded`}) {
		t.Errorf("fonts: %q", n)
	}
	if workers := headless.Wait[string](p, `navigator.serviceWorker ? navigator.serviceWorker.getRegistrations().then((r) => "registered: " + r.length) : "registered: 0"`); workers != "registered: 0" {
		t.Errorf("service workers: %s", workers)
	}
}

// readyQuery is one click on the list, or on a link of another page.
func readyQuery(t *testing.T, p *headless.Tab) {
	p.Choose(".mdc-list-item", "Signatories of 1936")
	answer := p.Answer()
	for _, name := range []string{"amar", "choibalsan", "genden", "stalin", "tairov"} {
		if strings.Count(answer, `"@id": "https://annals.example/soviet-mongolian/person/`+name+`"`) != 1 {
			t.Errorf("%s is not once in the answer:\n%s", name, answer)
		}
	}
}

func drawnQuery(t *testing.T, p *headless.Tab) {
	p.Choose(".mdc-list-item", "Who signed in 1936")
	want := []string{
		"person/amar - agreement/1936-protocol",
		"person/amar - state/mpr",
		"person/choibalsan - agreement/1936-protocol",
		"person/choibalsan - state/mpr",
		"person/genden - agreement/1936-protocol",
		"person/genden - state/mpr",
		"person/stalin - agreement/1936-protocol",
		"person/stalin - state/ussr",
		"person/tairov - agreement/1936-protocol",
		"person/tairov - state/ussr",
	}
	if diff := cmp.Diff(want, p.Drawing()); diff != "" {
		t.Errorf("who signed, and for whom (-want +got):\n%s", diff)
	}
	// What is made of it stays.
	p.Write("g.V().tag('x')")
	p.Do(chromedp.Reload())
	if got := p.Query(); got != "g.V().tag('x')" {
		t.Errorf("after a reload, the editor shows %q", got)
	}
}

func offered(t *testing.T, p *headless.Tab) {
	p.Query()
	want := `Query
Visualize
Ready queries
Who signed in 1936
Signatories of 1936
Read-only: queries change nothing here.
To the first page`
	if got := headless.Wait[string](p, `[...document.querySelectorAll(".mdc-drawer .mdc-list > *")].map((e) => e.innerText).join("\n")`); got != want {
		t.Errorf("the page offers\n%s", got)
	}
	if to := headless.Wait[string](p, `[...document.querySelectorAll("a")].pop().href`); to != "http://localhost:64210/" {
		t.Errorf("the first page is %s", to)
	}
}

// completion needs Gizmo's definitions and the worker that reads them.
func completion(t *testing.T, p *headless.Tab) {
	p.Write("g.V().")
	headless.Wait[bool](p, `(document.querySelector(".suggest-widget") || {innerText: ""}).innerText.includes("followR")`)
}

func wrongQuery(t *testing.T, p *headless.Tab) {
	p.Expect(
		"the server responded with a status of 400",
		// Of Monaco, when a page is left while its worker still reads the text.
		"reading 'getText'", "reading 'getOffsetAt'", "Could not find source file: 'inmemory://",
	)
	p.Write("g.W()")
	p.Choose("button", "Run")
	if answer := p.Answer(); !strings.Contains(answer, `"error":`) {
		t.Errorf("the answer is\n%s", answer)
	}
	p.Choose(".mdc-list-item", "Visualize")
	p.Choose("button", "Run")
	if answer := p.Answer(); !strings.Contains(answer, `"error":`) {
		t.Errorf("Visualize shows\n%s", answer)
	}
}

func undrawable(browser *headless.Browser, t *testing.T) {
	for _, query := range []string{`g.emit("a text")`, `g.V("<no:body>").out().all()`, `g.V("<` + protocol + `>").tag("source").all()`} {
		p := browser.Open(t, "http://localhost:64210"+ui.Link("", ui.Query{Language: "gizmo", Text: query, Draw: true}))
		if got := p.Query(); got != query {
			t.Errorf("the editor shows %q, not %q", got, query)
		}
		p.Choose("button", "Run")
		if answer := p.Answer(); !strings.Contains(answer, `"hint": "Drawn are rows`) {
			t.Errorf("%s shows\n%s", query, answer)
		}
	}
}

// linkedText follows links that carry a text: it is filled in, and does not run by itself.
func linkedText(browser *headless.Browser, t *testing.T, n *headless.Network) {
	asked := n.Times("/api/v2/query")
	for _, text := range []string{"g.V('<a>') // 100% & \"ü\" + #\n.all()", "</script><script>alert(1)</script>"} {
		p := browser.Open(t, "http://localhost:64210"+ui.Link("", ui.Query{Language: "gizmo", Text: text}))
		if got := p.Query(); got != text {
			t.Errorf("the editor shows %q, not %q", got, text)
		}
		// Another, on the same page.
		p.Do(chromedp.Evaluate[chromedp.Void](`location.hash = "language=mql&query=[{}]"`))
		headless.Wait[bool](p, `window.monaco && monaco.editor.getModels().length > 1 && monaco.editor.getModels()[0].getValue() === "[{}]"`)
	}
	if now := n.Times("/api/v2/query"); now != asked {
		t.Errorf("%d queries ran", now-asked)
	}
}

func otherLanguages(browser *headless.Browser, t *testing.T, n *headless.Network) {
	for _, q := range []struct{ language, text, asks, answer string }{
		{"mql", `[{"id": "<` + protocol + `>"}]`, "/json/jsonWorker.js", `"id": "<` + protocol + `>"`},
		{"graphql", `{ nodes(id: <` + protocol + `>) { id } }`, "/graphql/graphql.js", `"id": "` + protocol + `"`},
	} {
		p := browser.Open(t, "http://localhost:64210"+ui.Link("", ui.Query{Language: q.language, Text: q.text}))
		p.Query()
		p.Choose("button", "Run")
		if answer := p.Answer(); !strings.Contains(answer, q.answer) {
			t.Errorf("%s answers\n%s", q.language, answer)
		}
		if n.Times(q.asks) == 0 {
			t.Errorf("%s: the editor did not ask for %s", q.language, q.asks)
		}
	}
}
