package browsertest

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/headless"
)

// TestCayley explores with Cayley's web UI: through our own API, with our workers.
func TestCayley(t *testing.T) {
	browser := browse(t)
	for _, site := range []string{home, museum} {
		t.Run(site, func(t *testing.T) {
			t.Run("languages", func(t *testing.T) { languages(t, browser, site) })
			t.Run("mistakes and limits", func(t *testing.T) { mistakes(t, browser, site) })
			t.Run("ready queries", func(t *testing.T) { ready(t, browser, site) })
		})
	}
}

// base is where things stand: the second site has its own.
func base(site string) string {
	if site == home {
		return "https://annals.example/soviet-mongolian/"
	}
	return site + "/"
}

// languages asks by hand, in each language.
func languages(t *testing.T, browser *headless.Browser, site string) {
	protocol := base(site) + "agreement/1936-protocol"
	p := browser.Open(t, site+"/ui/")
	p.Write(`g.V("<` + protocol + `>").getLimit(1)`)
	p.Choose("button", "Run")
	if answer := p.Answer(); !strings.Contains(answer, `"@id": "`+protocol+`"`) {
		t.Errorf("gizmo answers\n%s", answer)
	}
	for _, q := range []struct{ language, text, answer string }{
		{"graphql", `{ nodes(id: <` + protocol + `>) { id } }`, `"id": "` + protocol + `"`},
		{"mql", `[{"id": "<` + protocol + `>"}]`, `"id": "<` + protocol + `>"`},
	} {
		// A link fills the editor in, and somebody has to press the button.
		p := browser.Open(t, site+"/ui/#language="+q.language+"&query="+url.QueryEscape(q.text))
		p.Query()
		p.Choose("button", "Run")
		if answer := p.Answer(); !strings.Contains(answer, q.answer) {
			t.Errorf("%s answers\n%s", q.language, answer)
		}
	}
}

// mistakes are shown, with what to do.
func mistakes(t *testing.T, browser *headless.Browser, site string) {
	p := browser.Open(t, site+"/ui/")
	p.Expect("the server responded with a status of",
		// Of Monaco, when a page is left while its worker still reads the text.
		"reading 'getText'", "Could not find source file: 'inmemory://")
	for _, q := range []struct{ text, says string }{
		{"g..V()", "Unexpected"},
		{"g.W()", "W"},
		{"while(true){}", "longer than 15s"},
		{"g.V().all()", `"result"`}, // and the next is answered
	} {
		p.Write(q.text)
		p.Choose("button", "Run")
		text, err := json.Marshal(q.says)
		if err != nil {
			t.Fatal(err)
		}
		answer := headless.Wait[string](p, `(() => {
			const text = monaco.editor.getModels().length > 1 && monaco.editor.getModels()[1].getValue();
			return text && text.includes(`+string(text)+`) && text;
		})()`)
		if q.says != `"result"` && !strings.Contains(answer, `"error": "`) {
			t.Errorf("%s is answered by\n%s", q.text, answer)
		}
	}
}

// ready follows every ready query: from our page, and within the UI.
func ready(t *testing.T, browser *headless.Browser, site string) {
	p := browser.Open(t, site+"/query")
	titles := headless.Wait[[]string](p, `[...document.querySelectorAll(".ready h3 a")].map((a) => a.innerText)`)
	if len(titles) < 5 {
		t.Errorf("there are only %q", titles)
	}
	within := browser.Open(t, site+"/ui/")
	for _, title := range titles {
		from := browser.Open(t, site+"/query")
		for _, p := range []*headless.Tab{from, within} {
			p.Do(chromedp.Evaluate[chromedp.Void](`window.left = true`))
		}
		from.Choose(".ready h3 a", title)
		within.Choose(".mdc-list-item", title)
		for _, p := range []*headless.Tab{from, within} {
			headless.Wait[bool](p, `!window.left && location.pathname.endsWith("/ui/") && location.search === ""`)
			answered(t, p, site, title)
		}
	}
}

// answered looks at what is shown of a ready query.
func answered(t *testing.T, p *headless.Tab, site, title string) {
	t.Helper()
	if !strings.HasPrefix(title, "Draw ") {
		answer := p.Answer()
		if !strings.Contains(answer, base(site)) || strings.Contains(answer, `"error"`) {
			t.Errorf("%s shows\n%s", title, answer)
		}
		if title == "Who signed the Protocol of 1936, and who says so" {
			picture(p, site, "query.png")
		}
		return
	}
	lines := p.Drawing()
	if len(lines) < 5 {
		t.Errorf("%s draws only %q", title, lines)
	}
	if title == "Draw who signed the Protocol of 1936" {
		if diff := cmp.Diff(signers(p, site), lines); diff != "" {
			t.Errorf("who signed, as asked by name and as drawn (-asked +drawn):\n%s", diff)
		}
		if n := headless.Get(p, chromedp.Evaluate[int](`document.querySelectorAll(".graph svg g > text").length`)); n != len(lines)+1 {
			t.Errorf("%d nodes are drawn with %d lines between one and the others", n, len(lines))
		}
		picture(p, site, "visualize.png")
	}
}

// signers asks the question with a name, and gives its signers as lines of a drawing.
func signers(p *headless.Tab, site string) []string {
	rows := headless.Wait[[]struct {
		Signer *struct{ ID string }
	}](p, `fetch("../ask/who-signed.json?agreement=agreement/1936-protocol").then((r) => r.json())`)
	var lines []string
	for _, row := range rows {
		if row.Signer != nil {
			lines = append(lines, "agreement/1936-protocol - "+strings.TrimPrefix(row.Signer.ID, base(site)))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// picture takes a screenshot for the documentation, with -update.
func picture(p *headless.Tab, site, name string) {
	if *update && site == home {
		time.Sleep(6 * time.Second) // until nothing moves
		p.Picture(filepath.Join("..", "..", "..", "graph", "cayley", "ui", "screenshots", name))
	}
}
