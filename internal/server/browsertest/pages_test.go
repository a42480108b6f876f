package browsertest

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"annals.example/internal/headless"
)

var update = flag.Bool("update", false, "take the screenshots of the documentation anew")

// pages are what somebody sees who looks around, and what must be there to be seen.
var pages = []struct{ path, sees, picture string }{
	{"/", "Who negotiated and signed what", ""},
	{"/agreement/1936-protocol", "Protocol of Mutual Assistance between the USSR and the MPR", ""},
	{"/agreement/1936-protocol#~n1", "Notes", ""},
	{"/person/genden", "Mongolian prime minister and foreign minister", "person.png"},
	{"/source/bold-limited-war", "A military-diplomatic history", ""},
	{"/ask", "Who signed an agreement", ""},
	{"/ask/who-signed?agreement=agreement/1936-protocol", "plenipotentiary representative of the USSR", "question.png"},
	{"/ask/who-signed?agreement=no-such-thing", "no-such-thing", ""},
	{"/search?q=%D0%A7%D0%BE%D0%B9%D0%B1%D0%B0%D0%BB%D1%81%D0%B0%D0%BD", "Khorloogiin Choibalsan", ""},
	{"/agreement", "agreement/1936-protocol", ""},
	{"/sources", "source/bold-limited-war", ""},
	{"/vocabulary", "on behalf of", ""},
	{"/about", "How to cite it", ""},
	{"/query", "Ready to run", ""},
	{"/ui/", "Query Editor", ""},
	{"/person/nobody", "There is nothing here", ""},
	{"/source/wikipedia-ru-amar", "On this, sources disagree", ""},
}

// TestPages looks at each page as a reader at a desk and on a phone does, by day and by
// night: it is there, nothing of it is cut off at the side, and its text stands out.
func TestPages(t *testing.T) {
	browser := browse(t)
	for _, site := range []string{home, museum} {
		for _, page := range pages {
			t.Run(site+page.path, func(t *testing.T) {
				p := browser.Open(t, site+page.path)
				p.Expect("the server responded with a status of 404")
				if page.path == "/ui/" {
					p.Query()
				}
				headless.Wait[bool](p, `document.body.innerText.includes("`+page.sees+`")`)
				for _, scheme := range []string{"light", "dark"} {
					p.Prefer(scheme)
					for _, size := range [][2]int64{{1280, 800}, {360, 780}} {
						p.Size(size[0], size[1])
						looks(t, p, scheme, size[0])
					}
				}
				if *update && page.picture != "" && site == home {
					p.Prefer("light")
					p.Size(1280, 800)
					p.Picture(filepath.Join("..", "..", "web", "screenshots", page.picture))
				}
			})
		}
	}
}

// looks measures what is seen: no page is wider than its screen, and no text is fainter
// than WCAG 2.2 wants it, success criterion 1.4.3.
func looks(t *testing.T, p *headless.Tab, scheme string, width int64) {
	t.Helper()
	if wide := headless.Get(p, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
		t.Errorf("%s, %d wide: the page is %d wide", scheme, width, wide)
	}
	for _, faint := range headless.Get(p, chromedp.Evaluate[[]string](faintTexts)) {
		t.Errorf("%s, %d wide: too faint: %s", scheme, width, faint)
	}
}

// faintTexts lists the texts of our own pages that have less than 4.5:1 of contrast with
// what is behind them. The UI has Cayley's colours.
const faintTexts = `(() => {
	if (!document.querySelector("main")) return [];
	const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
	const rgb = (colour) => {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
		return canvas.getImageData(0, 0, 1, 1).data;
	};
	const light = (colour) => {
		const [r, g, b] = [...rgb(colour)].slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (e) => {
		while (e && rgb(getComputedStyle(e).backgroundColor)[3] === 0) e = e.parentElement;
		return e ? getComputedStyle(e).backgroundColor : "white";
	};
	const faint = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || e.closest("datalist, script, .unseen")) continue;
		const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
		const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (contrast < 4.5) faint.add(e.tagName + "." + e.className + " " + contrast.toFixed(2) + ": " + walk.currentNode.data.trim().slice(0, 30));
	}
	return [...faint].slice(0, 5);
})()`
