package headless

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A Tab is one page of a browser that remembers nothing of the others.
type Tab struct {
	t        testing.TB
	ctx      context.Context
	expected []string // what the console may say
	reached  []string // addresses whose hosts it may ask
}

// Expect lets the console say what has one of the texts in it.
func (p *Tab) Expect(texts ...string) { p.expected = append(p.expected, texts...) }

// Reach lets the tab ask the hosts of other sites of the network.
func (p *Tab) Reach(sites ...string) { p.reached = append(p.reached, sites...) }

// Do takes steps, each to its end.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
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

// Get gives what a step gives.
func Get[T any](p *Tab, step chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, step)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// Wait waits until an expression gives what JavaScript calls true, through reloads.
func Wait[T any](p *Tab, expression string) (v T) {
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

// Choose clicks what has the text in it.
func (p *Tab) Choose(selector, text string) {
	p.t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		p.t.Fatal(err)
	}
	element := `[...document.querySelectorAll('` + selector + `')].find((e) => e.textContent.includes(` + string(quoted) + `))`
	Wait[bool](p, `Boolean(`+element+`)`)
	p.Do(chromedp.Evaluate[chromedp.Void](element + `.click()`))
}

// Size makes the page as wide and high as a screen, in CSS pixels.
func (p *Tab) Size(width, height int64) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height))
}

// Prefer shows the page to somebody who prefers "light" or "dark".
func (p *Tab) Prefer(scheme string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}); err != nil {
		p.t.Fatal(err)
	}
}

// mostPicture is how large a picture may be in git, in bytes.
const mostPicture = 150_000

// Picture writes what is seen into a PNG for the documentation.
func (p *Tab) Picture(file string) {
	p.t.Helper()
	png := Get(p, chromedp.CaptureScreenshot())
	if len(png) > mostPicture {
		p.t.Errorf("%s has %d bytes, which is much for a picture in git", file, len(png))
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
