package headless

import (
	"encoding/json"

	"github.com/chromedp/chromedp"
)

// Query waits for the editor of Cayley's web UI, and gives its text.
func (p *Tab) Query() string {
	p.t.Helper()
	// In one step: a page that gives way to another has no editor any more.
	return Wait[struct{ Text string }](p, `document.querySelector(".QueryEditor .view-line") && monaco.editor.getModels().length > 0 &&
		{text: monaco.editor.getModels()[0].getValue()}`).Text
}

// Answer waits for the JSON that answers a query in Cayley's web UI.
func (p *Tab) Answer() string {
	p.t.Helper()
	p.Query()
	return Wait[string](p, `monaco.editor.getModels().length > 1 && monaco.editor.getModels()[1].getValue()`)
}

// Write puts a text into the editor of Cayley's web UI, as by hand.
func (p *Tab) Write(query string) {
	p.t.Helper()
	p.Query()
	p.Do(
		chromedp.Click(chromedp.CSS(".QueryEditor .monaco-editor .view-lines")),
		chromedp.Evaluate[chromedp.Void](`monaco.editor.getModels()[0].setValue("")`),
		chromedp.KeyEvent(query),
	)
	written, err := json.Marshal(query)
	if err != nil {
		p.t.Fatal(err)
	}
	Wait[bool](p, `monaco.editor.getModels()[0].getValue() === `+string(written))
}

// Drawing waits for the picture that Cayley's web UI draws, and gives its lines, sorted,
// by the names at their ends.
func (p *Tab) Drawing() []string {
	p.t.Helper()
	return Wait[[]string](p, `(() => {
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
