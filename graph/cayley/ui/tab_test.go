package ui_test

import (
	"context"
	"encoding/json"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	cdpnetwork "github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience is for a machine that does much else.
const patience = time.Minute

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
		chromedp.ProxyServer(n.URL),
		chromedp.Flag("proxy-bypass-list", "<-loopback>"), // loopback, too, is asked of the proxy
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
	t        *testing.T
	ctx      context.Context
	expected []string // what the console may say
}

// open opens an address. When the test ends, the page must have asked its own host alone,
// and its console be empty: it would have errors, warnings, and what the policy forbade.
func open(browser context.Context, t *testing.T, address string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	// A deadline for the first step would be one for the whole tab.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	p := &tab{t: t, ctx: ctx}
	p.do(chromedp.EmulateViewport(1280, 800))
	console, requests := chromedp.Console(ctx), chromedp.Events(ctx, cdpnetwork.RequestWillBeSent)
	t.Cleanup(func() {
		if ctx.Err() != nil {
			return // the browser is gone, which is said
		}
		const last = "the test is done"
		p.do(chromedp.Evaluate[chromedp.Void](`console.log("`+last+`"); fetch("gizmo.d.ts?last")`, chromedp.EvalAwaitPromise))
		for m, err := range console {
			if err != nil || m.Text == last {
				break
			}
			if !slices.ContainsFunc(p.expected, func(s string) bool { return strings.Contains(m.Text, s) }) {
				t.Errorf("console: %s (%s:%d)", m, m.URL, m.Line)
			}
		}
		for e, err := range requests {
			if err != nil || strings.HasSuffix(e.Request.URL, "?last") {
				break
			}
			if !sameHost(address, e.Request.URL) {
				t.Errorf("the page asks for %s", e.Request.URL)
			}
		}
	})
	p.do(chromedp.Navigate(address))
	return p
}

func sameHost(a, b string) bool {
	one, err := url.Parse(a)
	if err != nil {
		return false
	}
	other, err := url.Parse(b)
	return err == nil && (one.Scheme == other.Scheme && one.Host == other.Host || other.Scheme == "data")
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

// wait waits until an expression gives what JavaScript calls true, through reloads.
func wait[T any](p *tab, expression string) (v T) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	for {
		text, err := chromedp.Run(ctx, chromedp.Evaluate[string](
			`Promise.resolve(`+expression+`).then((v) => JSON.stringify(v || null))`, chromedp.EvalAwaitPromise))
		if err == nil && text != "null" {
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				p.t.Fatalf("%s: %v", expression, err)
			}
			return v
		}
		if ctx.Err() != nil {
			shown, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.body.innerText"))
			p.t.Fatalf("%s: still not true (%v); the page shows:\n%s", expression, err, shown)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// query waits for the editor, and gives its text.
func (p *tab) query() string {
	p.t.Helper()
	wait[bool](p, `Boolean(document.querySelector(".QueryEditor .view-line")) && monaco.editor.getModels().length > 0`)
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`monaco.editor.getModels()[0].getValue()`))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

// answer waits for the JSON that answers a query.
func (p *tab) answer() string {
	p.t.Helper()
	p.query()
	return wait[string](p, `monaco.editor.getModels().length > 1 && monaco.editor.getModels()[1].getValue()`)
}

// write puts a text into the query editor, as by hand.
func (p *tab) write(query string) {
	p.t.Helper()
	p.query()
	p.do(
		chromedp.Click(chromedp.CSS(".QueryEditor .monaco-editor .view-lines")),
		chromedp.Evaluate[chromedp.Void](`monaco.editor.getModels()[0].setValue("")`),
		chromedp.KeyEvent(query),
	)
	written, err := json.Marshal(query)
	if err != nil {
		p.t.Fatal(err)
	}
	wait[bool](p, `monaco.editor.getModels()[0].getValue() === `+string(written))
}

// choose clicks what is called so.
func (p *tab) choose(selector, name string) {
	p.t.Helper()
	element := `[...document.querySelectorAll('` + selector + `')].find((e) => e.textContent.includes('` + name + `'))`
	wait[bool](p, `Boolean(`+element+`)`)
	p.do(chromedp.Evaluate[chromedp.Void](element + `.click()`))
}

// drawing waits for a picture, and gives its lines by the names at their ends.
func (p *tab) drawing() []string {
	p.t.Helper()
	return wait[[]string](p, `(() => {
		const at = {};
		for (const text of document.querySelectorAll(".graph svg g > text")) {
			const [x, y] = text.closest("[transform]").getAttribute("transform").match(/-?[\d.]+(e-?\d+)?/g);
			at[x + " " + y] = text.lastChild.data;
		}
		const lines = [...document.querySelectorAll(".graph svg line")].map((l) =>
			at[l.getAttribute("x1") + " " + l.getAttribute("y1")] + " - " + at[l.getAttribute("x2") + " " + l.getAttribute("y2")]);
		return lines.length > 0 && [...new Set(lines)].sort();
	})()`)
}
