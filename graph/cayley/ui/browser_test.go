package ui_test

import (
	"context"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is for a machine that does much else.
const patience = 2 * time.Minute

// startBrowser starts a headless browser that reaches nothing but the network.
func startBrowser(t *testing.T, n *network) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("chromium not found: install it to test the web UI")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox, // which root cannot have
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800),
		chromedp.ProxyServer(n.URL),
		// Loopback names, too, go through the proxy.
		chromedp.Flag("proxy-bypass-list", "<-loopback>"),
		chromedp.Flag("disable-component-update", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return ctx
}

// A tab is one page of a browser that remembers nothing of the others.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// open opens an address. When the test ends, the console must be empty: it would have
// errors, warnings, and what the page's policy forbade.
func open(t *testing.T, browser context.Context, url string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	page := &tab{t, ctx}
	page.do(chromedp.EmulateViewport(1280, 800))
	console := chromedp.Console(ctx)
	t.Cleanup(func() {
		const last = "the test is done"
		page.do(chromedp.Evaluate[chromedp.Void](`console.log("` + last + `")`))
		for m, err := range console {
			if err != nil {
				t.Error(err)
				break
			}
			if m.Text == last {
				break
			}
			t.Errorf("console: %s (%s:%d)", m, m.URL, m.Line)
		}
	})
	page.do(chromedp.Navigate(url))
	return page
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for _, step := range steps {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			p.t.Fatal(err)
		}
	}
}

// text waits until an expression gives a text that is not empty.
func (p *tab) text(expression string) string {
	p.t.Helper()
	return value[string](p, expression)
}

// value waits until an expression gives what JavaScript calls true.
func value[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Poll[T](expression,
		chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	if err != nil {
		shown, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.body.innerText"))
		p.t.Fatalf("%s: %v; the page shows:\n%s", expression, err, shown)
	}
	return v
}

// models are the texts of the editors: the query, and on the Query page its answer.
const (
	queryText  = `monaco.editor.getModels()[0].getValue()`
	answerText = `monaco.editor.getModels()[1].getValue()`
	editorIs   = `!!document.querySelector(".QueryEditor .view-lines") && window.monaco && monaco.editor.getModels().length`
)

// choose clicks what is called so.
func (p *tab) choose(selector, name string) {
	p.t.Helper()
	element := `[...document.querySelectorAll('` + selector + `')].find((e) => e.textContent.includes('` + name + `'))`
	value[bool](p, `!!`+element)
	p.do(chromedp.Evaluate[chromedp.Void](element + `.click()`))
}

// write puts a text into the query editor, as by hand.
func (p *tab) write(query string) {
	p.t.Helper()
	value[int](p, editorIs)
	p.do(
		chromedp.Click(chromedp.CSS(".QueryEditor .monaco-editor .view-lines")),
		chromedp.Evaluate[chromedp.Void](`monaco.editor.getModels()[0].setValue("")`),
		chromedp.KeyEvent(query),
	)
}

const protocol = `https://annals.example/soviet-mongolian/agreement/1936-protocol`

// TestBrowser tells what somebody sees who opens the UI.
func TestBrowser(t *testing.T) {
	n := newNetwork(t, map[string]http.Handler{
		"localhost:64210":     site(t, ""),
		"127.0.0.1:8080":      site(t, ""),
		"museum.example:8000": site(t, "/x"),
	})
	browser := startBrowser(t, n)

	places := []struct{ name, url string }{
		{"where Cayley is", "http://localhost:64210/ui/"},
		{"another port", "http://127.0.0.1:8080/ui/"},
		{"another host, below a path", "http://museum.example:8000/x/ui/"},
	}
	for _, place := range places {
		t.Run(place.name+": a query by hand", func(t *testing.T) {
			p := open(t, browser, place.url)
			p.write(`g.V("<` + protocol + `>").getLimit(1)`)
			p.choose("button", "Run")
			if answer := p.text(answerText); !strings.Contains(answer, `"@id": "`+protocol+`"`) {
				t.Errorf("the answer is\n%s", answer)
			}
			if got := p.text(`document.querySelector(".mdc-button__icon").getBoundingClientRect().width + "px"`); got != "18px" {
				t.Errorf("the icon of Run is %s wide: its font is missing", got)
			}
		})
		t.Run(place.name+": a ready query, drawn", func(t *testing.T) {
			p := open(t, browser, place.url+"?ready=protocol-1936")
			drawn(t, p)
		})
	}
	t.Cleanup(func() {
		if out := n.outside(); out != "" {
			t.Errorf("asked outside:\n%s", out)
		}
	})
}

// drawn wants the signatories of 1936 in the picture.
func drawn(t *testing.T, p *tab) {
	t.Helper()
	nodes := value[[]string](p, `(() => {
		const nodes = [...document.querySelectorAll(".graph svg g > text")].map((e) => e.textContent);
		return nodes.length > 0 && nodes;
	})()`)
	for _, want := range []string{
		"agreement/1936-protocol", "person/amar", "person/genden", "person/tairov", "state/mpr", "state/ussr",
	} {
		if !strings.Contains(strings.Join(nodes, "\n"), want) {
			t.Errorf("%s is not drawn, but %q", want, nodes)
		}
	}
	lines := value[int](p, `document.querySelectorAll(".graph svg line").length`)
	if lines < 6 {
		t.Errorf("%d lines are drawn: three signed, each for somebody", lines)
	}
}
